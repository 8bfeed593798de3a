package web

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// paramState is the filter of a list by how its records stand.
const paramState = "state"

// operationalControls are the pages of what is carried out (8.1).
func (s *Server) operationalControls() keeper[operation.Control, *operation.Control] {
	return keeper[operation.Control, *operation.Control]{
		Register: operation.Controls, crumbs: stageCrumbs("operation"), nav: operationNav,
		sieve: []ui.FilterSelect{{Name: paramState, Label: "State", Options: []ui.Option{
			{Value: operationview.Overdue, Label: "Overdue"}, {Value: operationview.Missed, Label: "Last result not met"},
		}}},
		narrow: narrowControls, rows: controlColumns, show: showControl,
	}
}

// operationNav leads between the pages of operation.
// keptControls are the controls in force with their records, by reference.
func (r *request) keptControls() (map[string]operation.Kept, error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	out := map[string]operation.Kept{}
	for _, k := range v.CarriedOut() {
		out[k.Ref] = k
	}
	return out, nil
}

func narrowControls(r *request, q *register.Query) error {
	state := r.QueryParam(paramState)
	if state == "" {
		return nil
	}
	all, err := r.keptControls()
	if err != nil {
		return err
	}
	var refs []string
	for ref, k := range all {
		if operationview.Stands(k, state, r.today()) {
			refs = append(refs, ref)
		}
	}
	q.Also = register.Among(refs)
	return nil
}

// controlColumns are when a control is due and how it went the last times.
func controlColumns(r *request) (ui.Columns[operation.Control], error) {
	all, err := r.keptControls()
	if err != nil {
		return nil, err
	}
	today := r.today()
	due := func(c operation.Control) string { return operationview.Due(all[c.Ref], today) }
	return ui.Columns[operation.Control]{
		{Key: "due", Title: "Next due", Class: "tight", Text: due, Cell: func(c operation.Control) templ.Component { return operationview.DueCell(all[c.Ref], today) }},
		{Key: "results", Title: "Last results", Class: "state", Text: func(c operation.Control) string {
			var words []string
			for _, rec := range all[c.Ref].Newest(operationview.Newest) {
				words = append(words, rec.DoneOn.Human()+" "+string(rec.Result))
			}
			return strings.Join(words, "; ")
		}, Cell: func(c operation.Control) templ.Component {
			return operationview.Results(all[c.Ref].Newest(operationview.Newest))
		}},
	}, nil
}

func showControl(r *request, c operation.Control, p *registerview.RecordPage) error {
	if c.Retired() {
		return nil
	}
	all, err := r.keptControls()
	if err != nil {
		return err
	}
	k := all[c.Ref]
	if r.may(access.RecordOperation) {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Record it as carried out", link.RegisterNew("OPR", "control", c.Ref)))
	}
	p.Above = append(p.Above, operationview.ControlState(k, r.today()))
	if due := k.Due(); due != "" && !k.Overdue(r.today()) {
		p.Badges = append(p.Badges, ui.Badge(ui.Neutral, "Next due by "+due.Human()))
	}
	_, p.Thread.Pointing = split(p.Thread.Pointing, "OPR-")
	p.Below = append(p.Below, operationview.ControlRecords(k))
	return nil
}

// operationalRecords are the pages of what was carried out.
func (s *Server) operationalRecords() keeper[operation.Record, *operation.Record] {
	k := keeper[operation.Record, *operation.Record]{
		Register: operation.Records, crumbs: stageCrumbs("operation"), nav: operationNav,
	}
	k.begin = func(r *request) (operation.Record, error) {
		rec := operation.Record{Control: r.QueryParam("control"), DoneOn: r.today(), DoneBy: r.who.Name}
		if rec.Control == "" {
			return rec, nil
		}
		c, err := operation.Controls.Take(r.ctx(), r.s.DB, rec.Control)
		rec.What = c.Title
		return rec, err
	}
	k.ask = func(r *request, rec operation.Record, p *registerview.FormPage) error {
		if rec.Control == "" {
			return nil
		}
		c, err := operation.Controls.Take(r.ctx(), r.s.DB, rec.Control)
		for i := range p.Answers {
			if p.Answers[i].Name == "result" && err == nil {
				p.Answers[i].Hint = "Good enough is: " + c.Criteria
			}
		}
		return nil // the register itself says so when there is no such control
	}
	return k
}
