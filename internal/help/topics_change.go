package help

// changeTopics are changes of AI systems, what they leave to be confirmed, objectives
// and changes of the management system.
var changeTopics = []Topic{
	{
		ID: "changes", Title: "Changes of AI systems", Pages: []string{"/inventory/changes"},
		Why:     "AI systems change all the time. The standard asks you to plan changes and control them, and to look at what a change that nobody planned has done.",
		Clauses: []string{"8.1"},
		First:   "Think of the last new model or new supplier. Write down why it came, who approved it, and how you would go back.",
		Wrong:   "A new version of a bought tool is a change too. If you hear of it only from users, record it as unintended and review it.",
	},
	{
		ID: "confirm", Title: "To be confirmed", Pages: []string{"/inventory/confirm", "/inventory/confirm/preview"},
		Why:     "When an AI system changes, what you found out about it may no longer hold. This list names each record that rests on what has changed.",
		Clauses: []string{"8.1", "8.2", "8.4"},
		First:   "Take the gravest risk first. If it still holds, say why. If not, assess it anew: then it leaves the list by itself.",
		Wrong:   "Do not confirm all with one empty sentence. An auditor picks one change and asks what you looked at.",
	},
	{
		ID: "confirmations", Title: "Confirmations", Pages: []string{"/inventory/confirmations"},
		Why:     "Each line says who looked at a record after a change, and why it still holds. It shows that a change leads to a new look.",
		Clauses: []string{"8.1", "8.2", "8.4"},
		First:   "Open the list of what is to be confirmed. What you confirm there is kept here.",
		Wrong:   "A wrong line is not changed but retired, with the reason. Then its record is to be confirmed again.",
	},
	{
		ID: "objectives", Title: "AI objectives", Pages: []string{"/objective/objectives"},
		Why:     "An objective says what you want to reach with AI and how you know. The standard asks for aims that fit your policy, and for a plan behind each.",
		Clauses: []string{"6.2"},
		First:   "Choose one thing that people complain of. Say what you count, where it stands today, and where you want it in a year.",
		Wrong:   "An aim without a number, a day and a name cannot be judged. Three that you measure are better than ten that you do not.",
	},
	{
		ID: "measurements", Title: "Measurements", Pages: []string{"/objective/measurements"},
		Why:     "A measurement is the value of an objective on a day. The row of values shows whether you will get there.",
		Clauses: []string{"6.2"},
		First:   "Record today's value, and say where it comes from. Add the report that shows it.",
		Wrong:   "Values that all arrive in the week before the audit convince nobody. Record each when it is due.",
	},
	{
		ID: "planned-changes", Title: "Changes of the management system", Pages: []string{"/objective/changes"},
		Why:     "Sometimes the management system itself has to change: its scope, its roles, its methods. The standard asks you to do that in a planned way.",
		Clauses: []string{"6.3"},
		First:   "Write down the next change you know of, what may follow from it, and who does what afterwards.",
		Wrong:   "A new tool for risks is such a change as well. Say what keeps open actions from getting lost on the way.",
	},
}
