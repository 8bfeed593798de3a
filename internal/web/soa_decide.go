package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/soaview"
	"github.com/aims-workbench/aims/templates/ui"
)

// driverRegisters are those whose records the form offers as drivers. Risks are left
// out: those that name the control count by themselves.
var driverRegisters = []string{"OBL", "NED", "IMP", "OBJ"}

// knownShown is how many of the risks that use a control its form names.
const knownShown = 5

func (s *Server) editDecision(r *request) error {
	line, err := s.soa.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if line.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s. Add a new control instead.", line.Ref, line.RetiredOn.Human())
	}
	p, err := s.decisionForm(r, line)
	if err != nil {
		return err
	}
	if !line.Decided() && len(line.Drivers) == 0 {
		for _, k := range p.Known {
			p.Row.Drivers = append(p.Row.Drivers, soa.Driver{Kind: k.Kind, Ref: k.Ref}) // to begin with
		}
	}
	return r.show(page{title: p.Name, crumbs: rowCrumbs(line), body: soaview.Form(p)})
}

func (s *Server) decide(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	line, err := s.soa.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	in := readRow(f)
	in.Ref, in.Version, in.Own = line.Ref, f.begun(), line.Own
	made, err := s.soa.Decide(r.ctx(), r.who, in)
	if err != nil {
		line.Row = in
		p, e := s.decisionForm(r, line)
		if e != nil {
			return e
		}
		return r.refuse(err, line.Name, func(st ui.State) templ.Component {
			st.Conflict, p.Row.Version = r.firstConflict(err, in.Ref, in.Version)
			p.State = st
			return soaview.Form(p)
		})
	}
	to, sentence := link.SoARow(made.Ref), "The decision on "+line.ID()+" is saved."
	if f.text("then") == "next" {
		_, next, err := s.soa.Neighbours(r.ctx(), made.Ref)
		if err != nil {
			return err
		}
		if to = link.SoARowEdit(next); next == "" {
			to, sentence = link.SoA(), sentence+" No control after it waits for a decision."
		}
	}
	return r.done(to, sentence)
}

// decisionForm gathers what the form shows beside the row.
func (s *Server) decisionForm(r *request, line soa.Line) (soaview.FormPage, error) {
	p := soaview.FormPage{Row: line.Row, Name: line.Name, Own: line.Own, Action: link.SoARow(line.Ref), Cancel: link.SoARow(line.Ref)}
	p.Control, _ = s.catalogue.Control(line.Ref)
	risks, err := s.soa.Risks(r.ctx(), line.Ref, "")
	if err != nil {
		return p, err
	}
	for _, k := range risks.Rows[:min(knownShown, len(risks.Rows))] {
		p.Known = append(p.Known, soa.Driver{Kind: soa.DriverRisk, Ref: k.Ref, Note: k.Title})
	}
	p.More = risks.Total - knownShown
	impacts, err := s.soa.Impacts(r.ctx(), line.Ref)
	if err != nil {
		return p, err
	}
	p.Known = append(p.Known, impacts...)
	duties, err := s.soa.Obligations(r.ctx(), line.Ref)
	if err != nil {
		return p, err
	}
	p.Known = append(p.Known, duties...)
	if p.Records, err = r.named(driverRegisters); err != nil {
		return p, err
	}
	if p.Systems, err = s.systemOptions(r); err != nil {
		return p, err
	}
	p.Prev, p.Next, err = s.soa.Neighbours(r.ctx(), line.Ref)
	return p, err
}

func (s *Server) systemOptions(r *request) ([]ui.Option, error) {
	named, err := s.systems.Named(r.ctx())
	out := make([]ui.Option, len(named))
	for i, n := range named {
		out[i] = ui.Option{Value: n.Ref, Label: n.Ref + " " + n.Name}
	}
	return out, err
}

// controlForm is the form of an own control that is not recorded yet.
func (s *Server) controlForm(r *request, row soa.Row) (soaview.FormPage, error) {
	systems, err := s.systemOptions(r)
	if err != nil {
		return soaview.FormPage{}, err
	}
	records, err := r.named(driverRegisters)
	row.Own, row.Ref = true, ""
	return soaview.FormPage{Row: row, Own: true, Records: records, Systems: systems, Action: link.SoA(), Cancel: link.SoA()}, err
}

func (s *Server) newControl(r *request) error {
	p, err := s.controlForm(r, soa.Row{})
	if err != nil {
		return err
	}
	return r.show(page{title: "Add own control", crumbs: soaCrumbs, body: soaview.Form(p)})
}

func (s *Server) addControl(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	made, err := s.soa.AddOwn(r.ctx(), r.who, readRow(f))
	if err != nil {
		p, e := s.controlForm(r, readRow(f))
		if e != nil {
			return e
		}
		return r.refuse(err, "Add own control", func(st ui.State) templ.Component {
			p.State = st
			return soaview.Form(p)
		})
	}
	return r.done(link.SoARow(made.Ref), made.Title+" is part of the Statement as "+made.Ref+".")
}
