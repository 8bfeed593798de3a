package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/impactview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// sectionOf finds the section of the address.
func (r *request) sectionOf() (impact.Section, error) {
	section, ok := impact.SectionOf(r.Param("section"))
	if !ok {
		return section, fault.New(fault.NotFound, "The form has no section %q. Go back to the list of sections and choose one.", r.Param("section"))
	}
	return section, nil
}

func (s *Server) askSection(r *request) error {
	section, err := r.sectionOf()
	if err != nil {
		return err
	}
	a, err := s.impact.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if a.Frozen() {
		return r.done(link.Assessment(a.Ref), a.Ref+" is closed and stays as it is.")
	}
	name, err := s.nameOf(r, a.System)
	if err != nil {
		return err
	}
	rule, err := s.impact.Rule(r.ctx())
	if err != nil {
		return err
	}
	return r.show(page{title: section.Title, crumbs: assessmentCrumbs(a.Ref), body: s.sectionForm(a, rule, section, name, r.QueryParam("from") == "check", ui.State{})})
}

func (s *Server) saveSection(r *request) error {
	section, err := r.sectionOf()
	if err != nil {
		return err
	}
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readSection(f, section)
	in.Ref, in.Version = r.Param("ref"), f.version()
	to := after(in.Ref, section, f)
	if f.text("then") == "back" && s.untouched(r, section, in) {
		return r.done(to, "")
	}
	if _, err := s.impact.Save(r.ctx(), r.who, section.ID, in); err != nil {
		return s.refuseSection(r, err, section, in, f.text("from") == "check")
	}
	return r.done(to, "“"+section.Title+"” is saved.")
}

// untouched says whether a section reads as it is stored: going back from it then
// leaves no entry.
func (s *Server) untouched(r *request, section impact.Section, in impact.Assessment) bool {
	now, err := s.impact.Take(r.ctx(), in.Ref)
	if err != nil || now.Version != in.Version {
		return false
	}
	stored, errStored := trail.Canonical(&now)
	typed := now.With(section.ID, in)
	given, errGiven := trail.Canonical(&typed)
	return errStored == nil && errGiven == nil && stored == given
}

// after is the page that follows a section: the one that a button names, checking
// the answers where one was changed from there, or the next section.
func after(ref string, section impact.Section, f form) string {
	all, i := impact.Sections(), sectionIndex(section)
	then, check := f.text("then"), f.text("from") == "check"
	switch {
	case then == "list":
		return link.Assessment(ref)
	case then == "back" && !check && i > 0:
		return link.AssessmentSection(ref, all[i-1].ID)
	case check || i+1 == len(all):
		return link.AssessmentApprove(ref)
	}
	return link.AssessmentSection(ref, all[i+1].ID)
}

func sectionIndex(section impact.Section) int {
	return slices.IndexFunc(impact.Sections(), func(s impact.Section) bool { return s.ID == section.ID })
}

// refuseSection shows the section again with what was typed, laid over what is
// stored now.
func (s *Server) refuseSection(r *request, err error, section impact.Section, in impact.Assessment, fromCheck bool) error {
	now, e := s.impact.Take(r.ctx(), in.Ref)
	if e != nil {
		return e
	}
	name, e := s.nameOf(r, now.System)
	if e != nil {
		return e
	}
	rule, e := s.impact.Rule(r.ctx())
	if e != nil {
		return e
	}
	shown, seen := now.With(section.ID, in), in.Version
	shown.Version = seen
	return r.refuse(err, section.Title, func(st ui.State) templ.Component {
		st.Conflict, shown.Version = r.conflictIn(err, in.Ref, seen, sectionValues(section))
		return s.sectionForm(shown, rule, section, name, fromCheck, st)
	})
}

// sectionValues reads one section of an image as its form names it. Other sections
// are left out, because saving this one leaves them as they are.
func sectionValues(section impact.Section) func(image string) (map[string][]string, error) {
	return func(image string) (map[string][]string, error) {
		var a impact.Assessment
		if image == "" {
			return map[string][]string{}, nil
		}
		if err := json.Unmarshal([]byte(image), &a); err != nil {
			return nil, fmt.Errorf("web: damaged image: %w", err)
		}
		rows := map[string]any{}
		for _, reach := range section.Reaches() {
			rows[string(reach)] = a.ItemsOf(reach)
		}
		switch section.ID {
		case impact.SectionMeasures:
			rows[impact.SectionMeasures] = a.Measures
		case impact.SectionParties:
			rows["consultations"] = a.Consultations
		case impact.SectionConclusion:
			rows["uses"] = a.Uses
		case impact.SectionIndividuals, impact.SectionSociety:
			rows["untouched-"+section.ID] = a.UntouchedIn(section.ID, true)
		}
		lines, err := trail.Canonical(rows)
		if err != nil {
			return nil, err
		}
		out, err := imageValues(lines)
		if err != nil {
			return nil, err
		}
		for _, q := range section.Questions {
			if answer := a.Answer(q.Key); answer != "" {
				out[q.Name] = []string{answer}
			}
		}
		if slices.Contains(a.Completed, section.ID) {
			out["completed"] = []string{section.ID}
		}
		return out, nil
	}
}

