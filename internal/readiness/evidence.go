package readiness

import (
	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// evidenceRules name mandatory documented information that a register of internal/register
// holds, or evidence.
var evidenceRules = documentRules()

// documented are the clauses whose mandatory documented information has no rule of a
// stage of its own: where each is found, and why it is grave that nothing is there.
var documented = map[string]struct {
	at  Audit
	why string
}{
	"7.2":   {Stage2, "Evidence of competence is required; with none at all the whole requirement is open."},
	"8.1":   {Stage2, "Records that work went as planned are required; with none at all nothing shows that it did."},
	"9.1":   {Stage2, "Evidence of results is required; without any the performance is unknown."},
	"9.2.2": {Stage1, "Most bodies do not go on to Stage 2 before an internal audit was carried out."},
	"9.3.3": {Stage1, "Most bodies do not go on to Stage 2 before top management has reviewed the system."},
	"10.2":  {Stage2, "Records of what did not conform are required; an auditor doubts that there was nothing in a whole cycle."},
}

func documentRules() []rule {
	var out []rule
	for _, d := range controls.MustLoad().Documents {
		grave, ours := documented[d.Clause]
		if !ours {
			continue
		}
		clause := d.Clause
		out = append(out, rule{
			id: "DOC-" + clause, severity: Major, at: grave.at, clauses: []string{clause}, stage: "evidence",
			message: "Nothing is recorded for clause " + clause + ": " + d.What,
			why:     grave.why,
			fix:     "Record it where it is made, or attach what you have as evidence for clause " + clause + ".",
			find:    missing(func(s *snapshot.Snapshot) bool { return document.Lies(s, clause) }),
		})
	}
	return append(out, rule{
		id: "EVD-01", severity: Minor, at: Stage2, clauses: []string{"7.5.3"}, stage: "evidence",
		message: "Some evidence is out of date or was rejected in review",
		why:     "Proof was given once; for these records it no longer counts.",
		fix:     "Replace it with current evidence or retire it.",
		find: each(func(s *snapshot.Snapshot) []string {
			var out []string
			for _, i := range s.Evidence {
				if !i.Retired() && i.Concern(s.Today()) != "" {
					out = append(out, i.Ref)
				}
			}
			return out
		}),
	})
}
