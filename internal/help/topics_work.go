package help

var workTopics = []Topic{
	{
		ID: "evidence", Title: "Evidence", Pages: []string{"/evidence"},
		Why:     "An auditor believes what is written down and dated. Here are the files and links that show it.",
		Clauses: []string{"7.5"},
		First:   "Add a file and say what it supports: a record, a control or a clause.",
		Wrong:   "Files with no link to a clause help nobody. Filter for those and tie them up.",
		Article: "evidence",
	},
	{
		ID: "evidence-item", Title: "One piece of evidence", Pages: []string{"/evidence/:ref", "/evidence/new", "/evidence/:ref/edit"},
		Why:     "It says what a file shows, for which time, and who looked at it. The file itself is never changed.",
		Clauses: []string{"7.5.2", "7.5.3"},
		First:   "Write one sentence for a reader who has not seen it. Then let another person review it.",
		Wrong:   "A screenshot with no date proves little. Say which time it shows.",
		Article: "evidence",
	},
	{
		ID: "import", Title: "Import", Pages: []string{"/import", "/import/paste", "/import/:id", "/import/:id/check"},
		Why:   "It brings lists in from Excel or CSV files. You see what would happen before a row is written.",
		First: "Take the template of the list, fill it and upload it. Or upload your own file and say which column is which.",
		Wrong: "Control numbers from other standards look the same. A.5.4 here is not A.5.4 of ISO/IEC 27001.",
	},
	{
		ID: "import-batch", Title: "A finished import", Pages: []string{"/import/batches/:batch", "/import/batches/:batch/undo"},
		Why:   "It shows what an import made and changed. You can take it back as a whole.",
		First: "Open two or three of the new records and see whether all went to the right place.",
		Wrong: "Once someone has worked on these records, the import can no longer be taken back.",
	},
	{
		ID: "export", Title: "Export", Pages: []string{"/export"},
		Why:     "Your data is yours. You can take each list out as an Excel, CSV or JSON file.",
		First:   "Choose the list and the format.",
		Wrong:   "A file that left the workbench no longer keeps a history. Do not work on in it.",
		Article: "data",
	},
	{
		ID: "packs", Title: "Evidence pack", Pages: []string{"/pack"},
		Why:     "A pack is what you hand to an auditor: one PDF by clause, and a ZIP with all files beside it.",
		Clauses: []string{"7.5", "9.2.1"},
		First:   "Make one early, even if much is missing. It shows you the system as an auditor will see it.",
		Wrong:   "A pack says what is on record. It does not say that you meet the standard.",
		Article: "packs",
	},
}

var togetherTopics = []Topic{
	{
		ID: "search", Title: "Search", Pages: []string{"/search"},
		Why:   "It finds records, pages and words, wherever they stand.",
		First: "Type a word or a number such as RSK-2026-001.",
		Wrong: "A word that nobody wrote down cannot be found. Try a shorter one.",
	},
	{
		ID: "keys", Title: "Keys", Pages: []string{"/keys"},
		Why:     "It lists the keys that save you time.",
		First:   "Learn two of them. The rest will come.",
		Wrong:   "Single keys may clash with a tool that reads the screen.",
		Article: "keyboard",
	},
	{
		ID: "comments", Title: "Comments and decisions", Pages: []string{"/comments", "/comments/new", "/comments/:ref", "/comments/:ref/edit"},
		Why:     "Talk about a record stays with the record. A decision is kept as such.",
		Clauses: []string{"7.4", "7.5"},
		First:   "Say what you ask or decide, and name the person it is for.",
		Wrong:   "A decision made in the hall is lost. Write it down here, with the reason.",
	},
	{
		ID: "inbox", Title: "Inbox", Pages: []string{"/inbox"},
		Why:   "It shows what others wrote to you or about your records.",
		First: "Open the newest, answer it, and mark the rest as read.",
		Wrong: "No mail is sent. Look in here when you start your day.",
	},
	{
		ID: "interviews", Title: "Guided questions", Pages: []string{"/interviews", "/interviews/:name", "/interviews/:name/questions/:page", "/interviews/:name/check", "/interviews/:name/done"},
		Why:     "They ask one thing at a time and fill in the records for you.",
		Clauses: []string{"4.1", "4.3", "6.1.3", "6.1.4"},
		First:   "Answer what you know. You can say that you do not know yet.",
		Wrong:   "A guess looks like a fact later. Check all answers at the end.",
	},
}

var peopleTopics = []Topic{
	{
		ID: "people", Title: "People", Pages: []string{"/people", "/people/:ref"},
		Why:     "It lists who can sign in, and in which role. A name here stands behind each change.",
		Clauses: []string{"5.3", "7.5.3"},
		First:   "Add the executive who will sign, and an auditor who does not run the system.",
		Wrong:   "Two people share one account. Then the history cannot say who did what.",
		Article: "roles",
	},
	{
		ID: "person", Title: "A person's account", Pages: []string{"/people/new", "/people/:ref/edit", "/people/:ref/password"},
		Why:     "Each person has one account with one role. The role says what they may do.",
		Clauses: []string{"7.5.3"},
		First:   "Give the name, the mail address and the role. Hand over the password in person.",
		Wrong:   "Too many leads. Give the smallest role that lets a person do the work.",
		Article: "roles",
	},
	{
		ID: "password", Title: "Your password", Pages: []string{"/account/password"},
		Why:     "Your password proves that it was you who signed and approved.",
		Clauses: []string{"7.5.3"},
		First:   "Take four words that do not belong together. A password tool may fill it in for you.",
		Wrong:   "A password used elsewhere is only as safe as the weakest place.",
	},
	{
		ID: "sign-in", Title: "Signing in", Pages: []string{"/sign-in", "/sign-in/link"},
		Why:   "The workbench must know who acts, since each change carries a name. Your data stays on the machine that runs it.",
		First: "Use your mail address and password. At your own machine, the link that is printed at the start will do.",
		Wrong: "If you forgot the password, ask an AI governance lead to set a new one. No mail is sent.",
	},
	{
		ID: "setup", Title: "Setting up", Pages: []string{"/setup"},
		Why:   "The first person becomes the AI governance lead and can add all others.",
		First: "Give your name and a password of four words. Then the first page says what comes next.",
		Wrong: "The link works once. If it is used up, start the workbench again for a new one.",
	},
}

var helpTopics = []Topic{
	{
		ID: "help", Title: "Help", Pages: []string{"/help", "/help/:page"},
		Why:   "Short pages on how the workbench thinks. They are part of the program, so they work with no network.",
		First: "New here? Take the ten-minute tutorial.",
		Wrong: "Help is not advice on law. It tells of custom and of our reading of the standard.",
	},
	{
		ID: "sheet", Title: "Interview sheet", Pages: []string{"/help/sheet"},
		Why:     "A sheet to print for a real talk in an audit: questions, room for notes, and what to ask to see.",
		Clauses: []string{"9.2.1", "9.2.2"},
		First:   "Print it on A4 or Letter, and write the names and the date on top.",
		Wrong:   "Do not read the questions out one by one. Let people tell, and use the list to see what is missing.",
		Article: "interviews",
	},
}
