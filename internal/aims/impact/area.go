package impact

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/inventory"
)

// Area is something in which a system can help or harm (A.5.4, A.5.5).
type Area struct {
	Key     string // of the question of the form
	Title   string
	Section string
}

// areas are those of the form, in its order.
var areas = areasOf(form)

func areasOf(sections []Section) []Area {
	var out []Area
	for _, s := range sections {
		for _, q := range s.Questions {
			if q.Area && q.Key != keyNoImpacts {
				out = append(out, Area{q.Key, q.Label, s.ID})
			}
		}
	}
	return out
}

// Areas lists them. The list is shared: read only.
func Areas() []Area { return areas }

// AreaOf finds an area by its key, its title or a word of its key.
func AreaOf(name string) (Area, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	at := slices.IndexFunc(areas, func(x Area) bool {
		return name != "" && (name == x.Key || name == strings.ToLower(x.Title))
	})
	if at < 0 {
		at = slices.IndexFunc(areas, func(x Area) bool { return name != "" && slices.Contains(strings.Split(x.Key, "-"), name) })
	}
	if at < 0 {
		return Area{}, false
	}
	return areas[at], true
}

// Look is what an assessment says about an area.
type Look string

// The looks, the worst first.
const (
	Missing     Look = "missing"
	NotReached  Look = "not applicable"
	LookedAt    Look = "assessed"
	NoneYetMade Look = "no assessment"
)

// Sight is one cell of the matrix: what was found in an area.
type Sight struct {
	Look     Look
	Level    Level // of the gravest harm rated there
	Harms    int
	Benefits int
	Why      string // where it is not applicable
}

// Sight says what the assessment found in an area: rated impacts or words count,
// and so does a reason why the system does not reach it.
func (a Assessment) Sight(x Area) Sight {
	var s Sight
	for _, it := range a.Items {
		if of, ok := AreaOf(it.Area); !ok || of.Key != x.Key {
			continue
		}
		s.count(it)
	}
	at := slices.IndexFunc(a.Untouched, func(u Untouched) bool { return u.Area == x.Key })
	switch {
	case s.Harms+s.Benefits > 0 || !blank(a.Answers[x.Key]):
		s.Look = LookedAt
	case at >= 0:
		s.Look, s.Why = NotReached, a.Untouched[at].Why
	default:
		s.Look = Missing
	}
	return s
}

// On says what was found for individuals, groups or society.
func (a Assessment) On(reach Reach) Sight {
	var s Sight
	for _, it := range a.ItemsOf(reach) {
		s.count(it)
	}
	s.Look = Missing
	if s.Harms+s.Benefits > 0 {
		s.Look = LookedAt
	} else if why := a.Answers[keyNoImpacts]; !blank(why) {
		s.Look, s.Why = NotReached, why
	}
	return s
}

func (s *Sight) count(it Item) {
	if it.Effect == Benefit {
		s.Benefits++
		return
	}
	s.Harms++
	s.Level = max(s.Level, it.Level())
}

// Sighted is one AI system with what its assessment, or else its draft, found in
// each area and for each reach. Assessment is nil where there is neither.
type Sighted struct {
	System     inventory.System
	Assessment *Assessment
	On         []Sight // in the order of Reaches
	In         []Sight // in the order of Areas
}

// Matrix says of every system what was looked at. It is a pure function, so that it
// serves snapshots too.
func Matrix(covers []Cover) []Sighted {
	out := make([]Sighted, len(covers))
	for i, c := range covers {
		s := Sighted{System: c.System, Assessment: c.Approved}
		if s.Assessment == nil {
			s.Assessment = c.Draft
		}
		for _, reach := range Reaches {
			s.On = append(s.On, s.look(func(a Assessment) Sight { return a.On(reach) }))
		}
		for _, x := range areas {
			s.In = append(s.In, s.look(func(a Assessment) Sight { return a.Sight(x) }))
		}
		out[i] = s
	}
	return out
}

func (s Sighted) look(at func(Assessment) Sight) Sight {
	if s.Assessment == nil {
		return Sight{Look: NoneYetMade}
	}
	return at(*s.Assessment)
}

// Unseen lists the areas that an assessment neither looks at nor leaves out with a reason.
func (a Assessment) Unseen() []Area {
	return slices.DeleteFunc(slices.Clone(areas), func(x Area) bool { return a.Sight(x).Look != Missing })
}
