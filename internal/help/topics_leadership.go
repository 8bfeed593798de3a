package help

// keptLeadershipTopics are how documents are made known, and who does what (5.2, 5.3).
var keptLeadershipTopics = []Topic{
	{
		ID: "publications", Title: "Publications", Pages: []string{"/leadership/publications"},
		Why:     "A policy that nobody knows does nothing. The standard wants it told inside, and within reach of others who have a stake.",
		Clauses: []string{"5.2", "7.4"},
		First:   "Record how the AI policy in force was told to your people. Then say where others can find it.",
		Wrong:   "The old version stays on the website. Publish each new version again, and record it.",
	},
	{
		ID: "acknowledgements", Title: "Acknowledgements", Pages: []string{"/leadership/acknowledgements", "/leadership/policies/:ref/ask"},
		Why:     "It shows who was asked to read a text, and who says that they did. An auditor asks some of them what it means for their work.",
		Clauses: []string{"5.2", "7.3"},
		First:   "Open the version in force and press “Ask people”. They press once when they have read it.",
		Wrong:   "A click is not the same as knowing. Ask people about it, too. A new version asks everybody again.",
	},
	{
		ID: "raci", Title: "Who does what", Pages: []string{"/leadership/raci", "/leadership/raci/edit", "/leadership/activities"},
		Why:     "The table shows each task with the roles that take part. One role answers for each, so that nothing falls between two chairs.",
		Clauses: []string{"5.3", "A.3.2"},
		First:   "Begin with the usual tasks and give each of them one A. Then add who does it.",
		Wrong:   "Too many letters help nobody. Ask and tell only those who need it.",
	},
}
