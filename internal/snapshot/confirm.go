package snapshot

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// What is to be confirmed after a change of an AI system is worked out, never written:
// the trail holds how each system stood at each position, and at which position each
// record was last judged. A record is to be confirmed where the system differs, in a
// field that bears on the record (inventory.Effects), from how it stood when the record
// was last judged or confirmed. So a change that is taken back leaves nothing behind,
// and any past moment gives the answer of that moment.

// Mark is one record that a change of an AI system has put in question.
type Mark struct {
	Record  string // a reference, or the key of a control
	Prefix  string // of its register, as inventory.Effects names it
	Title   string
	Owner   string
	System  string // SYS reference
	Changed []inventory.Difference
	Seq     int64 // position of the newest of the changes
	Since   when.Instant
	By      string // who made the first of the changes that still hold
	judged  int64  // position at which the record was last judged or confirmed
}

// Judges are the rules of the stages by which a person may not confirm a record.
var Judges = inventory.Judges{"IMP": impact.MayConfirm, "EVD": evidence.MayConfirm}

// Kinds are the kinds of change, in the order of the table.
func (m Mark) Kinds() []inventory.Kind {
	var out []inventory.Kind
	for _, d := range m.Changed {
		if !slices.Contains(out, d.Kind) {
			out = append(out, d.Kind)
		}
	}
	return out
}

// Past is an AI system as it stood from a position on.
type Past struct {
	inventory.State
	Seq int64
	At  when.Instant
	By  string
}

// judging are the acts by which a record is judged anew, by table. Whoever changes an
// owner or a day judges nothing.
var judging = map[string][]string{
	impact.Assessment{}.TableName(): {"approve"},
	risk.Risk{}.TableName():         {"identify", "assess"},
	risk.Acceptance{}.TableName():   {"accept"},
	soa.Row{}.TableName():           {"decide", "add control"},
	evidence.Item{}.TableName():     {"add", "replace", "review"},
}

// remember reads what the trail knows of systems and judgements.
func (s *Snapshot) remember(r *reader) {
	s.rememberSystems(r)
	for _, table := range []string{impact.Assessment{}.TableName(), risk.Risk{}.TableName(), risk.Acceptance{}.TableName(), soa.Row{}.TableName(), evidence.Item{}.TableName()} {
		r.step(table, func(refs []string) error {
			found, err := store.LastActs(r.q, table, judging[table], r.seq, refs)
			s.judged = merged(s.judged, refs, found)
			return err
		})
	}
}

// step runs a reading of the trail: for the records of a table that moved, or with no
// references for all.
func (r *reader) step(table string, read func(refs []string) error) {
	if r.err != nil || r.near && len(r.moved[table]) == 0 {
		return
	}
	r.err = read(r.moved[table])
}

// merged puts what was found in place of what was known of some keys; the map before
// stays as it is, because an earlier snapshot has it too.
func merged[V any](before map[string]V, keys []string, found map[string]V) map[string]V {
	out := make(map[string]V, len(before)+len(found))
	for k, v := range before {
		out[k] = v
	}
	for _, k := range keys {
		delete(out, k)
	}
	for k, v := range found {
		out[k] = v
	}
	return out
}

// ToConfirm lists every record that is to be confirmed, by system and register.
func (s *Snapshot) ToConfirm() []Mark { return s.by.marks }

// ToConfirmOf lists what is to be confirmed of one record; one entry for each system
// that changed.
func (s *Snapshot) ToConfirmOf(record string) []Mark { return at(s.by.marks, s.by.marked[record]) }

// SeenAt is a mark as a person saw it who saw the trail up to a position: without what
// changed later. It is false where nothing was in question then.
func (s *Snapshot) SeenAt(m Mark, seq int64) (Mark, bool) {
	pasts := s.Pasts[m.System]
	for len(pasts) > 0 && pasts[len(pasts)-1].Seq > seq {
		pasts = pasts[:len(pasts)-1]
	}
	if len(pasts) == 0 {
		return m, false
	}
	return question(pasts, tie{m.Record, m.Prefix, m.Title, m.Owner}, m.judged)
}

// indexMarks works out what is to be confirmed.
func (s *Snapshot) indexMarks() {
	confirmed := map[[2]string]int64{}
	for _, c := range s.Confirmations {
		if key := [2]string{c.Record, c.System}; !c.Retired() {
			confirmed[key] = max(confirmed[key], int64(c.Seen))
		}
	}
	var ties map[string][]tie
	for i := range s.Systems {
		y := &s.Systems[i]
		if y.Retired() || len(s.Pasts[y.Ref]) < 2 {
			continue
		}
		if ties == nil {
			ties = s.ties()
		}
		for _, t := range s.tiedTo(y, ties) {
			since := max(s.judged[t.ref], confirmed[[2]string{t.ref, y.Ref}])
			if m, ok := question(s.Pasts[y.Ref], t, since); ok {
				s.by.marks = append(s.by.marks, m)
			}
		}
	}
	s.by.marked = map[string][]int{}
	for i, m := range s.by.marks {
		place(s.by.marked, i, m.Record)
	}
}

