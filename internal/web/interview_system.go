package web

import (
	"net/url"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// longSystemName is the most characters that the inventory takes as a name.
const longSystemName = 200

func systemInterview() interview {
	return interview{
		name: link.SystemInterview, title: "AI system", clauses: []string{"A.4.2", "8.1"}, minutes: "about five minutes",
		lead:  "What an AI system is for, what it is made of and whom it touches.",
		gives: []string{"An entry in the inventory of AI systems", "A list of what nobody knows yet about it"},
		can:   []access.Permission{access.EditSystem}, act: "Register AI system",
		known: func(*request) (url.Values, error) { return url.Values{}, nil }, record: recordSystem, far: farSystem,
		questions: systemQuestions,
	}
}

// systemQuestions go through what the inventory keeps of a system.
var systemQuestions = []question{
	{
		id: "name", label: "Name", clause: "A.4.2", ask: "What do people call the AI system?", needed: true,
		why:    "Everything else hangs on this entry: risks, checks of its effects, controls. People must find it under the name they use.",
		check:  func(l *check.List, f form) { l.AtMost("name", f.text("name"), longSystemName) },
		fields: []asked{{name: "name", kind: interviewview.Line, empty: "Enter the name by which people know it"}},
	},
	{
		id: "purpose", label: "Purpose", clause: "A.4.2", ask: "What is it for?", needed: true,
		why:    "Whether an AI system is good or bad can only be judged against what it is for.",
		fields: []asked{{name: "purpose", kind: interviewview.Area, empty: "Say in a sentence what it is for"}},
	},
	{
		id: "roles", label: "Our part", clause: "4.1", ask: "What is your part in it?",
		why:    "Who builds a system has other duties than who uses it. You can have more than one part.",
		fields: []asked{{name: "roles", kind: interviewview.Many, empty: "Tick at least one part", hint: "Tick all that fit.", options: plainRoles}},
	},
	{
		id: "stage", label: "Life-cycle stage", clause: "A.6.2.6", ask: "How far is it?",
		why:    "A system in use needs other care than one on paper. The stage says which controls count now.",
		fields: []asked{{name: "stage", kind: interviewview.One, empty: "Choose the stage", options: func(r *request) ([]ui.Option, error) { return options(r.s.catalogue.LifeCycle), nil }}},
	},
	{
		id: "users", label: "Who uses it", clause: "A.9.4", ask: "Who uses it, and in which situations?",
		why:    "A system is safe only within the use it was made for. This line says what that use is.",
		fields: []asked{{name: "intended_use", kind: interviewview.Area, empty: "Say who uses it", hint: "Name its limits too, if you know them."}},
	},
	{
		id: "affected", label: "People affected", clause: "A.5.4", ask: "Who is affected by what it does?",
		why:    "Those whom a system touches often never see it. The standard asks you to think of them before harm is done.",
		fields: []asked{{name: "affected", kind: interviewview.Area, empty: "Say who is affected", hint: "Those who use it, those about whom it decides, and those around them."}},
	},
	{
		id: "data", label: "Data", clause: "A.4.3", ask: "Which data does it learn from and work on?",
		why:    "Most faults of AI begin in its data. You can only check what you can name.",
		fields: []asked{{name: "data", kind: interviewview.Area, empty: "Say which data it uses"}},
	},
	{
		id: "personal", label: "Personal data", clause: "A.7.3", ask: "Does it work with personal data?",
		why:    "Data on people brings duties of its own, such as those of privacy law.",
		fields: []asked{{name: "personal_data", kind: interviewview.One, empty: "Choose yes or no", hint: "Data on people who can be told apart.", options: yesOrNo}},
	},
	{
		id: "suppliers", label: "Models and suppliers", clause: "A.10.3", ask: "Who supplies its models, data or hosting?",
		why:    "You answer for your AI also where others made a part of it. So you must know who they are.",
		fields: []asked{{name: "suppliers", kind: interviewview.Area, empty: "Name the suppliers, or write “nobody: all of it is ours”"}},
	},
	{
		id: "autonomy", label: "How far it acts alone", clause: "A.9.2", ask: "How far does it act without a person?",
		why:    "The less a person looks at each case, the more must be settled before.",
		fields: []asked{{name: "autonomy", kind: interviewview.One, empty: "Choose how far it acts", options: degreesOfAutonomy}},
	},
	{
		id: "oversight", label: "Human oversight", clause: "A.9.2", ask: "Who watches it, and what may they do?",
		why:    "Watching helps only if the person may stop the system, overrule it or correct it.",
		fields: []asked{{name: "oversight", kind: interviewview.Area, empty: "Say who watches it"}},
	},
	{
		id: "owner", label: "Owner", clause: "A.3.2", ask: "Who answers for it?",
		why:    "One person must be able to say how it stands, and be asked when it fails.",
		fields: []asked{{name: "owner", kind: interviewview.Line, complete: "off", empty: "Name the person"}},
	},
	{
		id: "in-scope", label: "In scope", clause: "4.3", ask: "Does the management system cover it?",
		why:    "A system that is left out needs a reason. An auditor looks for systems that are missing.",
		fields: []asked{{name: "in_scope", kind: interviewview.One, empty: "Choose yes or no", options: yesOrNo}},
	},
	{
		id: "scope-reason", label: "Why it is left out", clause: "4.3", ask: "Why is it left out?", needed: true,
		why:    "An auditor will ask. The reason stands in the inventory.",
		skip:   func(f form) bool { return f.text("in_scope") != string(scope.No) },
		fields: []asked{{name: "scope_reason", kind: interviewview.Area, empty: "Say why the management system does not cover it"}},
	},
}

func degreesOfAutonomy(*request) ([]ui.Option, error) {
	return []ui.Option{
		{Value: string(inventory.Assists), Label: "It assists", Hint: "A person decides and acts"},
		{Value: string(inventory.Recommends), Label: "It recommends", Hint: "A person decides each case"},
		{Value: string(inventory.ActsWatch), Label: "It acts and is watched", Hint: "A person can step in"},
		{Value: string(inventory.ActsAlone), Label: "It acts alone", Hint: "No person is in the loop"},
	}, nil
}

func recordSystem(r *request, a run) (string, string, error) {
	in := readSystem(a.form)
	in.Notes = a.openPoints()
	made, err := r.s.systems.Register(r.ctx(), r.who, in)
	return link.System(made.Ref), made.Name + " is registered as " + made.Ref + ".", err
}
