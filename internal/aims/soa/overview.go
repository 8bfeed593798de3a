package soa

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Uses counts what the rest of the system has to do with a control.
type Uses struct {
	Risks       int // risks in force that name it
	Treated     int // those of them that are mitigated or shared, so that they rely on it
	Measures    int // impact assessments in force with a measure that uses it
	Obligations int // obligations in force that are met by it
	Evidence    int // items in force that support it
	Current     int // those of them that are neither expired nor rejected in review
}

// Driven says whether a risk, an impact assessment or an obligation asks for the control.
func (u Uses) Driven() bool { return u.Risks+u.Measures+u.Obligations > 0 }

// Line is a row of the Statement with all that is joined to it.
type Line struct {
	Row
	Name    string // title in the catalogue, or the own control's
	Group   string // objective of Annex A: "A.6.2"; empty for own controls
	Uses    Uses
	Remarks []Remark
}

// ID is the control's number as people write it: "A.5.4", "CTL-2026-001".
func (l Line) ID() string { return controls.Key(l.Ref).ID() }

// Decided says whether the row is included or excluded.
func (l Line) Decided() bool { return l.Applicable == scope.Yes || l.Applicable == scope.No }

// Overview is the whole Statement as it stands: the 38 controls of Annex A in
// their order, whether begun or not, then the organisation's own in force.
type Overview struct {
	Lines  []Line
	Latest Version // the newest approved version without its rows; number 0 when there is none
}

// Decided counts the rows that are included or excluded.
func (o Overview) Decided() int {
	n := 0
	for _, l := range o.Lines {
		if l.Decided() {
			n++
		}
	}
	return n
}

// Remarks lists what the linter holds against the rows, in their order.
func (o Overview) Remarks() []Remark {
	var all []Remark
	for _, l := range o.Lines {
		all = append(all, l.Remarks...)
	}
	return all
}

// Overview gives the Statement; it is read with seven statements, whatever the
// number of risks, and only when something has changed. Treat it as read-only.
func (s *Statements) Overview(ctx context.Context) (Overview, error) {
	var o Overview
	err := s.db.Consistent(ctx, func(q *gorm.DB) error {
		today := s.db.Now().Day()
		var err error
		o, err = s.overview.get(q, string(today), func(q *gorm.DB) (Overview, error) { return overview(q, today) })
		return err
	})
	return o, err
}

func overview(q *gorm.DB, today when.Day) (Overview, error) {
	lines, err := lines(q)
	if err != nil {
		return Overview{}, err
	}
	if err := count(q, lines, today); err != nil {
		return Overview{}, err
	}
	byControl := map[string][]Remark{}
	for _, r := range Lint(lines, today) {
		byControl[r.Control] = append(byControl[r.Control], r)
	}
	for i := range lines {
		lines[i].Remarks = byControl[lines[i].Ref]
	}
	latest, err := latest(q.Omit("rows"))
	return Overview{lines, latest}, err
}

// lines joins the catalogue with the stored rows.
func lines(q *gorm.DB) ([]Line, error) {
	rows, err := store.All[Row](q)
	if err != nil {
		return nil, err
	}
	stored := make(map[string]Row, len(rows))
	for _, r := range rows {
		stored[r.Ref] = r
	}
	catalogue := controls.MustLoad()
	all := make([]Line, 0, len(catalogue.Controls)+len(rows))
	for _, c := range catalogue.Controls {
		key := c.Key().String()
		all = append(all, Line{Row: begun(key, stored[key]), Name: c.Title, Group: c.Group})
	}
	for _, r := range rows {
		if r.Own && !r.Retired() {
			all = append(all, Line{Row: r, Name: r.Title})
		}
	}
	return all, nil
}

// begun is a row of Annex A as people see it: one that is not stored, or whose
// making was undone, is undecided. The version stays, for the next decision.
func begun(key string, r Row) Row {
	if r.Ref == "" || r.Retired() {
		return Row{Head: store.Head{Ref: key, Version: r.Version}, Applicable: scope.Undecided}
	}
	return r
}

