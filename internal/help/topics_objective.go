package help

var objectiveTopics = []Topic{
	{
		ID: "objective", Title: "Objectives and changes", Pages: []string{"/objective"},
		Why:     "It holds what you want to reach with AI, and the changes to the management system that you plan.",
		Clauses: []string{"6.2", "6.3"},
		First:   "Set one aim that you can measure, with a name and a day.",
		Wrong:   "An aim without a number cannot be judged. Say what you measure and when it is enough.",
	},
}
