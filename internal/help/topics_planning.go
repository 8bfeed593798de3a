package help

var impactTopics = []Topic{
	{
		ID: "impact", Title: "Impact assessments", Pages: []string{"/impact", "/impact/all"},
		Why:     "An impact assessment asks what a system can do to people and to society. It looks outward, while risk looks at your aims as well.",
		Clauses: []string{"6.1.4", "8.4", "A.5.2"},
		First:   "Start with the system that touches most people, or that could do them most harm.",
		Wrong:   "It is done after the system went live, so it can change nothing.",
	},
	{
		ID: "assessment", Title: "One assessment", Pages: []string{"/impact/new", "/impact/:ref"},
		Why:     "It leads you through eleven short parts. You can leave at any point and come back.",
		Clauses: []string{"6.1.4", "A.5.3", "A.5.4", "A.5.5"},
		First:   "Start at the top. Say who takes part; one person alone sees too little.",
		Wrong:   "The same words in each form tell an auditor that nobody thought about this system.",
	},
	{
		ID: "assessment-part", Title: "A part of an assessment", Pages: []string{"/impact/:ref/sections/:section"},
		Why:     "Each part asks about one thing, such as who is touched or what could be misused.",
		Clauses: []string{"6.1.4", "A.5.4"},
		First:   "Answer in your own words. Tick the part as complete when you are content with it.",
		Wrong:   "Good effects are left out. They count too, and help you to decide.",
	},
	{
		ID: "assessment-approve", Title: "Approval of an assessment", Pages: []string{"/impact/:ref/approve"},
		Why:     "Here somebody with the right to do so says that the assessment is sound. It is then kept as it is.",
		Clauses: []string{"6.1.4", "A.5.3"},
		First:   "Look at the gravest harm and at what is done about it.",
		Wrong:   "The next review is set too far away, so a change of use goes unseen.",
	},
}

var riskTopics = []Topic{
	{
		ID: "risks", Title: "Risks", Pages: []string{"/risk"},
		Why:     "It lists what could go wrong or well with your AI, how grave it is and what you do about it.",
		Clauses: []string{"6.1.2", "8.2"},
		First:   "Set the risk criteria, or the scores mean nothing. Then draw the first risk from the library.",
		Wrong:   "The list is not a duty by that name. What counts is that others come to the same result with your method.",
	},
	{
		ID: "risk", Title: "One risk", Pages: []string{"/risk/:ref", "/risk/new", "/risk/:ref/edit"},
		Why:     "It says what may happen, to whom, how likely and how grave it is, and which controls bring it down.",
		Clauses: []string{"6.1.2", "6.1.3"},
		First:   "Put what could happen into one line. Then say what it means for people, not only for you.",
		Wrong:   "A treated risk names no control. Then no row of the Statement leads back to it.",
	},
	{
		ID: "matrix", Title: "Risk matrix", Pages: []string{"/risk/matrix"},
		Why:     "It counts your risks by how likely and how grave they are, before and after treatment. Each number opens its list.",
		Clauses: []string{"6.1.2"},
		First:   "Look at the top right. Then ask which of these the treatment did not move.",
		Wrong:   "A matrix is coarse. Two risks in one cell can differ a lot, so do not rank by the cell alone.",
	},
	{
		ID: "criteria", Title: "Risk criteria", Pages: []string{"/risk/criteria", "/risk/criteria/edit"},
		Why:     "They fix the scales, and the line between risk you accept and risk you do not. All use the same ones.",
		Clauses: []string{"6.1.1", "6.1.2"},
		First:   "Take the set that is offered, read it, and change what does not fit. Then save it.",
		Wrong:   "If you move the line later, old scores may fall on the other side. Look at them again.",
	},
	{
		ID: "actions", Title: "Actions of the treatment plan", Pages: []string{"/risk/:ref/actions/new", "/risk/actions/:ref", "/risk/actions/:ref/edit", "/risk/actions/:ref/complete"},
		Why:     "An action is a step with a name and a date. All actions together are your treatment plan.",
		Clauses: []string{"6.1.3", "8.3"},
		First:   "Say what is to be done so that another person could do it.",
		Wrong:   "An action is closed with no word on whether it helped. Write the result.",
	},
	{
		ID: "risk-library", Title: "Risk library", Pages: []string{"/risk/library", "/risk/library/:ref"},
		Why:     "It holds risks and chances that AI often brings, so that you need not start from a blank page.",
		Clauses: []string{"6.1.2"},
		First:   "Choose one of your systems. Read what is proposed for it, and draw what could happen to you.",
		Wrong:   "A risk is taken over word by word. An auditor sees at once that nobody thought about it.",
	},
	{
		ID: "risk-review", Title: "Review of a risk", Pages: []string{"/risk/:ref/review"},
		Why:     "You look at a risk again at set times and say that it still stands as it is.",
		Clauses: []string{"8.2"},
		First:   "Read the figures and what went wrong since. If a score no longer fits, assess the risk anew.",
		Wrong:   "All risks get the same note on one day. That shows that nobody looked.",
	},
	{
		ID: "risk-plans", Title: "Treatment plans", Pages: []string{"/risk/plans", "/risk/:ref/plan", "/risk/plans/:ref"},
		Why:     "A plan says what you do about a risk, who does it and by when. Top people say yes to it as it stands.",
		Clauses: []string{"6.1.3"},
		First:   "Open each plan that waits, read it and tick it. Then approve the ticked ones.",
		Wrong:   "The plan goes on changing after it was approved, and nobody asks again.",
	},
	{
		ID: "acceptances", Title: "Acceptances", Pages: []string{"/risk/acceptances"},
		Why:     "It lists which risks were taken as they are, by whom and until when. It shows where one no longer fits.",
		Clauses: []string{"6.1.3"},
		First:   "Look at the stale ones first. Then at those that end soon.",
		Wrong:   "A risk changes, and all still point to the old yes.",
	},
	{
		ID: "acceptance", Title: "Acceptance of what is left", Pages: []string{"/risk/:ref/accept", "/risk/acceptances/:ref"},
		Why:     "Some risk stays after treatment. Management that is chosen for this says that it can live with it.",
		Clauses: []string{"6.1.3"},
		First:   "Read what is left and why no more is done. Set a day on which it ends.",
		Wrong:   "The person who treats the risk accepts it too. That looks like marking your own work.",
	},
}

