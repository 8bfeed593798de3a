package web

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/templates/internalauditview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) startAudit(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := internalaudit.Start(r.ctx(), s.DB, r.who, ref, f.version()); err != nil {
		return err
	}
	return r.done(link.Entry(ref), ref+" is under way.")
}

// prepareAudit makes the checklist: what is to be followed up comes from the stage after
// this one, so the page gathers it.
func (s *Server) prepareAudit(r *request) error {
	a, err := internalaudit.Audits.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	added, err := internalaudit.Prepare(r.ctx(), s.DB, r.who, a.Ref, v.CarriedInto(a))
	if err != nil {
		return err
	}
	return r.done(link.Entry(a.Ref)+"#checklist", strconv.Itoa(added)+" rows are added to the checklist.")
}

func (s *Server) mitigatePage(r *request) (internalauditview.MitigatePage, error) {
	a, err := internalaudit.Audits.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return internalauditview.MitigatePage{}, err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return internalauditview.MitigatePage{}, err
	}
	return internalauditview.MitigatePage{Audit: a, Open: a.Unmitigated(v.Ground())}, nil
}

func (s *Server) askMitigation(r *request) error {
	p, err := s.mitigatePage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Record how bias is kept out", crumbs: underAudit(p.Audit.Ref), body: internalauditview.Mitigate(p)})
}

func (s *Server) mitigate(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.mitigatePage(r)
	if err != nil {
		return err
	}
	ref := p.Audit.Ref
	p.Auditor, p.How = f.text("auditor"), f.text("how")
	if err := internalaudit.Mitigate(r.ctx(), s.DB, r.who, ref, f.version(), p.Auditor, p.How); err != nil {
		return r.refuse(err, "Record how bias is kept out", func(st ui.State) templ.Component {
			st.Conflict, p.Audit.Version = r.conflict(err, ref, f.version())
			p.State = st
			return internalauditview.Mitigate(p)
		})
	}
	return r.done(link.Entry(ref), "It is recorded how bias is kept out of "+ref+".")
}

func (s *Server) rowPage(r *request) (internalauditview.RowPage, error) {
	row, err := internalaudit.Checklist.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return internalauditview.RowPage{}, err
	}
	p := internalauditview.RowPage{Row: row}
	if p.Audit, err = internalaudit.Audits.Take(r.ctx(), s.DB, row.Audit); err != nil {
		return p, err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return p, err
	}
	p.MayWork = !row.Retired() && r.may(access.ConductAudit) && internalaudit.MayWork(p.Audit, r.who)
	work := v.WorkOf(p.Audit)
	amongRows(&p, work.Rows)
	for _, f := range work.Findings {
		if f.ChecklistRow == row.Ref {
			p.Finding = f.Ref
		}
	}
	for _, key := range append(row.Requirement, row.Systems...) {
		for _, e := range v.EvidenceFor(key) {
			p.Evidence = append(p.Evidence, ui.Option{Value: e.Ref, Label: e.Title + " (" + e.Ref + ")"})
		}
	}
	p.Evidence = keeping(p.Evidence, row.Evidence)
	p.Named, err = r.titles(row.Follows)
	return p, err
}

// amongRows sets a row among those of its audit.
func amongRows(p *internalauditview.RowPage, rows []internalaudit.Row) {
	i := slices.IndexFunc(rows, func(other internalaudit.Row) bool { return other.Ref == p.Row.Ref })
	p.At, p.Of = i+1, len(rows)
	if i > 0 {
		p.Previous = rows[i-1].Ref
	}
	if i >= 0 && i+1 < len(rows) {
		p.Next = rows[i+1].Ref
	}
}

func (s *Server) showRow(r *request) error {
	p, err := s.rowPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: p.Row.Title, crumbs: underAudit(p.Audit.Ref), body: internalauditview.Answer(p)})
}

// answerRow keeps what was seen and goes on to the next row, or to the finding that was
// logged with it.
func (s *Server) answerRow(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.rowPage(r)
	if err != nil {
		return err
	}
	ref := p.Row.Ref
	in := internalaudit.Answer{Result: internalaudit.Result(f.text("result")), Notes: f.text("notes"), Interviewee: f.text("interviewee"), Evidence: f.list("evidence")}
	finding, err := internalaudit.Record(r.ctx(), s.DB, r.who, ref, f.version(), in, f.yes("log"))
	if err != nil {
		p.Row.Result, p.Row.Notes, p.Row.Interviewee, p.Row.Evidence = in.Result, in.Notes, in.Interviewee, in.Evidence
		return r.refuse(err, p.Row.Title, func(st ui.State) templ.Component {
			st.Conflict, p.Row.Version = r.conflict(err, ref, f.version())
			p.State = st
			return internalauditview.Answer(p)
		})
	}
	switch {
	case finding != "":
		return r.done(link.Entry(finding), finding+" is logged from "+ref+".")
	case p.Next != "":
		return r.done(link.RowAnswer(p.Next), ref+" is saved.")
	}
	return r.done(link.Entry(p.Audit.Ref)+"#checklist", ref+" is saved. It was the last row.")
}

func (s *Server) askRaise(r *request) error {
	f, err := internalaudit.Findings.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Raise a nonconformity", crumbs: underAudit(f.Ref), body: internalauditview.Raise(internalauditview.RaisePage{Finding: f})})
}

func (s *Server) raise(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	found, err := internalaudit.Findings.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	p := internalauditview.RaisePage{Finding: found, Owner: f.text("owner"), RespondBy: f.text("respond_by")}
	n, err := improvement.Raise(r.ctx(), s.DB, r.who, found.Ref, p.Owner, f.day("respond_by"))
	if err != nil {
		return r.refuse(err, "Raise a nonconformity", func(st ui.State) templ.Component {
			p.State = st
			return internalauditview.Raise(p)
		})
	}
	return r.done(link.Entry(n.Ref), n.Ref+" is raised from "+found.Ref+".")
}
