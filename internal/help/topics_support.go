package help

var supportTopics = []Topic{
	{
		ID: "support", Title: "Support", Pages: []string{"/support"},
		Why:     "It holds what the management system lives on: means, skills, messages and documents.",
		Clauses: []string{"7.1", "7.2", "7.3", "7.4", "7.5"},
		First:   "Begin with the skills: who needs to know what, and how you know that they do.",
		Wrong:   "A list of courses is no proof of skill. Say how you saw that it worked.",
	},
}
