package impactview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func signOf(s impact.Sight) string {
	switch {
	case s.Look == impact.LookedAt && s.Level > impact.Unrated:
		return strconv.Itoa(int(s.Level))
	case s.Look == impact.LookedAt:
		return "✓"
	case s.Look == impact.NotReached:
		return "n/a"
	case s.Look == impact.Missing:
		return "!"
	}
	return "–"
}

// sightWords says in words what a cell shows.
func sightWords(s impact.Sight) string {
	switch s.Look {
	case impact.LookedAt:
		text := "assessed"
		if s.Harms > 0 {
			text += ", " + countOf(s.Harms, "harm", "harms") + ", the gravest " + s.Level.Word()
		}
		if s.Benefits > 0 {
			text += ", " + countOf(s.Benefits, "benefit", "benefits")
		}
		return text
	case impact.NotReached:
		return "does not apply: " + s.Why
	case impact.Missing:
		return "missing"
	case impact.NoneYetMade:
	}
	return "no assessment"
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func sectionOf(reach impact.Reach) string {
	if reach == impact.Society {
		return impact.SectionSociety
	}
	return impact.SectionIndividuals
}

func sectionTitle(id string) string {
	s, _ := impact.SectionOf(id)
	return s.Title
}

func areasIn(section string) int {
	n := 0
	for _, x := range impact.Areas() {
		if x.Section == section {
			n++
		}
	}
	return n
}

func standingOf(s impact.Sighted) string {
	if s.Assessment == nil {
		return "not assessed"
	}
	return s.Assessment.Ref + ", " + string(s.Assessment.State)
}

// record is the assessment of a system, the form that begins one, or the system.
func (p AreasPage) record(s impact.Sighted) string {
	switch {
	case s.Assessment != nil:
		return link.Assessment(s.Assessment.Ref)
	case p.May:
		return link.AssessmentNew(s.System.Ref)
	}
	return link.System(s.System.Ref)
}

// place is where a cell leads: to the field of a draft, else to the part of the record.
func (p AreasPage) place(s impact.Sighted, section, field string) string {
	switch {
	case s.Assessment == nil && p.May:
		return link.AssessmentNew(s.System.Ref)
	case s.Assessment == nil:
		return ""
	case p.May && !s.Assessment.Frozen():
		return link.AssessmentSection(s.Assessment.Ref, section) + "#" + field
	}
	return link.AssessmentPart(s.Assessment.Ref, section)
}

// figures count the cells of the areas.
func (p AreasPage) figures() []ui.Figure {
	count := map[impact.Look]int{}
	for _, s := range p.Rows {
		for _, g := range s.In {
			count[g.Look]++
		}
	}
	all := len(p.Rows) * len(impact.Areas())
	return []ui.Figure{
		{Value: strconv.Itoa(count[impact.LookedAt]) + " of " + strconv.Itoa(all), Label: "areas assessed", Href: "#sights"},
		{Value: strconv.Itoa(count[impact.NotReached]), Label: "do not apply, with a reason", Href: "#sights"},
		{Value: strconv.Itoa(count[impact.Missing]), Label: "missing", Href: "#sights"},
		{Value: strconv.Itoa(count[impact.NoneYetMade]), Label: "without any assessment", Href: link.AssessmentsStanding(string(impact.NotAssessed))},
	}
}
