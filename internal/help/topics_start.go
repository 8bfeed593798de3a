package help

var startTopics = []Topic{
	{
		ID: "home", Title: "Home", Pages: []string{"/"},
		Why:     "It says what to do next, what waits for you, and how far each part of the management system is.",
		Clauses: []string{"4.4", "9.1"},
		First:   "Do the one thing on top. When it is done, the next one takes its place.",
		Wrong:   "A part reads Done when nothing is missing on record. It does not say that people work by it; only an audit can.",
		Article: "readiness",
	},
	{
		ID: "waiting", Title: "Waiting", Pages: []string{"/waiting"},
		Why:   "It lists what waits for a person: to approve, to sign, to accept or to review.",
		First: "Do what stands under your name. Ask the others for theirs.",
		Wrong: "Work that waits for nobody in particular is forgotten. Give each record an owner.",
	},
	{
		ID: "drafts", Title: "Begun and not saved", Pages: []string{"/drafts"},
		Why:   "Your words are kept while you type. Here are the forms that you began and did not save.",
		First: "Go on with a form, or throw it away.",
		Wrong: "A draft is no record. Nobody else sees it and no audit counts it.",
	},
	{
		ID: "preferences", Title: "Preferences", Pages: []string{"/preferences"},
		Why:   "It keeps how you like to work: light or dark, and keys on or off.",
		First: "Choose and save. It follows you to each device you sign in on.",
		Wrong: "Nothing here changes what others see.",
	},
	{
		ID: "style", Title: "The parts of a page", Pages: []string{"/style"},
		Why:   "It shows each part that pages are made of, in each state.",
		First: "Look something up when you write about the workbench or change it.",
		Wrong: "All of it is an example. Nothing here is saved.",
	},
	{
		ID: "timeline", Title: "Timeline", Pages: []string{"/timeline"},
		Why:     "It puts all dates into one list: reviews, actions, evidence that runs out, and the audit.",
		Clauses: []string{"6.2", "9.1"},
		First:   "Clear what is overdue. Then look at the next month.",
		Wrong:   "A date that nobody set does not show up. Give reviews and actions a day.",
	},
	{
		ID: "coverage", Title: "Coverage", Pages: []string{"/coverage"},
		Why:     "It shows for each clause and control what is recorded, and what a second person has checked.",
		Clauses: []string{"7.5", "9.2.1"},
		First:   "Open the part with the lowest number and attach what you have.",
		Wrong:   "A full row is no audit. It says that something is on file, not that it is good.",
		Article: "readiness",
	},
	{
		ID: "gaps", Title: "Gaps", Pages: []string{"/gaps"},
		Why:     "It lists what an auditor would find on file today, with the clause and a link to the place where you can mend it.",
		Clauses: []string{"9.2.1", "9.1"},
		First:   "Mend the major ones first. They would hold up a certificate.",
		Wrong:   "An empty list is no audit. The rules see what is recorded, not whether it is true.",
		Article: "readiness",
	},
	{
		ID: "history", Title: "History", Pages: []string{"/history", "/history/:ref"},
		Why:     "It shows every change: who made it, when, and what it was before. Nothing can be taken out.",
		Clauses: []string{"7.5.3"},
		First:   "Open a record and choose its history to see how it came to be.",
		Wrong:   "A change without a reason is hard to explain a year later. Write the reason when you are asked for it.",
		Article: "packs",
	},
	{
		ID: "catalogue", Title: "Catalogue", Pages: []string{"/catalogue", "/catalogue/:key"},
		Why:     "It tells in plain words what each clause and control asks, what an auditor says, and what counts as proof.",
		Clauses: []string{"4.4", "6.1.3"},
		First:   "Open a clause and read the example. Then look at what you have on file for it.",
		Wrong:   "It helps you to read the standard and does not replace it. Buy a copy for the exact words.",
		Article: "interviews",
	},
}

var scopeTopics = []Topic{
	{
		ID: "scope", Title: "Scope and context", Pages: []string{"/scope"},
		Why:     "Before you plan, you need to know your setting: what goes on around you, who has a stake, and where your system ends.",
		Clauses: []string{"4.1", "4.2", "4.3", "4.4"},
		First:   "Describe the organisation. Then add issues and parties, and draft the scope last.",
		Wrong:   "If the setting is thin, risks and aims hang in the air. Auditors ask how one led to the other.",
		Article: "getting-started",
	},
	{
		ID: "organisation", Title: "The organisation", Pages: []string{"/scope/organisation", "/scope/organisation/edit"},
		Why:     "It says who you are, what you do with AI, and which roles you play. Its name stands on each paper.",
		Clauses: []string{"4.1"},
		First:   "Give the name. Then answer the question on climate, with a reason.",
		Wrong:   "The answer on climate is often left out. The standard wants a decision, even if it is no.",
	},
	{
		ID: "issues", Title: "Issues", Pages: []string{"/scope/issues", "/scope/issues/new", "/scope/issues/:ref", "/scope/issues/:ref/edit"},
		Why:     "An issue is something outside or inside that helps or harms your work with AI, such as a new law or a lack of skill.",
		Clauses: []string{"4.1"},
		First:   "Write down three from outside and three from inside. Say what each means for you.",
		Wrong:   "A list copied from a book names no issue of yours. Then nothing can be traced to it.",
	},
	{
		ID: "parties", Title: "Interested parties", Pages: []string{"/scope/parties", "/scope/parties/new", "/scope/parties/:ref", "/scope/parties/:ref/edit"},
		Why:     "These are the people and bodies with a stake in your AI. They may want something from you, or bear what it does.",
		Clauses: []string{"4.2"},
		First:   "Begin with the people about whom your systems decide.",
		Wrong:   "Those who are judged by a system are forgotten, because they are not customers.",
	},
	{
		ID: "needs", Title: "Needs of the parties", Pages: []string{"/scope/needs", "/scope/parties/:ref/needs/new", "/scope/needs/:ref", "/scope/needs/:ref/edit"},
		Why:     "A need is what a party wants from you by law, by contract or because it is right. You decide which ones you take on.",
		Clauses: []string{"4.2"},
		First:   "Name the party first. Then write the need and say whether the management system deals with it.",
		Wrong:   "Needs are listed, but nobody decided on them. An auditor follows two or three into policy and risks.",
	},
	{
		ID: "statement", Title: "The scope statement", Pages: []string{"/scope/statements", "/scope/statements/:ref", "/scope/statements/:ref/edit"},
		Why:     "It draws the line round the management system: which teams, sites and AI systems are in, and which are out.",
		Clauses: []string{"4.3"},
		First:   "Write one sentence, as it would stand on the certificate. Then name what is left out, with the reason.",
		Wrong:   "A scope that leaves out the riskiest system is a finding in most audits.",
	},
	{
		ID: "statement-approve", Title: "Approval of the scope", Pages: []string{"/scope/statements/:ref/approve"},
		Why:     "Here you read the whole draft once more and put it in force under your name.",
		Clauses: []string{"4.3", "7.5.2"},
		First:   "Read what changed since the last version. Then approve, or go back to the draft.",
		Wrong:   "What is approved cannot be changed. A mistake needs a new version.",
	},
}

