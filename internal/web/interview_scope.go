package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

// ofOrganisation begins the fields of the organisation in interviews that ask more.
const ofOrganisation = "organisation."

func scopeInterview() interview {
	return interview{
		name: link.ScopeInterview, title: "Scope statement", clauses: []string{"4.3"}, minutes: "about ten minutes",
		lead:  "Where your AI management system begins and where it ends.",
		gives: []string{"A draft of the scope statement, for approval", "The organisation and its roles with AI, on record"},
		can:   []access.Permission{access.EditScope}, act: "Save scope statement",
		known: knownScope, record: recordScope, far: farScope,
		questions: scopeQuestions,
	}
}

// scopeQuestions are those of 4.3, after who the organisation is.
var scopeQuestions = []question{
	askOrganisation(),
	{
		id: "roles", label: "Roles with AI", clause: "4.1", ask: "What part does the organisation play with AI?",
		why:    "What you owe depends on your part: who builds AI has other duties than who uses it. The standard asks you to know your roles first.",
		fields: []asked{{name: ofOrganisation + "roles", kind: interviewview.Many, empty: "Tick at least one role", hint: "Tick all that fit. These are not the roles of the EU AI Act.", options: plainRoles}},
	},
	{
		id: "activities", label: "Products and work", clause: "4.3", ask: "Which products, services and work with AI lie inside?",
		why:    "A certificate covers what is named here and nothing else. Customers read this line first.",
		fields: []asked{{name: "activities", kind: interviewview.Area, empty: "Name at least one product, service or kind of work"}},
	},
	{
		id: "units", label: "Units", clause: "4.3", ask: "Which parts of the organisation lie inside?",
		why:    "People must know whether the rules hold for them. An auditor asks the teams that are named here.",
		fields: []asked{{name: "units", kind: interviewview.Area, empty: "Name the units, or write “the whole organisation”", hint: "Departments and teams, or the whole organisation."}},
	},
	{
		id: "sites", label: "Sites", clause: "4.3", ask: "Which places lie inside?",
		why:    "An audit happens at places. Say where people work with AI, and whether they do so from home.",
		fields: []asked{{name: "sites", kind: interviewview.Area, empty: "Name at least one place", hint: "Towns or addresses, and remote work if there is any."}},
	},
	{
		id: "systems", label: "AI systems", clause: "4.3", ask: "Which AI systems lie inside?",
		why:    "The boundary is only clear when it is clear which systems it holds. The inventory lists each one.",
		fields: []asked{{name: "systems", kind: interviewview.Area, empty: "Name at least one AI system", hint: "In words, one a line. What the inventory lists is filled in."}},
		offer:  offerSystems,
	},
	{
		id: "left-out", label: "Is anything left out?", clause: "4.3", ask: "Is anything left out that one would expect inside?",
		why:    "You may leave parts out, but not silently. An auditor compares the scope with what you really do.",
		fields: []asked{{name: "left", kind: interviewview.One, empty: "Choose yes or no", hint: "For example a unit, a country, or an AI system.", options: yesOrNo}},
	},
	{
		id: "exclusions", label: "Left out", clause: "4.3", ask: "What is left out, and why?",
		why:    "Each part that is left out needs a reason that holds when somebody asks. “Not ready yet” is a plan and no reason.",
		skip:   func(f form) bool { return f.text("left") != string(scope.Yes) },
		check:  checkExclusions,
		fields: []asked{{name: "exclusions", label: "What is left out", kind: interviewview.Lines, hint: "One part a line.", columns: []ui.RowColumn{{Name: "exclusions.what", Label: "What is left out"}, {Name: "exclusions.reason", Label: "Why", Area: true, Width: "wide"}}}},
	},
	{
		id: "interfaces", label: "Interfaces", clause: "4.3", ask: "Where does it meet others?",
		why:    "Work that crosses the boundary is where things get lost: what suppliers bring, what other units run for you, what customers do with it.",
		fields: []asked{{name: "interfaces", kind: interviewview.Area, empty: "Name at least one supplier, customer or unit", hint: "Suppliers, customers, and parts of the organisation that are not inside."}},
	},
	{
		id: "text", label: "Scope statement", clause: "4.3", ask: "Does this sentence say it?",
		why:    "This is the sentence that would stand on a certificate. We put it together from your answers; write it as you would say it.",
		fields: []asked{{name: "text", kind: interviewview.Area, empty: "Write the sentence"}},
		offer:  offerScope,
	},
}

func askOrganisation() question {
	return question{
		id: "organisation", label: "Organisation", clause: "4.1", ask: "What is the organisation called?", needed: true,
		why:    "The management system belongs to one organisation. Its name stands on every page and every document.",
		fields: []asked{{name: ofOrganisation + "name", kind: interviewview.Line, complete: "organization", empty: "Enter the name of the organisation", hint: "As it would stand on a certificate."}},
	}
}

// plainWords says what the roles of ISO/IEC 22989 are, for who never read it.
var plainWords = map[string]string{
	"AI provider":          "We offer AI, or products with AI in them, to others",
	"AI producer":          "We design, build, test or change AI",
	"AI customer":          "We use AI, or buy it for our people to use",
	"AI partner":           "We supply data or services to those who make or offer AI",
	"AI subject":           "AI of others decides about us or our people",
	"relevant authorities": "We make or enforce rules for AI",
}