// Take reads one row by key or number, a control of Annex A also before anything
// was decided about it. What is joined to it is left out.
func (s *Statements) Take(ctx context.Context, given string) (Line, error) {
	key, err := Key(given)
	if err != nil {
		return Line{}, err
	}
	c, annexA := controls.MustLoad().Control(key)
	if !annexA {
		row, err := store.Take[Row](s.db.Read(ctx), key)
		return Line{Row: row, Name: row.Title}, err
	}
	var rows []Row
	if err := s.db.Read(ctx).Where("ref = ?", key).Limit(1).Find(&rows).Error; err != nil {
		return Line{}, fmt.Errorf("soa: row %s: %w", key, err)
	}
	l := Line{Row: begun(key, Row{}), Name: c.Title, Group: c.Group}
	if len(rows) == 1 {
		l.Row = begun(key, rows[0])
	}
	return l, nil
}

// Neighbours finds the keys next to a control that wait for a decision, in the
// order of the Statement; empty where there is none.
func (s *Statements) Neighbours(ctx context.Context, key string) (prev, next string, err error) {
	all, err := lines(s.db.Read(ctx).Select("ref", "version", "retired_on", "own", "title", "applicable"))
	passed := false
	for _, l := range all {
		switch {
		case l.Ref == key:
			passed = true
		case l.Decided():
		case !passed:
			prev = l.Ref
		default:
			return prev, l.Ref, err
		}
	}
	return prev, "", err
}

// tally is one line of a grouped count.
type tally struct {
	Control         string
	Risks, Treated  int
	Measures        int
	Obligations     int
	Evidence, Valid int
}

// count fills the uses of all lines with one grouped statement a register.
func count(q *gorm.DB, lines []Line, today when.Day) error {
	keys, at := make([]string, len(lines)), make(map[string]*Uses, len(lines))
	for i := range lines {
		keys[i], at[lines[i].Ref] = lines[i].Ref, &lines[i].Uses
	}
	risks, err := riskUses(q, keys)
	if err != nil {
		return err
	}
	for _, t := range risks {
		at[t.Control].Risks, at[t.Control].Treated = t.Risks, t.Treated
	}
	var measures, evidence []tally
	err = impactLinks(q, keys).Select("l.target AS control, COUNT(*) AS measures").Group("l.target").Scan(&measures).Error
	if err != nil {
		return fmt.Errorf("soa: impact measures: %w", err)
	}
	for _, t := range measures {
		at[t.Control].Measures = t.Measures
	}
	var duties []tally
	err = obligationLinks(q, keys).Select("l.target AS control, COUNT(*) AS obligations").Group("l.target").Scan(&duties).Error
	if err != nil {
		return fmt.Errorf("soa: obligations: %w", err)
	}
	for _, t := range duties {
		at[t.Control].Obligations = t.Obligations
	}
	err = evidenceLinks(q, keys).Group("l.target").
		Select("l.target AS control, COUNT(*) AS evidence, SUM(CASE WHEN e.review <> 'rejected' AND (e.valid_until = '' OR e.valid_until >= ?) THEN 1 ELSE 0 END) AS valid", today).
		Scan(&evidence).Error
	if err != nil {
		return fmt.Errorf("soa: evidence: %w", err)
	}
	for _, t := range evidence {
		at[t.Control].Evidence, at[t.Control].Current = t.Evidence, t.Valid
	}
	return nil
}

func riskUses(q *gorm.DB, keys []string) ([]tally, error) {
	var found []tally
	err := riskLinks(q, keys).Group("l.target").
		Select("l.target AS control, COUNT(*) AS risks, SUM(CASE WHEN r.treatment IN ? THEN 1 ELSE 0 END) AS treated", reliant).
		Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("soa: risks: %w", err)
	}
	return found, nil
}

// reliant are the treatments that work through controls.
var reliant = []risk.Treatment{risk.Mitigate, risk.Share}

// riskLinks joins controls with the risks in force that name them.
func riskLinks(q *gorm.DB, keys []string) *gorm.DB {
	return q.Table("links AS l").Joins("JOIN risks AS r ON r.ref = l.ref").
		Where("l.target IN ? AND l.register = ? AND r.retired_on = '' AND r.status <> ?", keys, risk.Risk{}.TableName(), risk.Closed)
}

