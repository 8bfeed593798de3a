package help

var performanceTopics = []Topic{
	{
		ID: "performance", Title: "Performance", Pages: []string{"/performance"},
		Why:     "It shows whether the management system works: what you measure, the results, and what you make of them.",
		Clauses: []string{"9.1"},
		First:   "Add three measures that people look at already. More can follow.",
		Wrong:   "Results that nobody judges show nothing. An auditor asks what you did with them.",
	},
	{
		ID: "measures", Title: "Measures", Pages: []string{"/performance/measures"},
		Why:     "A measure says what is measured, how, when and by whom. It also says who judges the results.",
		Clauses: []string{"9.1"},
		First:   "Take one figure that you know by heart. Write down how you get it, and from which value on you would worry.",
		Wrong:   "A measure without a threshold never calls anybody. Drift goes on unseen.",
	},
	{
		ID: "results", Title: "Results", Pages: []string{"/performance/results"},
		Why:     "Results are the proof that you measure. Each has its day, a name, and what explains it.",
		Clauses: []string{"9.1"},
		First:   "Enter the newest value of each measure. Older values come in from a CSV file.",
		Wrong:   "Do not mend an old value because a new one looks odd. Say in the note what was different.",
	},
	{
		ID: "results-due", Title: "Results of several measures", Pages: []string{"/performance/results/due"},
		Why:     "Most results come in on one day. Here you enter all of them on one page.",
		Clauses: []string{"9.1"},
		First:   "Check the day at the top. Then go down the list and type what you have.",
		Wrong:   "Watch the unit. 0.03 and 3 % are the same, but only one of them fits the measure.",
	},
	{
		ID: "evaluations", Title: "Evaluations", Pages: []string{"/performance/evaluations"},
		Why:     "An evaluation says what the results of some time mean, and what follows from them.",
		Clauses: []string{"9.1"},
		First:   "Take the results of the last half year. Write three sentences: what changed, why, and what you do.",
		Wrong:   "To list the values once more is no evaluation. Say whether things work.",
	},
}
