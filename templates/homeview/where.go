package homeview

import (
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/link"
)

// Mend leads to the very field that mends a gap in one of its records, or as a
// whole when ref is empty. Who may not mend it is led to the record or the clause.
func Mend(g readiness.Gap, ref string, may bool) string {
	if to, known := link.Mend(g.Rule, ref); may && known {
		return to
	}
	return link.Look(g.Stage, g.Clauses[0], ref, may)
}

// Where leads to the place at which a gap is mended first.
func Where(g readiness.Gap, may bool) string {
	if len(g.Records) > 0 {
		return Mend(g, g.Records[0], may)
	}
	return Mend(g, "", may)
}
