package impact

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
)

// Voice says in which capacity somebody was asked.
type Voice string

// The voices.
const (
	Affected Voice = "people affected"
	Speaking Voice = "who speaks for them"
	Expert   Voice = "expert"
	Staff    Voice = "staff"
	Other    Voice = "other"
)

// Voices lists them.
var Voices = []Voice{Affected, Speaking, Expert, Staff, Other}

// Consultation is one talk with people whom the system touches or who know about it
// (A.5.4, 4.2): who was asked, what they said, and what was done about it.
type Consultation struct {
	Who   string   `json:"who"`
	Voice Voice    `json:"voice"`
	How   string   `json:"how"`
	On    when.Day `json:"on"`
	Said  string   `json:"said"`
	Done  string   `json:"done"`
}

// Untouched is an area that the system does not reach, with the reason.
type Untouched struct {
	Area string `json:"area"` // key of the area
	Why  string `json:"why"`
}

func checkConsultations(l *check.List, all []Consultation) {
	for n, c := range all {
		l.Required(cell("consultations", "who", n), c.Who, "Say whom you asked, or empty the whole line")
		check.OneOf(l, cell("consultations", "voice", n), c.Voice, Voices)
		l.Day(cell("consultations", "on", n), c.On)
		for _, text := range []struct{ name, value string }{{"who", c.Who}, {"how", c.How}, {"said", c.Said}, {"done", c.Done}} {
			l.AtMost(cell("consultations", text.name, n), text.value, longest)
		}
	}
}

func checkUntouched(l *check.List, all []Untouched) {
	rows := map[string]int{}
	for _, u := range all {
		area, ok := AreaOf(u.Area)
		name := "untouched-" + area.Section
		n := rows[name]
		rows[name]++
		if !ok {
			l.Add("untouched", "There is no area %q. Choose one of the list", u.Area)
			continue
		}
		l.Required(cell(name, "why", n), u.Why, "Say why the system does not reach this area")
		l.AtMost(cell(name, "why", n), u.Why, longest)
	}
}

func checkUses(l *check.List, uses []string) {
	for _, use := range uses {
		if _, ok := controls.MustLoad().Use(use); !ok {
			l.Add("uses", "There is no use %q. Choose from the list", use)
		}
	}
}

// consulted says whether somebody was asked and answered.
func (a Assessment) consulted() bool {
	return slices.ContainsFunc(a.Consultations, func(c Consultation) bool { return !blank(c.Who) && !blank(c.Said) })
}

// careGaps are what a sensitive or restricted use asks for before approval: somebody
// was asked, and it is said who watches over the system.
func (a Assessment) careGaps(section string) []Gap {
	if !a.Sensitive {
		return nil
	}
	switch {
	case section == SectionParties && !a.consulted():
		return []Gap{{section, "consultations", "Ask somebody whom this sensitive use touches, and write down what they said"}}
	case section == SectionDeployment && blank(a.Answers[keyOversight]):
		return []Gap{{section, keyOversight, "Say who watches over this sensitive use, and how a person can step in"}}
	}
	return nil
}
