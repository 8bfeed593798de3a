package web

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/soaview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) showBulk(r *request) error {
	p := soaview.BulkPage{}
	for _, given := range r.QueryParams()["row"] {
		line, err := s.soa.Take(r.ctx(), given)
		if err != nil {
			return err
		}
		p.Picks = append(p.Picks, soa.Pick{Key: line.Ref, Version: line.Version})
	}
	if len(p.Picks) == 0 {
		return r.done(link.SoA(), "No row is ticked. Tick the rows to decide together, then choose again.")
	}
	return r.show(page{title: "Decide rows together", crumbs: soaCrumbs, body: soaview.Bulk(p)})
}

func (s *Server) previewBulk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := readBulk(f)
	if err != nil {
		return err
	}
	if p.Turns, err = s.soa.Preview(r.ctx(), p.Picks, p.Change); err != nil {
		return r.refuseBulk(err, p)
	}
	for i, t := range p.Turns {
		p.Picks[i].Version = t.Before.Version // the preview shows this version as the one before
	}
	p.Draft = r.posted.Get(ui.WritingField)
	return r.show(page{title: "Preview of the decision", crumbs: soaCrumbs, body: soaview.Bulk(p)})
}

func (s *Server) decideMany(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := readBulk(f)
	if err != nil {
		return err
	}
	batch, n, err := s.soa.DecideMany(r.ctx(), r.who, p.Picks, p.Change)
	if err != nil {
		return r.refuseBulk(err, p)
	}
	return r.done(link.SoABatch(batch), countOf(int64(n), "row is changed.", "rows are changed."))
}

func (r *request) refuseBulk(err error, p soaview.BulkPage) error {
	return r.refuse(err, "Decide rows together", func(st ui.State) templ.Component {
		p.State = st
		return soaview.Bulk(p)
	})
}

func (s *Server) showBulkResult(r *request) error {
	b, err := s.soa.Batch(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	whole, err := s.DB.BatchIn(r.ctx(), b.Ref, soa.Row{}.TableName())
	if err != nil && fault.KindOf(err) != fault.NotFound { // not found: it touched more than the Statement
		return err
	}
	may := err == nil && r.may(access.EditSoA) && whole.UndoneBy(r.who)
	return r.show(page{title: "Rows decided together", crumbs: soaCrumbs, body: soaview.Batch(soaview.BatchPage{Batch: b, MayUndo: may})})
}

func (s *Server) undoBulk(r *request) error {
	ref := r.Param("ref")
	n, err := s.soa.Undo(r.ctx(), r.who, ref)
	if err != nil {
		return err
	}
	return r.done(link.SoABatch(ref), countOf(int64(n), "row is back as it was.", "rows are back as they were."))
}

// readBulk reads the picked rows with the version of each that was seen, each once.
func readBulk(f form) (soaview.BulkPage, error) {
	p := soaview.BulkPage{Change: soa.Change{
		Applicable: scope.Answer(f.text("applicable")), Reason: f.text("reason"), Status: soa.Status(f.text("status")),
		Owner: f.text("owner"), ReviewOn: f.day("review_on"),
		Driver: soa.Driver{Kind: soa.DriverKind(f.text("driver_kind")), Ref: f.text("driver_ref"), Note: f.text("driver_note")},
	}}
	for _, line := range f.rows("row", "seen") {
		key, err := soa.Key(line["row"])
		if err != nil {
			return p, err
		}
		version, err := strconv.Atoi(line["seen"])
		if err != nil {
			return p, fault.New(fault.Invalid, "The form is incomplete. Go back to the Statement and tick the rows again.").Because(err)
		}
		if !slices.ContainsFunc(p.Picks, func(k soa.Pick) bool { return k.Key == key }) {
			p.Picks = append(p.Picks, soa.Pick{Key: key, Version: version})
		}
	}
	return p, nil
}
