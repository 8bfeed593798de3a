package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// ofSystem begins the fields of the AI system in the first steps.
const ofSystem = "system."

// noneOfThese denies every fact of a page.
const noneOfThese = "none"

// The pages of facts, each with what may be said there.
var (
	factsOfWork    = []string{"develop", "provide", "use"}
	factsOfParts   = []string{"data", "personal", "suppliers"}
	factsOfTouched = []string{"staff", "individuals", "groups", "society"}
)

func firstSteps() interview {
	v := interview{
		name: link.FirstSteps, title: "First steps", clauses: []string{"4.1", "4.3", "6.1.3"}, minutes: "about ten minutes",
		lead: "From an empty workbench to a first Statement of Applicability.",
		gives: []string{
			"The organisation, and a first AI system in the inventory",
			"A draft of the scope statement",
			"A draft of the Statement of Applicability: all 38 controls with a proposal and its reason, for you to confirm",
		},
		can:   []access.Permission{access.EditScope, access.EditSystem, access.EditSoA},
		act:   "Save and draft the Statement of Applicability",
		known: knownFirst, record: recordFirst, far: farFirst,
	}
	v.questions = slices.Clone(firstQuestions)
	for _, c := range controls.MustLoad().Controls {
		v.questions = append(v.questions, askControl(c))
	}
	return v
}

// firstQuestions lead from the organisation to the controls.
var firstQuestions = []question{
	askOrganisation(),
	{
		id: "does", label: "What it does", clause: "4.1", ask: "What does it do?",
		why:    "What can go wrong with AI, and whom it touches, depends on what you do. A sentence is enough to begin.",
		fields: []asked{{name: ofOrganisation + "does", kind: interviewview.Area, empty: "Say in a sentence what the organisation does"}},
	},
	askFacts("work", "What you do with AI", "4.1", "What do you do with AI?",
		"Whether you build AI, offer it or use it decides which controls can matter to you at all.", factsOfWork),
	askFacts("parts", "What goes into it", "A.4.2", "What goes into your AI?",
		"Data and suppliers bring their own risks. Where there are none, their controls have nothing to act on.", factsOfParts),
	{
		id: "system", label: "First AI system", clause: "A.4.2", ask: "Which AI system do you begin with?", needed: true, skip: hasSystem,
		why:    "Begin with the one that touches most people. You add the others later; each one gets its own entry.",
		check:  func(l *check.List, f form) { l.AtMost(ofSystem+"name", f.text(ofSystem+"name"), longSystemName) },
		fields: []asked{{name: ofSystem + "name", kind: interviewview.Line, empty: "Enter the name by which people know it", hint: "The name by which people know it."}},
	},
	{
		id: "purpose", label: "What it is for", clause: "A.4.2", ask: "What is it for?", needed: true, skip: hasSystem,
		why:    "Whether an AI system is good or bad can only be judged against what it is for.",
		fields: []asked{{name: ofSystem + "purpose", kind: interviewview.Area, empty: "Say in a sentence what it is for"}},
	},
	askFacts("touched", "Whom it can touch", "6.1.4", "Whom can your AI touch?",
		"The standard asks you to look at what AI does to people and to society. Your answer says where to look first; no control on impacts is left out because of it.", factsOfTouched),
	{
		id: "scope", label: "Scope statement", clause: "4.3", ask: "Does this sentence say what the management system covers?", skip: hasStatement,
		why:    "This is the sentence that would stand on a certificate. We put it together from your answers. It stays a draft until it is approved.",
		fields: []asked{{name: "text", kind: interviewview.Area, empty: "Write the sentence"}},
		offer:  offerFirstScope,
	},
	{
		id: "controls", label: "Proposed controls", clause: "6.1.3", ask: "Is this right for each control?",
		why:   "The standard lists 38 controls and asks you to say of each whether you need it, and why. Your answers propose it; you decide. Risks that you find later can add a reason to any control.",
		hint:  "Each proposal follows from your answers. Change what does not fit. What you save is a draft until it is approved.",
		table: proposed,
	},
}

// askFacts asks a page of facts, of which none may hold.
func askFacts(id, label, clause, ask, why string, facts []string) question {
	return question{
		id: id, label: label, clause: clause, ask: ask, why: why,
		fields: []asked{{name: "facts." + id, kind: interviewview.Many, denies: true, hint: "Tick all that is true. What you leave out counts as not so.", empty: "Tick what is true, or “None of these”", options: func(r *request) ([]ui.Option, error) {
			var out []ui.Option
			for _, fact := range facts {
				x, _ := r.s.catalogue.Fact(fact)
				out = append(out, ui.Option{Value: x.ID, Label: x.Says, Hint: x.Hint})
			}
			return append(out, ui.Option{Value: noneOfThese, Label: "None of these"}), nil
		}}},
		check: func(l *check.List, f form) {
			if all := f.list("facts." + id); len(all) > 1 && slices.Contains(all, noneOfThese) {
				l.Add("facts."+id, "Tick “None of these” alone, or take it away")
			}
		},
	}
}