var leadershipTopics = []Topic{
	{
		ID: "leadership", Title: "Leadership", Pages: []string{"/leadership"},
		Why:     "It shows what top management gives: a policy it stands behind, clear roles, and proof that it takes part.",
		Clauses: []string{"5.1", "5.2", "5.3"},
		First:   "Record the AI policy. Then name who answers for the system and who reports on it.",
		Wrong:   "Top management will be asked in person. A signature alone does not help them there.",
	},
	{
		ID: "policies", Title: "Policies and procedures", Pages: []string{"/leadership/policies", "/leadership/policies/new", "/leadership/policies/:ref", "/leadership/policies/:ref/edit", "/leadership/templates"},
		Why:     "The AI policy says what you stand for. Policies on one topic and procedures stand beside it and say how.",
		Clauses: []string{"5.2", "A.2.2", "A.2.3"},
		First:   "Begin with a template, or with your own text. Give it an owner and a day for its review.",
		Wrong:   "Old text is used again from another policy, so it gives no frame for aims.",
	},
	{
		ID: "policy-text", Title: "The text of a policy", Pages: []string{"/leadership/policies/:ref/write"},
		Why:     "You write or paste the words here. They stay a draft until someone approves them.",
		Clauses: []string{"5.2", "7.5.2"},
		First:   "Say what you use AI for, what you will not do, and how you keep getting better.",
		Wrong:   "Very long texts are not read. Two pages do more good than twenty.",
	},
	{
		ID: "policy-approve", Title: "Approval of a policy", Pages: []string{"/leadership/policies/:ref/approve"},
		Why:     "Approval puts a version in force. From that moment its text is fixed.",
		Clauses: []string{"5.2", "A.2.2"},
		First:   "Read the whole text, and what changed in plain words.",
		Wrong:   "The version in force stays in force until the next one is approved. So do not wait for a perfect text.",
	},
	{
		ID: "policy-compare", Title: "What changed in a policy", Pages: []string{"/leadership/policies/:ref/compare"},
		Why:     "It shows two versions of a text side by side, with what was taken out and what was added.",
		Clauses: []string{"7.5.3", "A.2.4"},
		First:   "Look for changed duties and dates. Small words can carry much weight.",
		Wrong:   "A sentence that only moved shows as taken out and added.",
	},
	{
		ID: "sign", Title: "Signing a policy", Pages: []string{"/leadership/policies/:ref/sign", "/leadership/signatures/:ref", "/leadership/signatures/:ref/receipt.pdf"},
		Why:     "Top management says with its name that it stands behind this text. The name is tied to the exact words.",
		Clauses: []string{"5.1", "5.2"},
		First:   "Read what changed since you last signed, then the full text. Then give your password.",
		Wrong:   "Some laws and contracts ask for a special kind of e-signature. Then sign the PDF with your own tool as well.",
		Article: "claims",
	},
	{
		ID: "roles", Title: "Roles and duties", Pages: []string{"/leadership/roles", "/leadership/roles/new", "/leadership/roles/:ref", "/leadership/roles/:ref/edit"},
		Why:     "It says who answers for what, and what they may decide. Two duties must have a name: meeting the standard, and reporting to the top.",
		Clauses: []string{"5.3", "A.3.2"},
		First:   "Assign the two duties. Then add owners of systems and people who may stop a release.",
		Wrong:   "A duty without power to act is no duty. Say what each role may decide alone.",
	},
}

var inventoryTopics = []Topic{
	{
		ID: "systems", Title: "AI systems", Pages: []string{"/inventory"},
		Why:     "This is the list of all your AI systems. Assessments, risks and controls all hang on it.",
		Clauses: []string{"4.1", "A.4.2"},
		First:   "Add the systems that people use today. Do not forget AI inside bought software.",
		Wrong:   "A system that is missing here is the gap that auditors find first.",
	},
	{
		ID: "system", Title: "An AI system", Pages: []string{"/inventory/:ref", "/inventory/new", "/inventory/:ref/edit"},
		Why:     "It says what the system is for, whom it touches, who watches it and what it is made of.",
		Clauses: []string{"4.1", "A.4.2", "A.9.4"},
		First:   "Give a name and a purpose. The rest can come later and shows as a gap until then.",
		Wrong:   "The purpose is so wide that any use would fit. Then nobody can see misuse.",
	},
}
