package help

// certificationTopics are the way to a certificate, which no clause asks for.
var certificationTopics = []Topic{
	{
		ID: "certification", Title: "Certification", Pages: []string{"/certification"},
		Why:   "Most run the system to be certified. Here stand the audits of the certification body, what they found, and what they want to see. The standard itself does not ask for it.",
		First: "Begin a cycle with the body that you chose, and record the day agreed for Stage 1.",
		Wrong: "A certificate covers the system within its scope. It never says that one AI model or product is good, and it does not show that a law is met.",
	},
	{
		ID: "cycles", Title: "Cycles", Pages: []string{"/certification/cycles"},
		Why:   "A cycle is three years with a certification body. From the day of the decision follow the days by which the next audits must lie.",
		First: "Give the cycle a name, the body, and the days that it sets for answers. Fill in the certificate when you have it.",
		Wrong: "The scope on the certificate must be your own scope statement. Copy it word for word: it is compared.",
	},
	{
		ID: "cycle-events", Title: "Audits and decisions", Pages: []string{"/certification/events"},
		Why:   "Each audit of the body stands here with its days, its auditors and its end. What they found is kept as nonconformities, so that nothing is followed up twice.",
		First: "Record the next audit as planned. When it is over, add the days it was held and how it ended.",
		Wrong: "Deadlines run from the last day of the audit. Majors found at Stage 2 must be checked by the body within six months, or Stage 2 is held again.",
	},
	{
		ID: "requests", Title: "Requests", Pages: []string{"/certification/requests"},
		Why:   "Auditors send a list of what they want to see. Point each line to what you have, and hand all of it over as one numbered folder.",
		First: "Import the list that you got, or open the audit and add the papers that are usually asked for.",
		Wrong: "A folder full of files answers nothing if nobody can say which file answers which line.",
	},
	{
		ID: "own-calendar", Title: "Dates in my calendar", Pages: []string{"/account/calendar"},
		Why:   "What is due here can stand in your own calendar beside your other dates.",
		First: "Make a link, copy it at once, and add it to your calendar as a subscription.",
		Wrong: "Whoever has the link sees the dates. Leave titles out where others see your calendar, and take the link away when a device is lost.",
	},
}
