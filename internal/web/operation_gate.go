package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) gateRoutes() []route {
	return append([]route{
		{http.MethodGet, link.GatesBySystemPattern, access.Read, s.showGatesBySystem},
		{http.MethodGet, link.GateAnswerPattern, access.RecordOperation, s.askGate},
		{http.MethodPost, link.GateAnswerPattern, access.RecordOperation, s.answerGate},
		{http.MethodGet, link.GateSignPattern, access.SignGate, s.askSignOff},
		{http.MethodPost, link.GateSignPattern, access.SignGate, s.signGate},
		{http.MethodGet, link.GateFulfilPattern, access.SignGate, s.askFulfilled},
		{http.MethodPost, link.GateFulfilPattern, access.SignGate, s.fulfilGate},
	}, s.gates().routes()...)
}

// gates are the pages of the rounds at the gates of the life cycle (A.6).
func (s *Server) gates() keeper[operation.Gate, *operation.Gate] {
	states := make([]ui.Option, 0, len(aims.Statuses))
	for _, st := range aims.Statuses[1:] {
		states = append(states, ui.Option{Value: operationview.Slug(st), Label: string(st)})
	}
	return keeper[operation.Gate, *operation.Gate]{
		Register: operation.Gates, crumbs: stageCrumbs("operation"), nav: operationNav, show: showGate,
		rows:  gateColumns,
		sieve: []ui.FilterSelect{{Name: paramState, Label: "State of the newest round", Options: states}}, narrow: narrowGates,
		ask: func(_ *request, _ operation.Gate, p *registerview.FormPage) error {
			p.Answers = p.Answers[1:] // the title is made of the others
			return nil
		},
		saved: func(g operation.Gate) string {
			return g.Title + ", is begun as " + g.Ref + ". Answer its questions next."
		},
		retire: func(r *request, ref string, version int, reason string) error {
			return operation.Drop(r.ctx(), r.s.DB, r.who, ref, version, reason)
		},
	}
}

// gateColumns are the system by its name, and how the round stands.
func gateColumns(r *request) (ui.Columns[operation.Gate], error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	names, newest, today := map[string]string{}, map[string]bool{}, r.today()
	for _, y := range v.Systems {
		names[y.Ref] = y.Name
		for _, at := range v.GatesOf(y.Ref) {
			newest[at.Newest.Ref] = true
		}
	}
	return ui.Columns[operation.Gate]{
		{Key: "of", Title: "AI system", Text: func(g operation.Gate) string { return names[g.System] }, Cell: func(g operation.Gate) templ.Component {
			return ui.Link(names[g.System], link.System(g.System))
		}},
		{Key: "standing", Title: "State", Class: "wrap", Cell: func(g operation.Gate) templ.Component { return operationview.RoundState(g, newest[g.Ref], today) },
			Text: func(g operation.Gate) string { return string(g.Status(today)) + "; " + g.Word(today) }},
	}, nil
}

// narrowGates leaves the rounds that count for their gate and stand as asked.
func narrowGates(r *request, q *register.Query) error {
	i := slices.IndexFunc(aims.Statuses, func(st aims.Status) bool { return operationview.Slug(st) == r.QueryParam(paramState) })
	if i < 0 {
		return nil
	}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	var refs []string
	for _, g := range v.GatesIn(aims.Statuses[i]) {
		refs = append(refs, g.Ref)
	}
	q.Also = register.Among(refs)
	return nil
}

// owns says whether the person owns the gate's system, and so may not sign for it.
func (r *request) owns(g operation.Gate) (bool, error) {
	sys, err := r.s.systems.Take(r.ctx(), g.System)
	return err == nil && aims.Names(sys.Owner, r.who.Name, r.who.Email), err
}

func showGate(r *request, g operation.Gate, p *registerview.RecordPage) error {
	var shown []string
	for _, a := range g.Answers {
		shown = append(shown, a.Shown...)
	}
	named, err := r.titles(shown)
	if err != nil {
		return err
	}
	p.Below = append(p.Below, operationview.Round(g, named))
	if p.MayEdit = p.MayEdit && !g.Signed(); g.Signed() {
		p.Thread.RetireHref = ""
	}
	if err := gateActs(r, g, p); err != nil {
		return err
	}
	return besides(r, g, p)
}

// gateActs are the buttons of what may be done next.
func gateActs(r *request, g operation.Gate, p *registerview.RecordPage) error {
	own, err := r.owns(g)
	if err != nil || g.Retired() {
		return err
	}
	ready := len(g.Wants()) == 0
	tone := map[bool]ui.Kind{true: ui.Primary, false: ui.Secondary}
	add := func(may, first bool, label, href string) {
		if may {
			p.Acts = append(p.Acts, ui.LinkButton(tone[first], label, href))
		}
	}
	open := g.Verdict == operation.WithConditions && g.FulfilledOn == ""
	records, signs := r.may(access.RecordOperation), r.may(access.SignGate)
	add(!g.Signed() && records, !ready, "Answer the questions", link.GateAnswer(g.Ref))
	add(!g.Signed() && signs && !own, ready, "Sign off the gate", link.GateSign(g.Ref))
	add(open && signs && !own, true, "Confirm conditions", link.GateFulfil(g.Ref))
	add(g.Signed() && records, false, "Begin the next round", link.RegisterNew("GAT", "system", g.System, "gate", g.Gate))
	return ownGate(p, own && !g.Signed() && signs)
}

// ownGate tells the owner of a system why no sign-off is offered.
func ownGate(p *registerview.RecordPage, own bool) error {
	if own {
		p.Above = append(p.Above, ui.Notice(ui.Info, "You own this AI system, so somebody else signs off its gates."))
	}
	return nil
}