var soaTopics = []Topic{
	{
		ID: "soa", Title: "Statement of Applicability", Pages: []string{"/soa"},
		Why:     "It holds each control of Annex A and your own ones, and says why each is in or out.",
		Clauses: []string{"6.1.3"},
		First:   "Go through the rows one by one. Take the reason from your risks, from law or from contracts.",
		Wrong:   "The same sentence in each row. Auditors question that first.",
	},
	{
		ID: "soa-row", Title: "One control in the Statement", Pages: []string{"/soa/:ref", "/soa/:ref/edit", "/soa/new"},
		Why:     "You decide here whether you need this control, and say why. You also note how far it is put to work.",
		Clauses: []string{"6.1.3"},
		First:   "Look at the risks that name it. Then decide, and write what is true for you alone.",
		Wrong:   "A control is left out, but a risk relies on it. How far it is done is custom, not a duty of this standard.",
	},
	{
		ID: "soa-bulk", Title: "Many rows together", Pages: []string{"/soa/bulk", "/soa/bulk/:ref", "/risk/bulk", "/risk/bulk/:batch", "/inventory/bulk", "/inventory/bulk/:batch", "/evidence/bulk", "/evidence/bulk/:batch"},
		Why:     "You can decide rows together when one reason truly fits them all. You see a preview first.",
		Clauses: []string{"6.1.3"},
		First:   "Tick few rows. Read the preview before you change them.",
		Wrong:   "One reason for many rows is quick to write and hard to defend.",
	},
	{
		ID: "soa-approve", Title: "Approval of the Statement", Pages: []string{"/soa/approve"},
		Why:     "Approval freezes all rows as a version that can be shown to others.",
		Clauses: []string{"6.1.3"},
		First:   "Mend what blocks it. Remarks may stay, but you should know them.",
		Wrong:   "Rows change later, and the version in force no longer tells the truth. Approve anew.",
	},
	{
		ID: "soa-versions", Title: "Versions of the Statement", Pages: []string{"/soa/versions", "/soa/versions/:ref", "/soa/versions/:ref/:control"},
		Why:     "Each approved version is kept as it was, so you can show what held on a given day.",
		Clauses: []string{"6.1.3", "7.5.3"},
		First:   "Open the newest and see what changed since the one before.",
		Wrong:   "People work with a printed copy of an old version. The number and date stand on each page.",
	},
}
