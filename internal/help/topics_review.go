package help

// reviewTopics are clause 9.3.
var reviewTopics = []Topic{
	{
		ID: "review", Title: "Management review", Pages: []string{"/review"},
		Why:     "Top management looks at the whole of the management system at planned times and says whether it still fits and works.",
		Clauses: []string{"9.3.1", "9.3.2", "9.3.3"},
		First:   "Plan the first review. One before the certification audit is a must.",
		Wrong:   "A meeting of the AI team is no management review. Top management itself takes part and decides.",
	},
	{
		ID: "reviews", Title: "Reviews", Pages: []string{"/review/reviews"},
		Why:     "A review looks at seven things that the standard names. The workbench draws them from your registers and keeps them as they were.",
		Clauses: []string{"9.3.1", "9.3.2"},
		First:   "Plan a day, fill the inputs, and write below each what it means.",
		Wrong:   "Numbers without a word do not show that anybody looked. Say what each of them means.",
	},
	{
		ID: "review-decisions", Title: "Decisions", Pages: []string{"/review/decisions"},
		Why:     "What a review decides is carried out by somebody by a day. Open ones are the first thing that the next review looks at.",
		Clauses: []string{"9.3.3"},
		First:   "Write down each decision with who carries it out and by when, also that nothing is to change.",
		Wrong:   "“The report was noted” is no decision. Say what follows, or that nothing does and why.",
	},
}