// question compares a system as it is with how it stood at a position.
func question(pasts []Past, t tie, since int64) (Mark, bool) {
	was := 0
	for i := range pasts {
		if pasts[i].Seq <= since {
			was = i
		}
	}
	now := len(pasts) - 1
	m := Mark{Record: t.ref, Prefix: t.prefix, Title: t.title, Owner: t.owner, System: pasts[now].Ref, Seq: pasts[now].Seq, judged: since}
	m.Changed = bearing(&pasts[was].State, &pasts[now].State, t.prefix)
	if len(m.Changed) == 0 {
		return m, false
	}
	for i := was + 1; i <= now; i++ {
		still := bearing(&pasts[was].State, &pasts[i].State, t.prefix)
		if slices.ContainsFunc(still, func(d inventory.Difference) bool {
			return slices.ContainsFunc(m.Changed, func(c inventory.Difference) bool { return c.Field == d.Field })
		}) {
			m.Since, m.By = pasts[i].At, pasts[i].By
			break
		}
	}
	return m, true
}

// bearing are the differences that bear on the records of a register.
func bearing(was, now *inventory.State, prefix string) []inventory.Difference {
	return slices.DeleteFunc(inventory.Differences(was, now), func(d inventory.Difference) bool { return d.Kind.Because(prefix) == "" })
}

// tie is a record that relies on what is known of a system.
type tie struct{ ref, prefix, title, owner string }

// ties are the risks in force by the system that they are about, with their
// acceptances.
func (s *Snapshot) ties() map[string][]tie {
	out := map[string][]tie{}
	for i := range s.by.current {
		r := &s.by.current[i]
		accepted, has := s.AcceptanceOf(r.Ref)
		if has {
			has, _ = accepted.Stands(*r, s.Today())
		}
		for _, y := range r.Systems {
			out[y] = append(out[y], tie{r.Ref, "RSK", r.Title, r.Owner})
			if has {
				out[y] = append(out[y], tie{accepted.Ref, "ACC", r.Title, accepted.By})
			}
		}
	}
	return out
}

// tiedTo lists every record in force that relies on what is known of a system: its
// approved assessment, its risks and their acceptances, the rows of the Statement that
// these rely on or that name it, and the evidence for any of them.
func (s *Snapshot) tiedTo(y *inventory.System, risks map[string][]tie) []tie {
	var out []tie
	about := []string{y.Ref} // what evidence can be about
	var relied []string      // controls
	if a, ok := s.AssessmentOf(y.Ref); ok {
		out = append(out, tie{a.Ref, "IMP", y.Name, y.Owner})
		about = append(about, a.Ref)
		for _, m := range a.Measures {
			relied = append(relied, m.Control)
		}
	}
	out = append(out, risks[y.Ref]...)
	for _, t := range risks[y.Ref] {
		about = append(about, t.ref)
		if r, ok := s.riskAt(t.ref); ok {
			relied = append(relied, r.Controls...)
		}
	}
	out = append(out, s.rowsFor(y.Ref, about, relied)...)
	seen := map[int]bool{}
	for _, target := range about {
		for _, i := range s.by.evidence[target] {
			if e := &s.Evidence[i]; !seen[i] {
				seen[i] = true
				out = append(out, tie{e.Ref, "EVD", e.Title, e.Owner})
			}
		}
	}
	return out
}

// rowsFor are the decided rows of the Statement that rely on a system.
func (s *Snapshot) rowsFor(system string, about, relied []string) []tie {
	var out []tie
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Retired() || row.Applicable != scope.Yes && row.Applicable != scope.No {
			continue
		}
		drives := func(d soa.Driver) bool { return d.Ref != "" && slices.Contains(about, d.Ref) }
		if slices.Contains(relied, row.Ref) || slices.Contains(row.Systems, system) || slices.ContainsFunc(row.Drivers, drives) {
			out = append(out, tie{row.Ref, "CTL", rowTitle(row), row.Owner})
		}
	}
	return out
}

func rowTitle(r *soa.Row) string {
	c, _ := controls.MustLoad().Control(r.Ref)
	return cmp.Or(r.Title, c.Title)
}

func (s *Snapshot) riskAt(ref string) (risk.Risk, bool) {
	i, ok := slices.BinarySearchFunc(s.Risks, ref, func(r risk.Risk, ref string) int {
		return cmp.Or(cmp.Compare(len(r.Ref), len(ref)), cmp.Compare(r.Ref, ref))
	})
	if !ok {
		return risk.Risk{}, false
	}
	return s.Risks[i], true
}
