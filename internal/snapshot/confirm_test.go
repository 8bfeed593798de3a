package snapshot_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// land is a workspace with two AI systems that have one record of each kind, and a few
// that no change of the first system may touch.
type land struct {
	*testing.T

	ctx   context.Context
	db    *store.DB
	lead  access.Actor
	exec  access.Actor
	shelf *evidence.Shelf
}

const (
	ours, theirs = "SYS-2026-001", "SYS-2026-002"
	oversight    = "42001:A.9.2" // a risk of ours relies on it
	logs         = "42001:A.6.2.8"
	unrelated    = "42001:A.10.4"
)

func settle(t *testing.T, db *store.DB) land {
	t.Helper()
	w := land{t, t.Context(), db, aimstest.As(access.Lead), aimstest.As(access.Executive), nil}
	w.shelf = evidence.New(db, t.TempDir())
	w.shelf.Known = controls.MustLoad().Known
	for _, name := range []string{"Ranker", "Writer", "Old one"} {
		_, err := inventory.New(db).Register(w.ctx, w.lead, inventory.System{Name: name, Purpose: "Helps", Models: "One", Owner: "Ada"})
		w.no(err)
	}
	for _, system := range []string{ours, theirs} {
		w.assess(system)
	}
	risks := risk.New(db)
	_, err := risks.SetCriteria(w.ctx, w.lead, risk.Proposed())
	w.no(err)
	for _, r := range []risk.Risk{
		{Title: "Of ours", Systems: []string{ours}, Controls: []string{oversight}},
		{Title: "Of theirs", Systems: []string{theirs}, Controls: []string{unrelated}},
		{Title: "Of both", Systems: []string{ours, theirs}},
		{Title: "Of none", Controls: []string{unrelated}},
		{Title: "Retired", Systems: []string{ours}, Controls: []string{unrelated}},
		{Title: "Closed", Systems: []string{ours}, Status: risk.Closed},
	} {
		r.InherentLikelihood, r.InherentImpact, r.ResidualLikelihood, r.ResidualImpact = 3, 3, 3, 3
		r.InherentReason, r.ResidualReason = "Seen.", "Seen again."
		_, err := risks.Identify(w.ctx, w.lead, r)
		w.no(err)
	}
	w.no(risks.Retire(w.ctx, w.lead, "RSK-2026-005", 1, "gone"))
	for _, ref := range []string{"RSK-2026-001", "RSK-2026-002"} {
		_, err := risks.Accept(w.ctx, w.exec, ref, 1, "worth it", "2099-01-01")
		w.no(err)
	}
	for _, key := range []string{oversight, logs, unrelated} {
		w.decide(soa.Row{Head: store.Head{Ref: key}, Applicable: scope.Yes, Reason: "It is needed"})
	}
	for _, target := range []string{ours, "RSK-2026-001", theirs, "42001:5.1", ours} {
		_, err := w.shelf.AddLink(w.ctx, w.lead, evidence.Item{Title: "About " + target, Address: "https://example.org/", Supports: []string{target}})
		w.no(err)
	}
	w.no(w.shelf.Retire(w.ctx, w.lead, "EVD-2026-005", 1, "old"))
	return w
}

