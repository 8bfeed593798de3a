package soa

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Proposal is the Statement as it would be approved now.
type Proposal struct {
	Overview Overview
	Last     Version // the newest approved version with its rows; number 0 when there is none
	Next     Version // what approval would freeze; not stored
	Changes  []RowDiff
}

// Propose freezes the rows for a look: what would be approved, what speaks against
// it, and what has changed since the last approved version. Treat it as read-only.
func (s *Statements) Propose(ctx context.Context) (Proposal, error) {
	var p Proposal
	err := s.db.Consistent(ctx, func(q *gorm.DB) error {
		today := s.db.Now().Day()
		var err error
		p, err = s.proposal.get(q, string(today), func(q *gorm.DB) (Proposal, error) { return propose(q, today) })
		return err
	})
	return p, err
}

func propose(q *gorm.DB, today when.Day) (Proposal, error) {
	o, err := overview(q, today)
	if err != nil {
		return Proposal{}, err
	}
	p := Proposal{Overview: o}
	if p.Last, err = latest(q); err != nil {
		return p, err
	}
	p.Next.Number = p.Last.Number + 1
	if p.Next.Rows, err = freeze(q, o.Lines); err != nil {
		return p, err
	}
	if p.Next.RowsSum, err = Sum(p.Next.Rows); err != nil {
		return p, err
	}
	p.Changes = Diff(p.Last, p.Next)
	return p, nil
}

// Approve freezes the Statement as its next version (6.1.3). It is refused while
// a major remark stands; every one of them is listed.
func (s *Statements) Approve(ctx context.Context, who access.Actor, note string) (Version, error) {
	return s.ApproveSeen(ctx, who, note, "", note)
}

// ApproveSeen approves only what the person has seen: sum is the RowsSum of the
// proposal that was read, and anything else is a conflict. An empty sum does not ask.
// Who decided every row approves them only with a reason, which stands on the
// version: deciding and approving should be two people.
func (s *Statements) ApproveSeen(ctx context.Context, who access.Actor, note, sum, alone string) (Version, error) {
	var v Version
	err := s.db.Write(ctx, who, access.ApproveSoA, func(tx *store.Tx) error {
		p, err := propose(tx.Read(), tx.Now.Day())
		if err != nil {
			return err
		}
		if sum != "" && sum != p.Next.RowsSum {
			return fault.New(fault.Conflict, "The Statement changed while you were reading. What you see now is the newest: read it, then approve.")
		}
		only, err := onlyDecider(tx.Read())
		if err != nil {
			return err
		}
		if only != tx.Who.Ref {
			alone = ""
		}
		if err := p.approvable(note, only == tx.Who.Ref && strings.TrimSpace(alone) == ""); err != nil {
			return err
		}
		ref, err := tx.NextRef("SOA")
		if err != nil {
			return err
		}
		v = p.Next
		v.Head, v.Note, v.ApprovedAlone = store.Head{Ref: ref}, note, alone
		v.ApprovedAt, v.ApprovedBy, v.Role = tx.Now, tx.Who.Name, tx.Who.Role.Title()
		return tx.Create("approve", &v, note)
	})
	return v, err
}

// approvable lists everything that stands in the way.
func (p Proposal) approvable(note string, alone bool) error {
	var l check.List
	for _, r := range Blockers(p.Overview.Remarks()) {
		l.Add(number(r.Control), "%s: %s %s", number(r.Control), r.Message, r.Fix)
	}
	if p.Last.Number > 0 {
		l.Required("note", note, "Say in a sentence why there is a new version: the note is printed with it")
	}
	if alone {
		l.Add("alone", "You decided every row. Let somebody else approve, or say why you approve your own decisions")
	}
	return l.Err()
}

// Decider is the account that decided every row last, by its reference; empty where
// they were several, or nobody.
func (s *Statements) Decider(ctx context.Context) (string, error) {
	return onlyDecider(s.db.Read(ctx))
}

// onlyDecider asks the trail, because rows keep names, and two people may share one.
func onlyDecider(q *gorm.DB) (string, error) {
	var actors []string
	newest := q.Table("trail_entries").Select("MAX(seq)").Where("register = ?", Row{}.TableName()).Group("ref")
	err := q.Table("trail_entries").Distinct("actor").Where("seq IN (?)", newest).Limit(2).Pluck("actor", &actors).Error
	if err != nil {
		return "", fmt.Errorf("soa: who decided: %w", err)
	}
	if len(actors) != 1 {
		return "", nil
	}
	return actors[0], nil
}

// number is a key without its framework.
func number(key string) string { return Line{Row: Row{Head: store.Head{Ref: key}}}.ID() }

// joined is one record that the freezing joins to a control.
type joined struct{ Control, Ref, Title string }