// besides says how the round stands, and lists the others of the same system and gate.
func besides(r *request, g operation.Gate, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	var items []ui.RelatedItem
	newest := true
	for _, o := range v.Gates {
		if o.System == g.System && o.Gate == g.Gate && o.Ref != g.Ref && !o.Retired() {
			newest = newest && o.Round < g.Round
			items = append(items, ui.RelatedItem{Ref: o.Ref, Title: "Round " + strconv.Itoa(o.Round) + ": " + o.Release, Href: link.Entry(o.Ref), Note: o.Word(r.today())})
		}
	}
	p.Badges = append(p.Badges, operationview.RoundState(g, newest, r.today()))
	if len(items) > 0 {
		p.Below = append(p.Below, ui.RelatedList("Other rounds", items))
	}
	return nil
}

func (s *Server) showGatesBySystem(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := operationview.BySystemPage{Nav: operationNav(operationview.BySystemTitle), Today: r.today(), May: r.may(access.RecordOperation)}
	for _, y := range v.Systems {
		if !y.Retired() {
			p.Rows = append(p.Rows, operationview.SystemRow{Ref: y.Ref, Name: y.Name, Stands: v.GatesOf(y.Ref)})
		}
	}
	return r.show(page{title: operationview.BySystemTitle, crumbs: append(stageCrumbs("operation"), s.gates().crumb()), body: operationview.BySystem(p)})
}

func (s *Server) gateCrumbs(g operation.Gate) []layout.Crumb {
	return append(stageCrumbs("operation"), s.gates().crumb(), layout.Crumb{Text: g.Title, Href: link.Entry(g.Ref)})
}

// ofGate shows a form of a round.
func (s *Server) ofGate(r *request, title string, form func(operationview.GatePage) templ.Component) error {
	g, err := operation.Gates.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	p, err := r.gatePage(g)
	if err != nil {
		return err
	}
	return r.show(page{title: title, crumbs: s.gateCrumbs(g), body: form(p)})
}

func (s *Server) askGate(r *request) error {
	return s.ofGate(r, "Answer the questions", operationview.Answer)
}

func (s *Server) askSignOff(r *request) error {
	return s.ofGate(r, "Sign off the gate", operationview.Sign)
}

func (s *Server) askFulfilled(r *request) error {
	return s.ofGate(r, "Confirm that the conditions are met", operationview.Fulfil)
}

// gatePage is a form of a round with the name of its system.
func (r *request) gatePage(g operation.Gate) (operationview.GatePage, error) {
	sys, err := r.s.systems.Take(r.ctx(), g.System)
	return operationview.GatePage{Gate: g, Named: sys.Name}, err
}

// refuseGate shows a form of a round again as it was typed.
func (s *Server) refuseGate(r *request, cause error, title string, typed operationview.GatePage, form func(operationview.GatePage) templ.Component) error {
	p, err := r.gatePage(typed.Gate)
	if err != nil {
		return err
	}
	p.Sign, p.How = typed.Sign, typed.How
	return r.refuse(cause, title, func(st ui.State) templ.Component {
		st.Conflict, p.Gate.Version = r.conflict(cause, p.Gate.Ref, p.Gate.Version)
		p.State = st
		return form(p)
	})
}

func (s *Server) answerGate(r *request) error {
	f, g, err := s.gateForm(r)
	if err != nil {
		return err
	}
	g.Answers = nil
	for _, it := range g.Items() {
		g.Answers = append(g.Answers, operation.Answer{
			Item: it.ID, Said: operation.Said(f.text("said." + it.ID)), Reason: f.text("reason." + it.ID),
			Shown: strings.FieldsFunc(f.text("shown."+it.ID), func(c rune) bool { return strings.ContainsRune(" ,;\n\t", c) }),
		})
	}
	kept, err := operation.Answered(r.ctx(), s.DB, r.who, g)
	if err != nil {
		return s.refuseGate(r, err, "Answer the questions", operationview.GatePage{Gate: g}, operationview.Answer)
	}
	return r.done(link.Entry(g.Ref), "The answers are saved: "+kept.Word(r.today())+".")
}

// gateForm reads the form of a round, and the round with the version that was seen.
func (s *Server) gateForm(r *request) (form, operation.Gate, error) {
	f, err := r.form()
	if err != nil {
		return f, operation.Gate{}, err
	}
	g, err := operation.Gates.Take(r.ctx(), s.DB, r.Param("ref"))
	g.Version = f.version()
	return f, g, err
}

func (s *Server) signGate(r *request) error {
	f, g, err := s.gateForm(r)
	if err != nil {
		return err
	}
	in := operation.Sign{
		Ref: g.Ref, Version: g.Version, Verdict: operation.Verdict(f.text("verdict")),
		Conditions: f.text("conditions"), ConditionsBy: f.day("conditions_by"), Remark: f.text("remark"),
	}
	signed, err := operation.SignOff(r.ctx(), s.DB, r.who, in)
	if err != nil {
		return s.refuseGate(r, err, "Sign off the gate", operationview.GatePage{Gate: g, Sign: in}, operationview.Sign)
	}
	return r.done(link.Entry(g.Ref), g.Title+", "+string(signed.Verdict)+". Your sign-off is recorded.")
}

func (s *Server) fulfilGate(r *request) error {
	f, g, err := s.gateForm(r)
	if err != nil {
		return err
	}
	if _, err := operation.Fulfil(r.ctx(), s.DB, r.who, g.Ref, g.Version, f.text("fulfilled")); err != nil {
		return s.refuseGate(r, err, "Confirm that the conditions are met", operationview.GatePage{Gate: g, How: f.text("fulfilled")}, operationview.Fulfil)
	}
	return r.done(link.Entry(g.Ref), "The conditions of "+g.Ref+" are confirmed as met.")
}
