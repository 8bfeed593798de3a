package help

var operationTopics = []Topic{
	{
		ID: "operation", Title: "Operation", Pages: []string{"/operation"},
		Why:     "It holds what you do day by day to keep AI under control, and the records that show it.",
		Clauses: []string{"8.1"},
		First:   "Write down the checks that people do already, with what is good enough.",
		Wrong:   "A check without a record did not happen for an auditor.",
	},
}
