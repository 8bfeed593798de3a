package web

import (
	"cmp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/certificationview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
)

// ofCertification is the source of nonconformities that the body found.
const ofCertification = string(improvement.OfCertification)

// cycleEvents are the pages of audits and decisions of the certification body.
func (s *Server) cycleEvents() keeper[certification.Event, *certification.Event] {
	return keeper[certification.Event, *certification.Event]{
		Register: certification.Events, crumbs: stageCrumbs("certification"), nav: certificationNav, begin: beginEvent, show: showEvent,
	}
}

// beginEvent takes what the address says, and names the step and the running cycle.
func beginEvent(r *request) (certification.Event, error) {
	var e certification.Event
	if err := certification.Events.Read(&e, func(name string) []string { return r.QueryParams()[name] }); err != nil {
		return e, err
	}
	e.Title = cmp.Or(e.Title, r.s.stepName(e.Kind))
	if e.Cycle == "" {
		v, err := r.s.now(r.ctx())
		if err != nil {
			return e, err
		}
		if c, ok := v.Course(); ok {
			e.Cycle = c.Ref
		}
	}
	return e, nil
}

// showEvent puts around an audit what was found, what was asked, and its deadlines.
func showEvent(r *request, e certification.Event, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	c, _ := v.CourseOf(e.Cycle)
	step, _ := r.s.catalogue.CycleStep(string(e.Kind))
	least, most, known := c.Indicative(e.Kind)
	p.Above = append(p.Above, certificationview.Step(step, least, most, known && !e.Held() && c.Quoted(e.Kind) == ""))
	f := certificationview.EventFindings{Event: e, Limits: c.Limits(e), MayRaise: r.may(access.EditNonconformity) && !e.Retired(), Today: v.Today()}
	f.Plan, f.Evidence = c.Deadlines()
	f.Raise = link.RegisterNew("NCR", "source", ofCertification, "found_on", string(e.Last()), "respond_by", string(f.Limits.Plan), "from_records", e.Ref)
	for _, n := range v.Received(e.Ref) {
		f.Findings = append(f.Findings, certificationview.FindingLine{Nonconformity: n, Limits: f.Limits})
	}
	asked := certificationview.EventRequests{Event: e.Ref, MayAdd: r.may(access.KeepCertification) && !e.Retired(), MayFolder: r.may(access.MakePack)}
	for _, q := range v.RequestsOf(e.Ref) {
		asked.All++
		asked.Open += one(q.Open())
	}
	p.Below = append(p.Below, certificationview.Findings(f))
	if e.Kind != certification.Decision {
		p.Below = append(p.Below, certificationview.Asked(asked))
	}
	if e.Kind == certification.Stage2 {
		p.Below = append(p.Below, certificationview.Samples(r.s.catalogue.Certification.Samples))
	}
	_, p.Thread.Pointing = split(p.Thread.Pointing, "NCR-")
	_, p.Thread.Pointing = split(p.Thread.Pointing, "DRQ-") // both are shown above
	return nil
}

// addUsualPapers fills the list of an audit with what is usually asked for.
func (s *Server) addUsualPapers(r *request) error {
	if _, err := r.form(); err != nil {
		return err
	}
	e, err := certification.Events.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	made, err := certification.UsualPapers(r.ctx(), s.DB, r.who, e.Ref, dueBefore(e, r.today()))
	if err != nil {
		return err
	}
	return r.done(link.Register("DRQ", "event", e.Ref), countOf(int64(made), "request is", "requests are")+" on the list.")
}

// papersBefore is how many days before an audit its auditors usually want the papers.
const papersBefore = 14

// dueBefore is the day by which papers are due; none for an audit that is near or over.
func dueBefore(e certification.Event, today when.Day) when.Day {
	due := e.PlannedOn.Add(-papersBefore)
	if e.Held() || due.Passed(today) {
		return ""
	}
	return due
}
