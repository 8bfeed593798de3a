package help

// auditTopics are clause 9.2.
var auditTopics = []Topic{
	{
		ID: "internal-audit", Title: "Internal audit", Pages: []string{"/internalaudit"},
		Why:     "You look at your own management system before somebody else does. The standard asks for it at planned times.",
		Clauses: []string{"9.2.1", "9.2.2"},
		First:   "Write a programme, then plan the first audit.",
		Wrong:   "One audit a week before the certificate shows haste and not a plan.",
	},
	{
		ID: "audit-programmes", Title: "Audit programmes", Pages: []string{"/internalaudit/programmes"},
		Why:     "A programme says how often each part is audited, and why so often. Auditors ask for it first.",
		Clauses: []string{"9.2.2"},
		First:   "Take three years. Say what the audits are for and who is told of the results.",
		Wrong:   "All parts once a year, with no reason, shows that nobody thought about risk.",
	},
	{
		ID: "audit-coverage", Title: "Coverage of audits", Pages: []string{"/internalaudit/coverage"},
		Why:     "Each clause, each control that applies and each AI system is to be seen in time. The grid counts the audits that look at it.",
		Clauses: []string{"9.2.2"},
		First:   "Look at the parts on top. Plan an audit of them.",
		Wrong:   "A control that no audit has seen cannot be shown to work.",
	},
	{
		ID: "audits", Title: "Audits", Pages: []string{"/internalaudit/audits"},
		Why:     "An audit has a plan, auditors who do not judge their own work, and a report that is signed.",
		Clauses: []string{"9.2.1", "9.2.2"},
		First:   "Say what is audited and by whom. The page tells who owns what they would judge.",
		Wrong:   "The head of data science who audits data science finds little.",
	},
	{
		ID: "audit-checklist", Title: "Checklist", Pages: []string{"/internalaudit/checklist"},
		Why:     "The checklist holds what to ask, and what was seen. What is to be followed up stands first.",
		Clauses: []string{"9.2.1"},
		First:   "Open an audit and make its checklist. Then go through it row by row, on your phone too.",
		Wrong:   "“Seen and fine” cannot be looked up. Write which record, and which day.",
	},
	{
		ID: "audit-samples", Title: "Samples", Pages: []string{"/internalaudit/samples"},
		Why:     "Nobody looks at all records. A sample says which ones were seen, out of how many, and who chose them.",
		Clauses: []string{"9.2.2"},
		First:   "Choose a register, a size and a seed. Anybody can draw the same items again.",
		Wrong:   "Records that the audited people picked are no sample.",
	},
	{
		ID: "audit-findings", Title: "Findings", Pages: []string{"/internalaudit/findings"},
		Why:     "A finding says what is required, what was seen, and by what it is shown. What is graded major or minor gets a nonconformity.",
		Clauses: []string{"9.2.2", "10.2"},
		First:   "Log it from its row of the checklist. Then raise the nonconformity.",
		Wrong:   "A finding that nobody answers comes back in the next audit, and weighs more.",
	},
}
