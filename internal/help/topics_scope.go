package help

// keptScopeTopics are the registers of 4.2 and 4.4 that are kept alike.
var keptScopeTopics = []Topic{
	{
		ID: "obligations", Title: "Obligations", Pages: []string{"/scope/obligations"},
		Why:     "An obligation is something you have to meet: a law, a contract, a standard, or a promise of your own. The standard asks you to know which needs of others you take on.",
		Clauses: []string{"4.2", "4.1"},
		First:   "Take the need of a party that weighs most, and write down what it asks of you and how you meet it.",
		Wrong:   "A law that nobody watches changes unseen. Give each obligation an owner and a day to look again.",
	},
	{
		ID: "processes", Title: "Processes", Pages: []string{"/scope/processes", "/scope/processes/proposal"},
		Why:     "The standard asks which processes your management system needs and how they work together. The map shows it on one page, and an auditor walks along it.",
		Clauses: []string{"4.4"},
		First:   "Begin with the proposed processes, untick what you do not have, and give each one an owner.",
		Wrong:   "A map that nobody follows is worse than none. Draw what people do, not what sounds good.",
	},
	{
		ID: "boundary-change", Title: "What a change of the scope takes along", Pages: []string{"/inventory/:ref/boundary"},
		Why:     "When an AI system joins or leaves the scope, its risks, its impact assessment and its evidence go with it. Look before you answer, so that nothing falls out unseen.",
		Clauses: []string{"4.3"},
		First:   "Open each list and ask whether you mean it. Then change the answer on the form of the system.",
		Wrong:   "A system is left out to make an audit smaller, and its risks are forgotten with it. An auditor compares the scope with what you really do.",
	},
	{
		ID: "thread", Title: "Thread from needs to evidence", Pages: []string{"/scope/trace"},
		Why:     "The thread shows why each control is there and what proves it: from a person with a need to the file in your evidence. It also shows where the thread is broken.",
		Clauses: []string{"4.2", "6.1.3"},
		First:   "Choose the people your AI touches most, and read their thread from top to bottom.",
		Wrong:   "A need that ends nowhere is a promise without work. Link it to an obligation, and the obligation to the controls that meet it.",
	},
}