func hasSystem(f form) bool    { return f.text("systems.count") != "" }
func hasStatement(f form) bool { return f.text("statement.number") != "" }

// facts reads what was affirmed and, on the pages that were answered, denied.
func (f form) facts() controls.Facts {
	out := controls.Facts{}
	for page, all := range map[string][]string{"facts.work": factsOfWork, "facts.parts": factsOfParts, "facts.touched": factsOfTouched} {
		said := f.list(page)
		for _, id := range all {
			if len(said) > 0 {
				out[id] = slices.Contains(said, id)
			}
		}
	}
	return out
}

// rolesOf are the ISO/IEC 22989 roles that the facts of work speak of.
var rolesOf = map[string]string{"develop": "AI producer", "provide": "AI provider", "use": "AI customer"}

func (f form) roles() []string {
	var out []string
	for _, fact := range f.list("facts.work") {
		if role := rolesOf[fact]; role != "" {
			out = append(out, role)
		}
	}
	return out
}

// knownFirst reads the organisation with its roles, and whether there is a system or
// a statement already: what is there is not asked again.
func knownFirst(r *request) (url.Values, error) {
	st, err := r.s.scope.Standing(r.ctx())
	if err != nil {
		return nil, err
	}
	v := knownOrganisation(st.Organisation)
	for _, fact := range factsOfWork {
		if slices.Contains(st.Organisation.Roles, rolesOf[fact]) {
			v.Add("facts.work", fact)
		}
	}
	if st.Draft.Number+st.InForce.Number > 0 {
		v.Set("statement.number", itoa(st.Draft.Number+st.InForce.Number))
	}
	named, err := r.s.systems.Named(r.ctx())
	if len(named) > 0 {
		v.Set("systems.count", itoa(len(named)))
	}
	return v, err
}

func offerFirstScope(_ *request, f form) (url.Values, error) {
	words := map[string]string{"develop": "builds or changes", "provide": "offers to others", "use": "uses in its own work"}
	var does []string
	for _, fact := range f.list("facts.work") {
		if w := words[fact]; w != "" {
			does = append(does, w)
		}
	}
	text := "The AI management system of " + f.text(ofOrganisation+"name") + " covers its work with AI"
	if n := len(does); n > 1 {
		does = append(does[:n-2], does[n-2]+" and "+does[n-1])
	}
	if len(does) > 0 {
		text = "The AI management system of " + f.text(ofOrganisation+"name") + " covers the AI that it " + strings.Join(does, ", ")
	}
	if name := f.text(ofSystem + "name"); name != "" {
		text += ", beginning with " + name
	}
	return url.Values{"text": {text + "."}}, nil
}

// recordFirst writes the organisation, the system, the draft of the statement and
// the decisions in one act.
func recordFirst(r *request, a run) (string, string, error) {
	o, _, err := a.organisation(r)
	if err != nil {
		return "", "", err
	}
	if len(o.Roles) == 0 && len(a.roles()) > 0 {
		o.Roles, o.RoleNotes = a.roles(), "From the answers of the first steps."
	}
	rows, n := decided(a.wanted(r.s.catalogue)), 0
	err = r.s.DB.Write(r.ctx(), r.who, access.EditSoA, func(tx *store.Tx) error {
		if err := scope.Describe(tx, &o); err != nil {
			return over(ofOrganisation, err)
		}
		if sys := a.firstSystem(); !hasSystem(a.form) {
			if err := inventory.Add(tx, &sys); err != nil {
				return over(ofSystem, err)
			}
		}
		if st := a.firstStatement(); !hasStatement(a.form) {
			if err := scope.AddStatement(tx, &st); err != nil {
				return err
			}
		}
		n, err = soa.Begin(tx, rows)
		return err
	})
	return link.InterviewDone(link.FirstSteps), countOf(int64(n), "control is decided.", "controls are decided."), err
}

func (a run) firstSystem() inventory.System {
	f, facts := a.under(ofSystem), a.facts()
	sys := inventory.System{Name: f.text("name"), Purpose: f.text("purpose"), Roles: a.roles(), InScope: scope.Yes, Notes: a.openPoints()}
	if personal, known := facts["personal"]; known {
		sys.PersonalData = scope.No
		if personal {
			sys.PersonalData = scope.Yes
		}
	}
	var touched []string
	for _, id := range factsOfTouched {
		if x, _ := controls.MustLoad().Fact(id); facts[id] {
			touched = append(touched, x.Says)
		}
	}
	sys.Affected = strings.Join(touched, "\n")
	return sys
}

func (a run) firstStatement() scope.Statement {
	return scope.Statement{Text: a.text("text"), Activities: a.text(ofOrganisation + "does"), Systems: a.text(ofSystem + "name")}
}
