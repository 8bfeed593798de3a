package help

// Tutorial is the walk from an empty workspace to a first evidence pack. A test
// reads it from the page and makes every move in a browser, as the lead.
func Tutorial() []Step { return steps }

var steps = []Step{
	{"Describe your organisation", "The standard begins with your own setting: who you are and what you do (4.1). The name stands on each paper.", []Move{
		open("Organisation", "/scope/organisation"), press("Describe organisation"),
		enter("Name", "Hazel Staffing"), enter("What does it do?", "We rank job letters for firms that hire."),
		choose("Is climate change a relevant issue?", "No"), enter("Why, or why not", "Our computing load is small."),
		press("Save organisation"), see("We rank job letters for firms that hire."),
	}},
	{"Add your first AI system", "All else hangs on the list of AI systems (4.1). Take one that people use today.", []Move{
		open("AI systems", "/inventory"), press("Register an AI system"),
		enter("Name", "Letter ranker"), enter("Purpose", "It puts job letters in an order for our recruiters."),
		enter("People affected", "People who apply for a job."), choose("Does the management system cover it?", "Yes"),
		press("Save AI system"), see("People who apply for a job."),
	}},
	{"Name who has a stake", "Think first of the people about whom the system decides (4.2).", []Move{
		open("Interested parties", "/scope/parties"), press("Name a party"),
		enter("Party", "Job applicants"), choose("Where does it stand?", "Outside the organisation"),
		choose("People affected", "Its members are affected by our AI systems"),
		press("Save party"), see("Job applicants"),
	}},
	{"Draw the line: the scope", "It says what the management system covers (4.3). One sentence will do for now.", []Move{
		open("Scope statement", "/scope/statements"), press("Draft scope statement"),
		enter("Scope statement", "The AI that ranks job letters, and the people who build and use it."),
		press("Save draft"), press("Check and approve draft"), press("Approve scope statement version 1"), see("Approved"),
	}},
	{"Write the AI policy", "It says what you stand for (5.2). Top management signs it later, under its own name.", []Move{
		open("Leadership", "/leadership"), press("Begin document"),
		enter("Title", "AI policy"), choose("Kind of document", "AI policy"), press("Save document"),
		press("Draft version 1"), enter("Text", "A person decides on each job letter. We meet the law and keep getting better."),
		press("Save draft"), see("A person decides on each job letter."),
	}},
	{"Say who answers for it", "Two duties need a name. One is to see to it that the system meets the standard (5.3).", []Move{
		open("Roles", "/leadership/roles"), press("Assign role"),
		enter("Title of the role", "Lead for AI"), enter("Held by", "Lea Lind"),
		enter("Answers for", "The system meets the standard."), press("Save role"), see("Lea Lind"),
	}},
	{"Set the scale for risk", "Criteria fix how you score, and how much risk you accept (6.1.1). A usual set is offered.", []Move{
		open("Risk criteria", "/risk/criteria"), press("Set risk criteria"), press("Save risk criteria"), see("Acceptance threshold"),
	}},
	{"Write down one risk", "What could go wrong, and for whom (6.1.2)?", []Move{
		open("Risks", "/risk"), press("Identify a risk"),
		enter("Title", "Older people rank lower for no good reason"),
		enter("Consequences for individuals", "They are turned down without a fair look."),
		press("Save risk"), see("They are turned down without a fair look."),
	}},
	{"Begin an impact assessment", "It asks what the system does to people (6.1.4). You can stop at any point and come back.", []Move{
		open("Impact assessments", "/impact"), press("Begin"), press("Begin assessment"), see("Sections"),
	}},
	{"Decide on one control", "One list says which controls you need, and why (6.1.3). Its name is Statement of Applicability.", []Move{
		open("Control A.5.4", "/soa/A.5.4"), press("Decide control"),
		choose("Is the control necessary?", "Include it"), enter("Why, or why not", "The ranking can treat applicants unfairly."),
		press("Save decision"), see("The ranking can treat applicants unfairly."),
	}},
	{"Add one piece of proof", "An auditor believes what is dated and on file (7.5). A link will do here.", []Move{
		open("Evidence", "/evidence"), press("Add evidence"),
		enter("Title", "Minutes of the first meeting"), enter("Supports", "5.1"),
		enter("Address of a link", "https://example.org/minutes"), press("Add evidence"), see("Minutes of the first meeting"),
	}},
	{"Make your first pack", "It shows you the system as an auditor will see it, with all that is missing.", []Move{
		open("Gaps", "/gaps"), see("major"), open("Evidence pack", "/pack"), press("Make evidence pack"), again("Look again"), see("SHA-256 of the ZIP"),
	}},
}
