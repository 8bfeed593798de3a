package exchange

import "fmt"

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
	for _, s := range Skipped(b, m, spec) {
		if s.Reason != isEmpty {
			out = append(out, s.String())
		}
	}
	return out
}

func reasonOf(a Assignment) string {
	if a.Reason == "" {
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
			out = append(out, fmt.Sprintf("Sheet %q also holds %d rows of the %s register and was left out; import it with a mapping of its own", name, r.DataRows, spec.Register))
		default:
			out = append(out, fmt.Sprintf("Sheet %q holds no table of the %s register and was left out", name, spec.Register))
		}
	}
	return out
}
