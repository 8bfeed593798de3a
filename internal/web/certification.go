package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/templates/certificationview"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) certificationRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.CertificationPattern, access.Read, s.showCertification},
		{http.MethodGet, link.RequestAnswerPattern, access.KeepCertification, s.showRequestAnswer},
		{http.MethodPost, link.RequestAnswerPattern, access.KeepCertification, s.answerRequest},
		{http.MethodGet, link.RequestFolderPattern, access.MakePack, s.downloadRequests},
		{http.MethodPost, link.UsualPapersPattern, access.KeepCertification, s.addUsualPapers},
	}, s.cycles().routes(), s.cycleEvents().routes(), s.requests().routes())
}

// certificationParts are the tabs around the certificate.
func certificationParts() []ui.Part {
	return []ui.Part{
		ui.Single(overview, link.Stage("certification")),
		single(certification.Cycles.About), single(certification.Events.About), single(certification.Requests.About),
	}
}

func certificationNav(here string) templ.Component {
	return ui.PartNav("Certification", certificationParts(), here)
}

// showCertification is the first page: how far the cycle is, its days, and what is open.
func (s *Server) showCertification(r *request) error {
	p, err := r.stagePage("certification", "The way to a certificate and its keeping: audits of the certification body, what they found, and what they want to see. No clause of the standard asks for it.", certificationParts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	for _, g := range v.gaps {
		if g.Stage == "certification" {
			p.Tasks = append(p.Tasks, ui.Task{Title: g.Message, Hint: g.Fix, Href: homeview.Where(g, mayMend(r.who, g)), Status: statusOfGap(g)})
		}
	}
	p.Above = append(p.Above, certificationNav(overview), ui.Figures(certificationFigures(v, r.may(access.EditScope))))
	if c, ok := v.Course(); ok {
		p.Above = append(p.Above, r.dates(v, c), certificationview.Certificate(compared(v, c.Cycle)))
	}
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// certificationFigures count what is to be done; each opens the list it counts.
// Where no day of an audit is set, the figure leads to the form for who may set it.
func certificationFigures(v view, may bool) []ui.Figure {
	days := daysFigure(v)
	if _, on, _ := v.NextAudit(); on == "" && !may {
		days.Href = link.Organisation()
	}
	out := []ui.Figure{days}
	open, findings := 0, 0
	for _, q := range v.Requests {
		open += one(q.Open())
	}
	for _, n := range v.Nonconforming {
		findings += one(n.Open() && string(n.Source) == ofCertification)
	}
	return append(out,
		figure(open, "requests open", link.Register("DRQ", paramStanding, standingOpen)),
		figure(findings, "findings of the body open", link.Register("NCR", "source", ofCertification, paramStanding, standingOpen)),
	)
}

// stepName is what a step of a cycle is called.
func (s *Server) stepName(k certification.Kind) string {
	step, _ := s.catalogue.CycleStep(string(k))
	return step.Name
}

// dates is a cycle as a list of its days.
func (r *request) dates(v view, c certification.Course) templ.Component {
	d := certificationview.Dates{Course: c, Today: v.Today(), MayPlan: r.may(access.KeepCertification) && !c.Retired(), Steps: map[certification.Kind]string{}, Open: map[string]int{}}
	for _, k := range certification.Kinds {
		d.Steps[k] = r.s.stepName(k)
	}
	for _, e := range c.Events {
		for _, n := range v.Received(e.Ref) {
			d.Open[e.Ref] += one(n.Open())
		}
	}
	return certificationview.Course(d)
}

// compared sets the certificate beside what is approved.
func compared(v view, c certification.Cycle) certificationview.Compared {
	out := certificationview.Compared{Cycle: c, StatementOld: v.StatementOutdated(c)}
	if st, ok := v.Scope(); ok {
		out.ScopeRef, out.Ours = st.Ref, st.Text
		out.Pieces = inOneLine(st.Text, c.ScopeWords)
	}
	if a, ok := v.Statement(); ok {
		out.SoARef, out.SoANumber = a.Ref, a.Number
	}
	return out
}

// inOneLine compares two texts word by word, whatever their lines.
func inOneLine(before, after string) []ui.Piece {
	var out []ui.Piece
	for _, p := range leadership.Compare(strings.Join(strings.Fields(before), " "), strings.Join(strings.Fields(after), " ")) {
		for _, w := range p.Pieces {
			out = append(out, ui.Piece{Text: w.Text, Came: w.Change == leadership.Added, Went: w.Change == leadership.Removed})
		}
		out = append(out, ui.Piece{Text: "\n"})
	}
	return out
}

// cycles are the pages of certification cycles.
func (s *Server) cycles() keeper[certification.Cycle, *certification.Cycle] {
	return keeper[certification.Cycle, *certification.Cycle]{
		Register: certification.Cycles, crumbs: stageCrumbs("certification"), nav: certificationNav, begin: beginCycle,
		show: func(r *request, c certification.Cycle, p *registerview.RecordPage) error {
			v, err := r.s.now(r.ctx())
			if err != nil {
				return err
			}
			p.Above = append(p.Above, r.dates(v, certification.Run(c, v.CycleEvents)))
			p.Below = append(p.Below, certificationview.Certificate(compared(v, c)))
			_, p.Thread.Pointing = split(p.Thread.Pointing, "CEV-") // shown above
			return nil
		},
	}
}

// beginCycle fills in what is usual, or what the cycle before says.
func beginCycle(r *request) (certification.Cycle, error) {
	usual := r.s.catalogue.Certification
	c := certification.Cycle{PlanDays: usual.PlanDays, EvidenceDays: usual.EvidenceDays, StartedOn: r.today(), Body: ""}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return c, err
	}
	c.Body = v.Organisation().Certifier
	if before, ok := v.CourseOf(r.QueryParam("after")); ok {
		if next, ok := before.Renewal(); ok {
			return next, nil
		}
	}
	if !v.Sample {
		c.Title = "Certification from " + strconv.Itoa(r.today().Time().Year())
	}
	return c, nil
}