func (w land) no(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// assess approves an assessment of a system with a measure by the logs.
func (w land) assess(system string) string {
	w.Helper()
	s := impact.New(w.db)
	a, err := s.Begin(w.ctx, w.lead, impact.Assessment{System: system})
	w.no(err)
	a.Assessors, a.AssessedOn, a.NextReview, a.Decision = "Ada (law), Jo (data)", "2026-11-20", "2099-11-20", impact.Go
	a.Items = []impact.Item{{Area: "fairness", Reach: impact.Groups, Effect: impact.Harm, What: "Unfair", Severity: 2, Likelihood: 2, Scale: 2, Irreversible: 2}}
	if system == ours {
		a.Measures = []impact.Measure{{What: "Keep logs", Control: logs, Owner: "Jo", Due: "2026-12-01", Status: impact.Planned, Residual: "Little"}}
	}
	for _, section := range impact.Sections() {
		for _, q := range section.Questions {
			if q.Need != "" && a.Answer(q.Key) == "" {
				said := "Said."
				switch {
				case q.Kind == controls.FieldYesNo:
					said = "no"
				case len(q.Choices) > 0:
					said = q.Choices[0]
				}
				a.SetAnswer(q.Key, said)
			}
		}
	}
	a, err = s.Save(w.ctx, w.lead, "", a)
	w.no(err)
	_, err = s.Approve(w.ctx, w.exec, a.Ref, a.Version, "")
	w.no(err)
	return a.Ref
}

func (w land) decide(r soa.Row) {
	w.Helper()
	_, err := soa.New(w.db).Decide(w.ctx, w.lead, r)
	w.no(err)
}

// change revises a system.
func (w land) change(ref string, set func(*inventory.System)) {
	w.Helper()
	y, err := inventory.New(w.db).Take(w.ctx, ref)
	w.no(err)
	set(&y)
	_, err = inventory.New(w.db).Revise(w.ctx, w.lead, y)
	w.no(err)
}

// marked are the records to be confirmed now, each with the system that changed.
func (w land) marked() []string {
	w.Helper()
	s, err := snapshot.Load(w.ctx, w.db)
	w.no(err)
	return keys(s)
}

func keys(s *snapshot.Snapshot) []string {
	out := []string{}
	for _, m := range s.ToConfirm() {
		out = append(out, m.Record+" "+m.System)
	}
	slices.Sort(out)
	return out
}

func (w land) want(what string, want ...string) {
	w.Helper()
	if want == nil {
		want = []string{}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, w.marked()); diff != "" {
		w.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// tied are the records of ours, by the prefix under which inventory.Effects knows them.
var tied = map[string][]string{
	"IMP": {"IMP-2026-001"},
	"RSK": {"RSK-2026-001", "RSK-2026-003"},
	"ACC": {"ACC-2026-001"},
	"CTL": {oversight, logs},
	"EVD": {"EVD-2026-001", "EVD-2026-002"},
}

// Each field of an AI system against each register: exactly the tied records of that
// system are to be confirmed, and none once the field is as it was.
func TestEveryFieldMarksExactlyWhatIsTied(t *testing.T) {
	fields := []struct {
		name    string
		set     func(*inventory.System)
		touches string // prefixes
	}{
		{"purpose", func(y *inventory.System) { y.Purpose = "Decides" }, "IMP RSK ACC CTL EVD"},
		{"intended use", func(y *inventory.System) { y.IntendedUse = "By anybody" }, "IMP RSK ACC CTL EVD"},
		{"misuse", func(y *inventory.System) { y.Misuse = "Spying" }, "IMP RSK ACC CTL EVD"},
		{"models", func(y *inventory.System) { y.Models = "Two" }, "IMP RSK ACC EVD"},
		{"data", func(y *inventory.System) { y.Data = "Letters" }, "IMP RSK ACC CTL EVD"},
		{"personal data", func(y *inventory.System) { y.PersonalData = scope.Yes }, "IMP RSK ACC CTL EVD"},
		{"suppliers", func(y *inventory.System) { y.Suppliers = "Acme" }, "RSK ACC EVD"},
		{"autonomy", func(y *inventory.System) { y.Autonomy = inventory.ActsAlone }, "IMP RSK ACC CTL"},
		{"oversight", func(y *inventory.System) { y.Oversight = "Nobody" }, "IMP RSK ACC CTL EVD"},
		{"stage", func(y *inventory.System) { y.Stage = "deployment" }, "IMP RSK ACC CTL"},
		{"jurisdictions", func(y *inventory.System) { y.Jurisdictions = "EU" }, "IMP RSK ACC CTL"},
		{"affected", func(y *inventory.System) { y.Affected = "Children" }, "IMP RSK ACC CTL"},
		{"deployed", func(y *inventory.System) { y.DeployedOn = "2026-11-01" }, "IMP RSK ACC CTL"},
		{"in scope", func(y *inventory.System) { y.InScope = scope.Yes }, "IMP RSK ACC CTL"},
		{"name", func(y *inventory.System) { y.Name = "Sorter" }, ""},
		{"owner", func(y *inventory.System) { y.Owner, y.Unit = "Jo", "Claims" }, ""},
		{"class under the AI Act", func(y *inventory.System) { y.ActReason, y.Notes = "Looked again", "None" }, ""},
		{"spaces alone", func(y *inventory.System) { y.Purpose = " Helps\r\n" }, ""},
	}
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		w := settle(t, db)
		w.want("before any change")
		for _, f := range fields {
			was, err := inventory.New(db).Take(w.ctx, ours)
			w.no(err)
			w.change(ours, f.set)
			w.want(f.name+" changed", of(f.touches)...)
			w.change(ours, func(y *inventory.System) { head := y.Head; *y = was; y.Head = head })
			w.want(f.name + " is as it was")
		}
		w.change("SYS-2026-003", func(y *inventory.System) { y.Models = "Two" })
		w.want("a system without records changed")
		w.change(theirs, func(y *inventory.System) { y.Suppliers = "Acme" })
		w.want("the other system changed", "RSK-2026-002 "+theirs, "RSK-2026-003 "+theirs, "ACC-2026-002 "+theirs, "EVD-2026-003 "+theirs)
	})
}

// What judges a record anew clears it, what does not leaves it, and a confirmation
// holds for the system and the change that were seen.
func TestWhatClearsAMark(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		w := settle(t, db)
		open := map[string]bool{}
		for _, all := range tied {
			for _, ref := range all {
				open[ref+" "+ours] = true
			}
		}
		still := func(what string, gone ...string) {
			w.Helper()
			for _, ref := range gone {
				delete(open, ref+" "+ours)
			}
			var want []string
			for key := range open {
				want = append(want, key)
			}
			w.want(what, want...)
		}
		w.change(ours, func(y *inventory.System) { y.Purpose = "Decides" })
		still("the purpose changed")

		risks := risk.New(db)
		r, err := risks.Take(w.ctx, "RSK-2026-001")
		w.no(err)
		r.Owner = "Jo"
		r, err = risks.Assess(w.ctx, w.lead, r)
		w.no(err)
		still("the risk has another owner")
		r.InherentImpact, r.ResidualReason = 4, "People decide"
		_, err = risks.Assess(w.ctx, w.lead, r)
		w.no(err)
		// Its higher level makes the acceptance stale: it asks for a new one, not for a word.
		still("the risk was assessed anew", "RSK-2026-001", "ACC-2026-001")

		row, err := soa.New(db).Take(w.ctx, oversight)
		w.no(err)
		row.Owner = "Jo"
		row.Row, err = soa.New(db).Decide(w.ctx, w.lead, row.Row)
		w.no(err)
		still("the control has another owner")
		row.Reason = "It is needed more than before"
		w.decide(row.Row)
		still("the control was decided on anew", oversight)

		e, err := w.shelf.Revise(w.ctx, w.lead, evidence.Item{Head: store.Head{Ref: "EVD-2026-001", Version: 1}, Title: "Renamed", Address: "https://example.org/", Supports: []string{ours}})
		w.no(err)
		still("the evidence has another title")
		_, err = w.shelf.Review(w.ctx, aimstest.As(access.Auditor), e.Ref, e.Version, evidence.Accepted, "Fits")
		w.no(err)
		still("the evidence was reviewed", e.Ref)

		_, err = risks.Accept(w.ctx, w.exec, "RSK-2026-001", 3, "still worth it", "2099-01-01")
		w.no(err)
		still("the risk was accepted anew", "ACC-2026-001")

		w.assess(ours)
		still("the impact was assessed anew", "IMP-2026-001")

		s, err := snapshot.Load(w.ctx, db)
		w.no(err)
		seen := int(s.Position.Seq)
		confirm := func(record string) inventory.Confirmation {
			return inventory.Confirmation{Record: record, System: ours, Kinds: []inventory.Kind{inventory.OfPurpose}, Seen: seen}
		}
		w.no(inventory.Confirm(w.ctx, db, w.lead, nil, "Looked at it", []inventory.Confirmation{confirm("RSK-2026-003")}))
		still("the risk was confirmed", "RSK-2026-003")
		w.no(inventory.Confirm(w.ctx, db, w.lead, nil, "Looked at both", []inventory.Confirmation{confirm(logs), confirm("EVD-2026-002")}))
		still("the rest was confirmed together", logs, "EVD-2026-002")

		cnf, err := inventory.Confirmations.Take(w.ctx, db, "CNF-2026-001")
		w.no(err)
		w.no(inventory.Confirmations.Retire(w.ctx, db, w.lead, cnf.Ref, cnf.Version, "too quick"))
		w.want("the confirmation was retired", "RSK-2026-003 "+ours)
		w.no(inventory.Confirm(w.ctx, db, w.lead, nil, "Looked at it well", []inventory.Confirmation{confirm("RSK-2026-003")}))
		w.want("confirmed again")

		w.change(ours, func(y *inventory.System) { y.Purpose = "Judges" })
		w.no(inventory.Confirm(w.ctx, db, w.lead, nil, "From an old page", []inventory.Confirmation{confirm("RSK-2026-003")}))
		if !slices.Contains(w.marked(), "RSK-2026-003 "+ours) {
			w.Error("a confirmation covers a change that was made after the page was shown")
		}
	})
}