// freeze joins the rows with the records of this moment.
func freeze(q *gorm.DB, lines []Line) ([]Frozen, error) {
	keys := make([]string, len(lines))
	for i, l := range lines {
		keys[i] = l.Ref
	}
	risks, errR := join(riskLinks(q, keys).Select("l.target AS control, r.ref AS ref, r.title AS title"))
	impacts, errI := join(impactJoin(q, keys))
	evidence, errE := join(evidenceLinks(q, keys).Where("e.review <> 'rejected'").Select("l.target AS control, e.ref AS ref, e.title AS title"))
	duties, errD := obligations(q, keys)
	titles, errT := driverTitles(q, lines)
	if err := errors.Join(errR, errI, errE, errT, errD); err != nil {
		return nil, fmt.Errorf("soa: freeze: %w", err)
	}
	frozen := make([]Frozen, len(lines))
	for i, l := range lines {
		f := Frozen{Control: l.Ref, Title: l.Name, Own: l.Own, Applicable: l.Applicable, Reason: l.Reason,
			Status: l.Status, How: l.How, Owner: l.Owner, Systems: slices.Sorted(slices.Values(l.Systems))}
		for _, d := range l.Drivers {
			f.Drivers = append(f.Drivers, Driver{d.Kind, d.Ref, cmp.Or(d.Note, titles[d.Ref])})
		}
		f.Drivers = with(f.Drivers, DriverRisk, risks[l.Ref])
		f.Drivers = with(f.Drivers, DriverImpact, impacts[l.Ref])
		for _, d := range duties[l.Ref] {
			f.Drivers = with(f.Drivers, d.Kind, []joined{{Ref: d.Ref, Title: d.Note}})
		}
		for _, e := range evidence[l.Ref] {
			f.Evidence = append(f.Evidence, e.Ref)
		}
		frozen[i] = f
	}
	return frozen, nil
}

// impactJoin gives impact assessments the name of their AI system for a title.
func impactJoin(q *gorm.DB, keys []string) *gorm.DB {
	return impactLinks(q, keys).Joins("LEFT JOIN systems AS s ON s.ref = a.system").
		Select("l.target AS control, a.ref AS ref, COALESCE(s.name, '') AS title")
}

// with adds the records as drivers, those left out that a person has named already.
func with(drivers []Driver, kind DriverKind, records []joined) []Driver {
	named := map[string]bool{}
	for _, d := range drivers {
		named[d.Ref] = true
	}
	for _, r := range records {
		if !named[r.Ref] {
			drivers = append(drivers, Driver{kind, r.Ref, r.Title})
		}
	}
	return drivers
}

// join runs one joining statement and sorts its records to their controls.
func join(q *gorm.DB) (map[string][]joined, error) {
	var all []joined
	if err := q.Order("control, ref").Scan(&all).Error; err != nil {
		return nil, fmt.Errorf("soa: joined records: %w", err)
	}
	by := map[string][]joined{}
	for _, j := range all {
		by[j.Control] = append(by[j.Control], j)
	}
	return by, nil
}

// driverTitles gives what people call the records that were named by hand, from
// the newest image of each.
func driverTitles(q *gorm.DB, lines []Line) (map[string]string, error) {
	titles := map[string]string{}
	var refs []string
	for _, l := range lines {
		for _, d := range l.Drivers {
			if d.Ref != "" && d.Note == "" {
				refs = append(refs, d.Ref)
			}
		}
	}
	if len(refs) == 0 {
		return titles, nil
	}
	var images []struct{ Ref, Image string }
	newest := q.Table("trail_entries").Select("MAX(seq)").Where("ref IN ?", refs).Group("register, ref")
	err := q.Table("trail_entries").Select("ref", "image").Where("seq IN (?)", newest).Scan(&images).Error
	for _, i := range images {
		titles[i.Ref] = store.TitleOf(i.Image)
	}
	return titles, err
}

// Sum is the SHA-256, in hexadecimal, of frozen rows in their one form: JSON in
// the order of the fields, without HTML escapes, an empty list written as [].
func Sum(rows []Frozen) (string, error) {
	plain := make([]Frozen, len(rows))
	for i, r := range rows {
		r.Drivers, r.Systems, r.Evidence = filled(r.Drivers), filled(r.Systems), filled(r.Evidence)
		plain[i] = r
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(plain); err != nil {
		return "", fmt.Errorf("soa: sum: %w", err)
	}
	sum := sha256.Sum256(bytes.TrimSuffix(out.Bytes(), []byte("\n")))
	return hex.EncodeToString(sum[:]), nil
}

func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Intact says whether the rows of a version still have the sum they were approved with.
func (v Version) Intact() bool {
	sum, err := Sum(v.Rows)
	return err == nil && sum == v.RowsSum
}

// latest is the newest approved version; number 0 when there is none.
func latest(q *gorm.DB) (Version, error) {
	var found []Version
	if err := q.Order("number DESC").Limit(1).Find(&found).Error; err != nil {
		return Version{}, fmt.Errorf("soa: latest version: %w", err)
	}
	if len(found) == 0 {
		return Version{}, nil
	}
	return found[0], nil
}

// Versions lists all approved versions without their rows, the newest first.
func (s *Statements) Versions(ctx context.Context) ([]Version, error) {
	var all []Version
	if err := s.db.Read(ctx).Omit("rows").Order("number DESC").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("soa: versions: %w", err)
	}
	return all, nil
}

// Version gives an approved version and the one before it, which for the first is
// empty. Treat both as read-only.
func (s *Statements) Version(ctx context.Context, ref string) (v, before Version, err error) {
	err = s.db.Consistent(ctx, func(q *gorm.DB) error {
		both, err := s.version.get(q, ref, func(q *gorm.DB) (both [2]Version, err error) {
			if both[0], err = store.Take[Version](q, ref); err != nil {
				return both, err
			}
			both[1], err = latest(q.Where("number < ?", both[0].Number))
			return both, err
		})
		v, before = both[0], both[1]
		return err
	})
	return v, before, err
}
