package ui

// first holds, for every register, what it is, why the standard wants it and what to
// do first: the one reviewed list of texts for lists without rows (U5).
var first = map[string]Empty{
	"issues":      {Title: "No issue recorded", Clause: "4.1", ActionLabel: "Identify an issue", Why: "An issue is something that helps or hinders your work with AI: a new law, a market, a skill that you lack. The standard asks for issues from outside and inside. Risks, aims and the scope build on them."},
	"parties":     {Title: "No interested party recorded", Clause: "4.2", ActionLabel: "Name a party", Why: "A party is anyone with a stake in your AI: customers, staff, the state, and above all the people whom a system judges. The standard asks who they are and what they need."},
	"needs":       {Title: "No need recorded", Clause: "4.2", ActionLabel: "Choose a party", Why: "A need belongs to a party. It comes from law, from a contract or because it is right. The standard asks you to decide which ones you take on. Auditors follow two or three of them into policy and risks."},
	"statements":  {Title: "No scope statement yet", Clause: "4.3", ActionLabel: "Draft scope statement", Why: "It says which teams, sites and AI systems the management system covers, and what it leaves out. The standard wants it in writing. One sentence is enough to begin."},
	"policies":    {Title: "No policy recorded", Clause: "5.2", ActionLabel: "Begin document", Why: "The AI policy says what you want with AI, what you will not do, and that you keep getting better. The standard wants top management to stand behind it. It is the first thing an auditor asks for."},
	"roles":       {Title: "No role recorded", Clause: "5.3", ActionLabel: "Assign role", Why: "Duties without a name get lost. The standard asks for two: who sees to it that the system meets it, and who reports on it to the top. Add owners of systems and those who may stop a release."},
	"systems":     {Title: "No AI system recorded", Clause: "4.1", ActionLabel: "Register an AI system", Why: "All else hangs on this list: impact, risks and controls. Start with the systems that people use today. Do not forget AI inside bought software; a list with holes is what auditors find first."},
	"assessments": {Title: "No assessment recorded", Clause: "6.1.4", ActionLabel: "Begin assessment", Why: "It asks what a system can do to people, for good and ill. The standard wants it for each system, before big changes and at set times. Begin with the system that touches most people."},
	"risks":       {Title: "No risk recorded", Clause: "6.1.2", ActionLabel: "Identify a risk", Why: "A risk is what could keep an AI system from doing its work, or harm people. The standard asks you to find and rank risks so that others come to the same result. Set the criteria first."},
	"actions":     {Title: "No action planned", Clause: "6.1.3", ActionLabel: "Plan action", Why: "An action says who does what by when. All of them are your treatment plan, and the standard wants one. Without steps, a treatment is only a wish."},
	"soa":         {Title: "No approved version yet", Clause: "6.1.3", ActionLabel: "Decide next control", Why: "The Statement says which controls you need, and why each is in or out. Decide the rows first. Approval then freezes them as a version that you can show."},
	"evidence":    {Title: "No evidence recorded", Clause: "7.5", ActionLabel: "Add evidence", Why: "An auditor believes what is written down and dated: minutes, test reports, lists of who was trained. The standard asks you to keep it so that it can be found. Add the first file and say what it supports."},
	"packs":       {Title: "No pack was made here yet", Clause: "7.5", ActionLabel: "Make evidence pack", Why: "A pack is what you hand to an auditor. Make the first one early, even if much is missing: it shows you the system as they will see it."},
	"imports":     {Title: "Nothing was imported yet", ActionLabel: "Choose files", Why: "Lists from Excel or CSV files come in here. Each import stands in this list with what it made and changed. It can be taken back as a whole until someone works on its records."},
	"history":     {Title: "Nothing has happened yet", Clause: "7.5.3", Why: "Each change stands here with who made it, when and why. Nothing can be taken out, so you can show how a record came to be."},
}

// First is the text of a register without any record: "risks", "evidence". Without an
// address no action is offered, for readers who may not take it. It panics on a
// register that it does not know, because that is a mistake in a template.
func First(register, actionHref string) Empty {
	e, ok := first[register]
	if !ok {
		panic("ui: no first text for the register " + register)
	}
	e.ActionHref = actionHref
	return e
}
