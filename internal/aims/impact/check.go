package impact

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
)

// longest is the limit of one answer, in characters.
const longest = 10000

// tidy gives controls and areas their keys, measures a status, impacts an id, and
// lets Sensitive follow its answer and the uses.
func (a *Assessment) tidy() {
	for i := range a.Measures {
		m := &a.Measures[i]
		if c, ok := controls.MustLoad().Control(m.Control); ok {
			m.Control = c.Key().String()
		}
		if m.Status == "" {
			m.Status = Planned
		}
	}
	if len(a.Uses) > 0 {
		a.SetAnswer(keySensitive, string(scope.Yes))
	}
	a.Sensitive = a.Answers[keySensitive] == string(scope.Yes)
	for i := range a.Untouched {
		if x, ok := AreaOf(a.Untouched[i].Area); ok {
			a.Untouched[i].Area = x.Key
		}
	}
	for i := range a.Items {
		if x, ok := AreaOf(a.Items[i].Area); ok {
			a.Items[i].Area = x.Title
		}
	}
	a.number()
}

// number gives every impact an id of its own, which it keeps: risks name harms by it.
func (a *Assessment) number() {
	taken := map[string]bool{}
	for i := range a.Items {
		it := &a.Items[i]
		if it.ID == "" || taken[it.ID] {
			it.ID = ""
			continue
		}
		taken[it.ID] = true
	}
	for i := range a.Items {
		for n := 1; a.Items[i].ID == ""; n++ {
			letter := "H"
			if a.Items[i].Effect == Benefit {
				letter = "B"
			}
			if id := fmt.Sprintf("%s%d", letter, n); !taken[id] {
				taken[id], a.Items[i].ID = true, id
			}
		}
	}
}

// check collects what keeps a draft from being saved. A draft may be full of gaps,
// but what is there must be readable.
func (a Assessment) check(l *check.List) {
	known := map[string]bool{}
	for _, s := range form {
		for _, q := range s.Questions {
			known[q.Key] = true
			checkAnswer(l, q, a.Answer(q.Key))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(a.Answers)) {
		if !known[key] {
			l.Add("answers", "The form has no field %q. Leave it out, or use the key of a field", key)
		}
	}
	if a.NextReview != "" && a.NextReview.Valid() && a.AssessedOn.Valid() && a.NextReview <= a.AssessedOn {
		l.Add("next_review", "The next review must come after the day of the assessment")
	}
	for _, it := range a.Items {
		if !slices.Contains(Reaches, it.Reach) {
			l.Add("items", "Say of “%s” whether it falls on individuals, groups or society", it.What)
		}
	}
	for _, reach := range Reaches {
		checkItems(l, string(reach), a.ItemsOf(reach))
	}
	checkMeasures(l, a.Measures)
	checkConsultations(l, a.Consultations)
	checkUntouched(l, a.Untouched)
	checkUses(l, a.Uses)
}

func checkAnswer(l *check.List, q Question, value string) {
	l.AtMost(q.Name, value, longest)
	switch q.Kind {
	case controls.FieldDay:
		l.Day(q.Name, when.Day(value))
	case controls.FieldYesNo:
		check.OneOf(l, q.Name, scope.Answer(value), scope.Answers)
	case controls.FieldList:
		check.OneOf(l, q.Name, value, q.Choices)
	case controls.FieldText:
	}
}

// cell names one cell of repeated rows as the pages do.
func cell(group, column string, row int) string { return fmt.Sprintf("%s.%s.%d", group, column, row) }

// ratingNames are the columns of the four ratings, in the order of Item.ratings.
var ratingNames = [4]string{"severity", "likelihood", "scale", "irreversible"}

func checkItems(l *check.List, group string, items []Item) {
	for n, it := range items {
		l.Required(cell(group, "what", n), it.What, "Say what happens to whom, or empty the whole line")
		l.AtMost(cell(group, "what", n), it.What, longest)
		check.OneOf(l, cell(group, "effect", n), it.Effect, Effects)
		for i, r := range it.ratings() {
			if r < 0 || r > 5 {
				l.Add(cell(group, ratingNames[i], n), "Choose a rating from 1 to 5, or leave it open for now")
			}
		}
	}
}

func checkMeasures(l *check.List, measures []Measure) {
	for n, m := range measures {
		l.Required(cell("measures", "what", n), m.What, "Say what will be done, or empty the whole line")
		l.AtMost(cell("measures", "what", n), m.What, longest)
		if _, ok := controls.MustLoad().Control(m.Control); m.Control != "" && !ok {
			l.Add(cell("measures", "control", n), "%s", unknownControl(m.Control))
		}
		l.Day(cell("measures", "due", n), m.Due)
		check.OneOf(l, cell("measures", "status", n), m.Status, MeasureStatuses)
	}
}

// unknownControl says what a wrong control number may have meant.
func unknownControl(wrong string) string {
	var meant []string
	for _, s := range controls.MustLoad().Suggest(wrong, "") {
		if s.Control {
			meant = append(meant, s.Key.ID()+" "+s.Title)
		}
	}
	if len(meant) == 0 {
		return fmt.Sprintf("Annex A has no control %q. Give a number such as A.6.2.4, or leave it empty", wrong)
	}
	return fmt.Sprintf("Annex A has no control %q. Did you mean %s?", wrong, strings.Join(meant, ", or "))
}
