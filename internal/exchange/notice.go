package exchange

import (
	"fmt"
	"strings"
)

// Notices says in sentences everything a person should know before trusting a
// reading that is not a Problem: how the file was read, which sheets, rows and
// columns were left out, and which columns were only likely recognised.
func Notices(b *Book, m Mapping, spec Spec) []string {
	out := append([]string{}, b.Notices...)
	out = append(out, otherSheets(b, m, spec)...)
	for _, a := range m.Columns {
		if (a.Key == "" && a.Header != "") || a.Confidence == Likely {
			out = append(out, fmt.Sprintf("Column %s %q: %s", a.Source, a.Header, reasonOf(a)))
		}
	}
	out = append(out, unanswered(m, spec.Register)...)
	for _, s := range Skipped(b, m, spec) {
		if s.Reason != isEmpty {
			out = append(out, s.String())
		}
	}
	return out
}

func reasonOf(a Assignment) string {
	if a.Key == "" && !strings.HasPrefix(a.Reason, "ignored") { // a person took the key out
		return "ignored by the mapping"
	}
	return a.Reason
}

// otherSheets accounts for every sheet but the mapped one.
func otherSheets(b *Book, m Mapping, spec Spec) []string {
	tables := map[string]Range{}
	for _, r := range Find(b, spec) {
		tables[r.Sheet] = r
	}
	var out []string
	for i := range b.Sheets {
		name := b.Sheets[i].Name
		r, isTable := tables[name]
		switch {
		case name == m.Sheet || len(b.Sheets) == 1:
		case isTable && r.Blank:
			out = append(out, fmt.Sprintf("Sheet %q is a blank template and was left out", name))
		case isTable && r.DataRows > 0 && len(r.Missing) == 0:
			out = append(out, fmt.Sprintf("Sheet %q also holds %d rows of %s and was left out; import it with a mapping of its own", name, r.DataRows, spec.called()))
		default:
			out = append(out, fmt.Sprintf("Sheet %q holds no table of %s and was left out", name, spec.called()))
		}
	}
	return out
}

// taken is a word of the file that was read as one of ours.
type taken struct{ place, word, meaning string }

// translations says which words of the file were read as which of ours, so that a
// person can object: "Implemented" may not mean "treated" to them.
func translations(rows []*Row) []string {
	var order []taken
	counts := map[taken]int{}
	for _, r := range rows {
		for _, t := range r.taken {
			if counts[t]++; counts[t] == 1 {
				order = append(order, t)
			}
		}
	}
	out := make([]string, len(order))
	for i, t := range order {
		out[i] = fmt.Sprintf("Column %s: %q is taken for %q (%d×)", t.place, t.word, t.meaning, counts[t])
	}
	return out
}

// unanswered says what a table leaves open although it reads as if it said it.
func unanswered(m Mapping, register string) []string {
	var out []string
	given := func(key string) bool { return m.Constants[key] != "" || m.source(key) != "" }
	if (register == "risk" || register == "evidence") && !given("ref") && !given("source") {
		out = append(out, "No column gives the rows an id, so importing the file again would add them again")
	}
	if register == "risk" && given("review_status") && !given("status") {
		out = append(out, fmt.Sprintf("Column %s holds a review date and a status in one cell. It is kept in the notes; every new risk is open and has no review date until somebody sets them", m.source("review_status")))
	}
	if register == "soa" && !given("applicable") {
		out = append(out, `No column says whether a control is applicable, so the controls stay undecided. If all controls in the file are necessary, add "constants": {"applicable": "yes"} to the mapping`)
	}
	return out
}