// impactLinks joins controls with the impact assessments whose measures use them.
func impactLinks(q *gorm.DB, keys []string) *gorm.DB {
	return q.Table("links AS l").Joins("JOIN impact_assessments AS a ON a.ref = l.ref").
		Where("l.target IN ? AND l.register = ? AND a.retired_on = '' AND a.state <> ?", keys, impact.Assessment{}.TableName(), impact.Superseded)
}

// obligationLinks joins controls with the obligations in force that are met by them.
func obligationLinks(q *gorm.DB, keys []string) *gorm.DB {
	return q.Table("links AS l").Joins("JOIN obligations AS o ON o.ref = l.ref").
		Where("l.target IN ? AND l.register = ? AND o.retired_on = ''", keys, scope.Obligation{}.TableName())
}

// kindOf is the kind of driver that an obligation is, by where it comes from.
var kindOf = map[scope.Duty]DriverKind{
	scope.ByLaw: DriverLegal, scope.ByContract: DriverContract, scope.ByStandard: DriverGoodPractice, scope.ByEthics: DriverGoodPractice,
}

// obligations joins the obligations as drivers, sorted to their controls and kinds.
func obligations(q *gorm.DB, keys []string) (map[string][]Driver, error) {
	var all []struct {
		Control, Ref, Title string
		Duty                scope.Duty
	}
	err := obligationLinks(q, keys).Select("l.target AS control, o.ref AS ref, o.title AS title, o.duty AS duty").Order("control, ref").Scan(&all).Error
	if err != nil {
		return nil, fmt.Errorf("soa: obligations: %w", err)
	}
	by := map[string][]Driver{}
	for _, o := range all {
		by[o.Control] = append(by[o.Control], Driver{kindOf[o.Duty], o.Ref, o.Title})
	}
	return by, nil
}

// evidenceLinks joins controls with the evidence that supports them. Its table is
// named here because evidence serves all stages and belongs to none.
func evidenceLinks(q *gorm.DB, keys []string) *gorm.DB {
	return q.Table("links AS l").Joins("JOIN evidence_items AS e ON e.ref = l.ref").
		Where("l.target IN ? AND l.register = 'evidence_items' AND e.retired_on = ''", keys)
}

// Query narrows the Statement. Empty fields do not narrow.
type Query struct {
	Text       string // in number, title, reason, owner
	Applicable scope.Answer
	Status     Status
	Remarked   bool // only decided rows that the linter has something against
}

// Narrow keeps the lines that fit.
func Narrow(lines []Line, q Query) []Line {
	var kept []Line
	for _, l := range lines {
		if q.fits(l) {
			kept = append(kept, l)
		}
	}
	return kept
}

func (q Query) fits(l Line) bool {
	text := strings.ToLower(strings.Join([]string{l.ID(), l.Name, l.Reason, l.Owner}, "\n"))
	return strings.Contains(text, strings.ToLower(strings.TrimSpace(q.Text))) &&
		(q.Applicable == "" || l.Applicable == q.Applicable) &&
		(q.Status == "" || l.Status == q.Status) &&
		(!q.Remarked || l.Decided() && len(l.Remarks) > 0)
}

// Risks gives a page of the risks in force that name a control, those with the
// highest residual level first.
func (s *Statements) Risks(ctx context.Context, key, at string) (store.Page[risk.Risk], error) {
	q := s.db.Read(ctx)
	naming := q.Model(&store.Link{}).Select("ref").Where("register = ? AND target = ?", risk.Risk{}.TableName(), key)
	q = store.InForce(q, true).Where("status <> ? AND ref IN (?)", risk.Closed, naming)
	return store.List(q, store.Order{Column: "residual_level", Desc: true}, at, func(r risk.Risk) (any, string) { return r.ResidualLevel, r.Ref })
}

// Obligations lists the obligations in force that are met by a control, as drivers.
func (s *Statements) Obligations(ctx context.Context, key string) ([]Driver, error) {
	found, err := obligations(s.db.Read(ctx), []string{key})
	return found[key], err
}

// Impacts lists the impact assessments in force with a measure by a control; the
// note of each is the AI system it is about.
func (s *Statements) Impacts(ctx context.Context, key string) ([]Driver, error) {
	found, err := join(impactJoin(s.db.Read(ctx), []string{key}))
	return with(nil, DriverImpact, found[key]), err
}