func plainRoles(r *request) ([]ui.Option, error) {
	var out []ui.Option
	for _, role := range r.s.catalogue.Roles {
		out = append(out, ui.Option{Value: role.Name, Label: plainWords[role.Name], Hint: role.Name})
	}
	return out, nil
}

func yesOrNo(*request) ([]ui.Option, error) {
	return []ui.Option{{Value: string(scope.Yes), Label: "Yes"}, {Value: string(scope.No), Label: "No"}}, nil
}

func checkExclusions(l *check.List, f form) {
	rows := f.rows("exclusions.what", "exclusions.reason")
	if len(rows) == 0 {
		l.Add("exclusions.what.0", "Say what is left out, or go back and say that nothing is")
	}
	for i, row := range rows {
		l.Required(fmt.Sprintf("exclusions.what.%d", i), row["exclusions.what"], "Say what is left out, or clear its reason too")
		l.Required(fmt.Sprintf("exclusions.reason.%d", i), row["exclusions.reason"], "Give the reason; an auditor reads every one (4.3)")
	}
}

// knownScope reads the organisation, and the open draft of the statement or else the
// version in force.
func knownScope(r *request) (url.Values, error) {
	st, err := r.s.scope.Standing(r.ctx())
	if err != nil {
		return nil, err
	}
	v := knownOrganisation(st.Organisation)
	from := st.InForce
	if st.Draft.Number > 0 {
		from = st.Draft
		v.Set("statement.ref", from.Ref)
		v.Set("statement.version", strconv.Itoa(from.Version))
	}
	put(v, "text", from.Text)
	put(v, "activities", from.Activities)
	put(v, "units", from.Units)
	put(v, "sites", from.Sites)
	put(v, "systems", from.Systems)
	put(v, "interfaces", from.Interfaces)
	for _, x := range from.Exclusions {
		v.Set("left", string(scope.Yes))
		v.Add("exclusions.what", x.What)
		v.Add("exclusions.reason", x.Reason)
	}
	if st.InForce.Number > 0 && len(from.Exclusions) == 0 {
		v.Set("left", string(scope.No))
	}
	return v, nil
}

func knownOrganisation(o scope.Organisation) url.Values {
	v := url.Values{}
	put(v, ofOrganisation+"name", o.Name)
	put(v, ofOrganisation+"does", o.Does)
	put(v, ofOrganisation+"roles", o.Roles...)
	if o.Version > 0 {
		v.Set(ofOrganisation+"version", strconv.Itoa(o.Version))
	}
	return v
}

// put sets values that are not empty.
func put(v url.Values, name string, values ...string) {
	for _, s := range values {
		if s != "" {
			v.Add(name, s)
		}
	}
}

func offerSystems(r *request, _ form) (url.Values, error) {
	named, err := r.s.systems.Named(r.ctx())
	var lines []string
	for _, sys := range named {
		if sys.InScope != scope.No {
			lines = append(lines, sys.Name)
		}
	}
	return url.Values{"systems": {strings.Join(lines, "\n")}}, err
}

// offerScope puts the sentence together from what was answered.
func offerScope(_ *request, f form) (url.Values, error) {
	parts := []string{"The AI management system of " + f.text(ofOrganisation+"name") + " covers " + inLine(f.text("activities"), "its work with AI")}
	for _, p := range []struct{ before, name string }{{"by ", "units"}, {"at ", "sites"}, {"with ", "systems"}} {
		if said := inLine(f.text(p.name), ""); said != "" {
			parts = append(parts, p.before+said)
		}
	}
	return url.Values{"text": {strings.Join(parts, ", ") + "."}}, nil
}

// inLine writes lines as one, without the closing stop; other where there are none.
func inLine(text, other string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
	for i := range lines {
		lines[i] = strings.Trim(lines[i], " .,;")
	}
	if len(lines) == 0 {
		return other
	}
	return strings.Join(lines, ", ")
}

func recordScope(r *request, a run) (string, string, error) {
	o, changed, err := a.organisation(r)
	if err != nil {
		return "", "", err
	}
	st := readStatement(a.form)
	if a.text("left") != string(scope.Yes) {
		st.Exclusions = nil
	}
	err = r.s.DB.Write(r.ctx(), r.who, access.EditScope, func(tx *store.Tx) error {
		if changed {
			if err := scope.Describe(tx, &o); err != nil {
				return over(ofOrganisation, err)
			}
		}
		if st.Ref = a.text("statement.ref"); st.Ref == "" {
			return scope.AddStatement(tx, &st)
		}
		st.Version = a.number("statement.version")
		return scope.ReviseStatement(tx, &st)
	})
	return link.ScopeStatement(st.Ref), scopeview.Version(st) + " is a draft now. Check it, then have it approved.", err
}

// organisation lays the answers over what is recorded of the organisation; it keeps
// the version from which the interview began.
func (a run) organisation(r *request) (scope.Organisation, bool, error) {
	o, err := r.s.scope.Organisation(r.ctx())
	if err != nil {
		return o, false, err
	}
	f, before := a.under(ofOrganisation), o
	o.Version = f.begun()
	o.Name = f.text("name")
	if a.asks(ofOrganisation + "does") {
		o.Does = f.text("does")
	}
	if a.asks(ofOrganisation + "roles") {
		o.Roles = f.list("roles")
	}
	changed := o.Version == 0 || o.Name != before.Name || o.Does != before.Does || !slices.Equal(o.Roles, before.Roles)
	return o, changed, nil
}

// asks says whether the interview asks a field at all.
func (v interview) asks(field string) bool {
	_, ok := v.asking(field)
	return ok
}
