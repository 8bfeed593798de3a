package seed

import (
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/when"
)

// gates begins one round at each of three gates of the first system: GAT-2026-001 is
// answered and open, GAT-2026-002 is signed with conditions, GAT-2026-003 is just begun.
func (f *fill) gates() {
	for n, at := range []string{"requirements", "design", "data"} {
		g := of(operation.Gates.Keep(f.ctx, f.db, f.as[access.Contributor], operation.Gate{
			System: "SYS-2026-001", Gate: at, Release: strings.TrimSpace("Version 1 " + Hostile), Prepared: "Ada", Planned: "2026-11-01",
		})).by(f)
		if n == 2 {
			continue
		}
		for i, it := range g.Items() {
			g.Answers = append(g.Answers, operation.Answer{Item: it.ID, Said: operation.Saids[i%len(operation.Saids)], Reason: "Seen. " + Hostile, Shown: []string{"RSK-2026-001"}})
		}
		g = of(operation.Answered(f.ctx, f.db, f.as[access.Contributor], g)).by(f)
		if n == 1 {
			of(operation.SignOff(f.ctx, f.db, f.as[access.Executive], operation.Sign{
				Ref: g.Ref, Version: g.Version, Verdict: operation.WithConditions, Conditions: "Log it " + Hostile, ConditionsBy: when.Day("2026-12-31"),
			})).by(f)
		}
	}
}
