package help

// partTopics are the registers of what AI systems are made of.
var partTopics = []Topic{
	{
		ID: "models", Title: "Models", Pages: []string{"/inventory/models", "/inventory/models/:ref/card"},
		Why:     "A model is what an AI system rests on. This list says for each version what it is for, what it was made from, how well it does and where it fails.",
		Clauses: []string{"A.4.4", "A.6.2.3"},
		First:   "Record the model of your weightiest system, with its figures and what they must reach.",
		Wrong:   "A figure without a limit tells nobody when to act. A new version is a new record: change the old one and nobody knows what was tested.",
	},
	{
		ID: "datasets", Title: "Datasets", Pages: []string{"/inventory/datasets", "/inventory/datasets/:ref/sheet"},
		Why:     "AI is as good as its data. This list says where data come from, what you may do with them, how good they are and how they were made ready.",
		Clauses: []string{"A.4.3", "A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6"},
		First:   "Record the data that your weightiest system was trained on, and who may use them.",
		Wrong:   "Data that were there already still need a right to use them for this. Say which quality is needed before you measure it.",
	},
	{
		ID: "event-logs", Title: "Event logs", Pages: []string{"/inventory/logs"},
		Why:     "When something goes wrong, the log shows what the system did. This list says what each system writes down, where, for how long, and who reads it.",
		Clauses: []string{"A.6.2.8"},
		First:   "Ask for each system in use what it writes down, and try to find one case of last month in it.",
		Wrong:   "A log that nobody reads finds nothing. A log that is kept too long can break the law.",
	},
}

// controlTopics are the registers of 8.1 and the gates of the life cycle.
var controlTopics = []Topic{
	{
		ID: "operational-controls", Title: "Operational controls", Pages: []string{"/operation/controls"},
		Why:     "A control is something that people do again and again to keep AI safe. The standard asks you to plan it and to say what is good enough.",
		Clauses: []string{"8.1"},
		First:   "Write down one check that people do already: what, how often, by whom, and what is good enough.",
		Wrong:   "Without criteria, each person judges in their own way. A control that nobody has time for is worse than a smaller one that is done.",
	},
	{
		ID: "operational-records", Title: "Records of controls", Pages: []string{"/operation/records"},
		Why:     "A record shows that a control was carried out, and whether it was good enough. This is what an auditor takes a sample from.",
		Clauses: []string{"8.1"},
		First:   "Open a control, choose to record it, and say what was done and what was found.",
		Wrong:   "Only good results look made up. Record what was not met, and what you did about it.",
	},
	{
		ID: "gates", Title: "Life-cycle gates", Pages: []string{"/operation/gates", "/operation/gates/by-system", "/operation/gates/:ref/answer", "/operation/gates/:ref/sign", "/operation/gates/:ref/fulfil"},
		Why:     "An AI system passes seven gates in its life, from what is wanted to its end. At each one somebody asks the same questions and one person who does not own the system signs.",
		Clauses: []string{"A.6.1.3", "A.6.2.4", "A.6.2.5"},
		First:   "Begin the gate that your newest system is at, and answer its questions with the people who built it.",
		Wrong:   "A yes without proof is a wish. A signed round is frozen: a new release begins the next one.",
	},
	{
		ID: "where-recorded", Title: "Where A.6 and A.7 are recorded", Pages: []string{"/operation/where"},
		Why:     "It shows for each control of the life cycle and of data which lists and which questions hold the proof.",
		Clauses: []string{"A.6.1.3", "A.7.2"},
		First:   "Look for a control that you use and open the list beside it.",
		Wrong:   "A list that is there but empty proves nothing. The number beside it says how much it holds.",
	},
}
