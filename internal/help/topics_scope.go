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
}
