// Package certification holds the way to a certificate and its keeping: the cycle with a
// certification body, its audits and decisions, what stands on the certificate, and the
// papers that its auditors ask for.
//
// It is the one stage without a clause: ISO/IEC 42001 asks nobody to be certified. It
// is here because most organisations run the system for it, and last because an audit
// looks at all stages before it. The rules of a cycle bind the certification body
// (ISO/IEC 17021-1); days and deadlines differ between bodies and are fields.
package certification

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{Cycles.Store(), Events.Store(), Requests.Store()}
}

// months moves a day by months. The end of a month stays one: six months after 31
// August is 28 February, not 3 March. No day gives none.
func months(d when.Day, n int) when.Day {
	if d == "" || !d.Valid() {
		return ""
	}
	t := d.Time()
	first := t.AddDate(0, n, 1-t.Day())
	last := first.AddDate(0, 1, -1).Day()
	return when.Day(fmt.Sprintf("%s%02d", first.Format("2006-01-"), min(t.Day(), last)))
}