func (s *Server) sectionForm(a impact.Assessment, rule impact.Rule, section impact.Section, name string, fromCheck bool, st ui.State) templ.Component {
	all, i := impact.Sections(), sectionIndex(section)
	p := impactview.SectionPage{Assessment: a, SystemName: name, Section: section, Number: i + 1, Of: len(all), Last: i == len(all)-1, FromCheck: fromCheck, Uses: impactview.UseOptions(rule), State: st}
	if i > 0 {
		p.Previous = link.AssessmentSection(a.Ref, all[i-1].ID)
	}
	for _, id := range section.Hooks {
		if c, ok := s.catalogue.Control(id); ok {
			p.Why = append(p.Why, impactview.Why{ID: c.ID, Title: c.Title, Text: c.Description, Href: link.Key(c.Key().String())})
		} else if c, ok := s.catalogue.Clause(id); ok {
			p.Why = append(p.Why, impactview.Why{ID: c.ID, Title: c.Title, Text: c.Meaning, Href: link.Key(c.Key().String())})
		}
	}
	return impactview.Section(p)
}

// readSection reads the questions and rows of one section.
func readSection(f form, section impact.Section) impact.Assessment {
	var a impact.Assessment
	for _, q := range section.Questions {
		a.SetAnswer(q.Key, f.text(q.Name))
	}
	for _, reach := range section.Reaches() {
		a.Items = append(a.Items, readItems(f, reach)...)
	}
	switch section.ID {
	case impact.SectionMeasures:
		a.Measures = readMeasures(f)
	case impact.SectionParties:
		a.Consultations = readConsultations(f)
	case impact.SectionConclusion:
		a.Uses = f.list("uses")
	case impact.SectionIndividuals, impact.SectionSociety:
		a.Untouched = readUntouched(f, "untouched-"+section.ID)
	}
	if f.yes("completed") {
		a.Completed = []string{section.ID}
	}
	return a
}

// readItems reads the impacts that fall on individuals, groups or society.
func readItems(f form, reach impact.Reach) []impact.Item {
	column := func(name string) string { return string(reach) + "." + name }
	var out []impact.Item
	for _, row := range f.rows(column("what"), column("area"), column("effect"),
		column("severity"), column("likelihood"), column("scale"), column("irreversible")) {
		out = append(out, impact.Item{
			What: row[column("what")], Area: row[column("area")], Effect: impact.Effect(row[column("effect")]), Reach: reach,
			Severity: rating(row[column("severity")]), Likelihood: rating(row[column("likelihood")]),
			Scale: rating(row[column("scale")]), Irreversible: rating(row[column("irreversible")]),
		})
	}
	return out
}

// rating gives 0 for an open rating and -1 for what is no number, which the checks
// refuse.
func rating(text string) int {
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

func readMeasures(f form) []impact.Measure {
	var out []impact.Measure
	for _, row := range f.rows("measures.what", "measures.control", "measures.owner", "measures.due", "measures.status", "measures.residual") {
		out = append(out, impact.Measure{
			What: row["measures.what"], Control: row["measures.control"], Owner: row["measures.owner"],
			Due: when.Day(row["measures.due"]), Status: impact.MeasureStatus(row["measures.status"]), Residual: row["measures.residual"],
		})
	}
	return out
}

func readConsultations(f form) []impact.Consultation {
	var out []impact.Consultation
	for _, row := range f.rows("consultations.who", "consultations.voice", "consultations.how", "consultations.on", "consultations.said", "consultations.done") {
		out = append(out, impact.Consultation{
			Who: row["consultations.who"], Voice: impact.Voice(row["consultations.voice"]), How: row["consultations.how"],
			On: when.Day(row["consultations.on"]), Said: row["consultations.said"], Done: row["consultations.done"],
		})
	}
	return out
}

func readUntouched(f form, group string) []impact.Untouched {
	var out []impact.Untouched
	for _, row := range f.rows(group+".area", group+".why") {
		out = append(out, impact.Untouched{Area: row[group+".area"], Why: row[group+".why"]})
	}
	return out
}