// A batch that is undone has judged nothing; a past moment gives its own answer; and
// a mark says since when and because of whom.
func TestMarksFollowTheTrail(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		w := settle(t, db)
		w.change(ours, func(y *inventory.System) { y.Models = "Two" })
		then, err := snapshot.Load(w.ctx, db)
		w.no(err)
		m := then.ToConfirmOf("RSK-2026-003")
		if len(m) != 1 || m[0].By != w.lead.Name || m[0].Since == "" || m[0].Title != "Of both" || len(m[0].Changed) != 1 || m[0].Changed[0].Before != "One" || m[0].Changed[0].After != "Two" {
			w.Fatalf("the mark says %+v", m)
		}
		w.change(ours, func(y *inventory.System) { y.Suppliers = "Acme" })
		now, err := snapshot.Load(w.ctx, db)
		w.no(err)
		if again := now.ToConfirmOf("RSK-2026-003")[0]; again.Since != m[0].Since || len(again.Kinds()) != 2 || again.Seq <= m[0].Seq {
			w.Errorf("after a second change the mark says %+v", again)
		}

		out, err := inventory.New(db).Amend(w.ctx, w.lead, store.Choice{Refs: []string{theirs}, Seen: now.Position.Seq, Expected: 1}, inventory.Change{Stage: "deployment"})
		w.no(err)
		if !slices.Contains(w.marked(), "RSK-2026-002 "+theirs) {
			w.Error("a change of many systems marks nothing")
		}
		_, err = db.TakeBack(w.ctx, w.lead, access.EditSystem, out.Batch, inventory.Registers()[0])
		w.no(err)
		if slices.Contains(w.marked(), "RSK-2026-002 "+theirs) {
			w.Error("a change that was undone still marks")
		}

		pick := soa.Pick{Key: oversight, Version: 1}
		w.change(ours, func(y *inventory.System) { y.Oversight = "Nobody" })
		batch, _, err := soa.New(db).DecideMany(w.ctx, w.lead, []soa.Pick{pick}, soa.Change{Status: soa.InProgress})
		w.no(err)
		if slices.Contains(w.marked(), oversight+" "+ours) {
			w.Error("a row that was decided with others is still to be confirmed")
		}
		_, err = soa.New(db).Undo(w.ctx, w.lead, batch)
		w.no(err)
		if !slices.Contains(w.marked(), oversight+" "+ours) {
			w.Error("a decision that was undone still counts")
		}

		w.no(inventory.New(db).Retire(w.ctx, w.lead, ours, w.versionOf(ours), "switched off"))
		w.want("a retired system leaves nothing to be confirmed")
		past, err := snapshot.AsOf(w.ctx, db, then.Position.At)
		w.no(err)
		if diff := cmp.Diff(keys(then), keys(past)); then.Position.Seq == past.Position.Seq && diff != "" {
			w.Errorf("as of then (-then +as of):\n%s", diff)
		}
	})
}

func (w land) versionOf(ref string) int {
	y, err := inventory.New(w.db).Take(w.ctx, ref)
	w.no(err)
	return y.Version
}
