package impact

import (
	"slices"
	"strings"
)

// Progress is how far a section is.
type Progress string

// The four steps, which the pages show in the words that all task lists use.
const (
	NotBegun Progress = "not begun"
	Begun    Progress = "begun"
	Lacking  Progress = "lacking" // called complete, but something is missing for approval
	Complete Progress = "complete"
)

// Gap is a part that is missing before an assessment can be approved.
type Gap struct {
	Section string
	Field   string // name of the form field
	Text    string // what to do
}

// Gaps lists everything that keeps the assessment from being approved, in the
// order of the form.
func (a Assessment) Gaps() []Gap {
	var gaps []Gap
	for _, s := range form {
		for _, q := range s.Questions {
			if q.Need != "" && blank(a.Answer(q.Key)) {
				gaps = append(gaps, Gap{s.ID, q.Name, q.Need})
			}
			if q.Key == keyConditions && a.Decision == GoConditions && blank(a.Conditions) {
				gaps = append(gaps, Gap{s.ID, q.Name, "Say on which conditions you go on"})
			}
			if q.Key == keyBalance && a.mixed() && blank(a.Balance()) {
				gaps = append(gaps, Gap{s.ID, q.Name, "Weigh the benefits against the harms, in words"})
			}
		}
		gaps = append(gaps, a.itemGaps(s)...)
		gaps = append(gaps, a.careGaps(s.ID)...)
	}
	return gaps
}

func (a Assessment) itemGaps(s Section) []Gap {
	if s.ID == SectionIndividuals && len(a.Items) == 0 && blank(a.Answers[keyNoImpacts]) {
		return []Gap{{s.ID, string(Individuals), "List and rate at least one impact, or say why you found none"}}
	}
	var gaps []Gap
	for _, reach := range s.Reaches() {
		for n, it := range a.ItemsOf(reach) {
			if !it.rated() {
				gaps = append(gaps, Gap{s.ID, cell(string(reach), "what", n), "Finish the rating of “" + it.What + "”"})
			}
		}
	}
	return gaps
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Progress says how far a section is. The assessors say when it is complete; the
// workbench says what is missing.
func (a Assessment) Progress(section string) Progress {
	missing := slices.ContainsFunc(a.Gaps(), func(g Gap) bool { return g.Section == section })
	switch {
	case slices.Contains(a.Completed, section) && missing:
		return Lacking
	case slices.Contains(a.Completed, section):
		return Complete
	case a.begun(section):
		return Begun
	}
	return NotBegun
}

func (a Assessment) begun(section string) bool {
	s, _ := SectionOf(section)
	return slices.ContainsFunc(s.Reaches(), func(r Reach) bool { return len(a.ItemsOf(r)) > 0 }) || (section == SectionMeasures && len(a.Measures) > 0) || (section == SectionParties && len(a.Consultations) > 0) ||
		slices.ContainsFunc(s.Questions, func(q Question) bool { return !blank(a.Answer(q.Key)) })
}
