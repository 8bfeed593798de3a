package risk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/store"
)

// Cell is a place in the matrix. The zero Cell holds what is not assessed yet.
type Cell struct{ Likelihood, Impact int }

// String writes the cell as addresses carry it: "3x4".
func (c Cell) String() string { return strconv.Itoa(c.Likelihood) + "x" + strconv.Itoa(c.Impact) }

// ParseCell reads "3x4".
func ParseCell(s string) (Cell, bool) {
	l, i, found := strings.Cut(s, "x")
	likelihood, errL := strconv.Atoi(l)
	impact, errI := strconv.Atoi(i)
	if !found || errL != nil || errI != nil || likelihood < 0 || impact < 0 {
		return Cell{}, false
	}
	return Cell{likelihood, impact}, true
}

// Query narrows the register. Empty fields do not narrow.
type Query struct {
	Text      string // in title, description, category, owner, reference or source
	Band      string // name of the residual band
	Inherent  *Cell
	Residual  *Cell
	System    string // SYS reference
	Kind      Kind
	Treatment Treatment
	Status    Status
	Current   bool   // not closed
	Above     bool   // needs acceptance; see [Risk.NeedsAcceptance]
	Retired   bool   // the retired ones instead of those in force
	Sort      string // "residual", "inherent", "title" or "updated"; "-" before it turns the order round
	At        string
}

// orders are the sorts of the register, each with its value for the cursor.
var orders = map[string]struct {
	column string
	value  func(Risk) any
}{
	"residual": {"residual_level", func(r Risk) any { return r.ResidualLevel }},
	"inherent": {"inherent_level", func(r Risk) any { return r.InherentLevel }},
	"title":    {"title", func(r Risk) any { return r.Title }},
	"updated":  {"updated_at", func(r Risk) any { return r.UpdatedAt }},
}

// DefaultSort ranks the register for treatment (6.1.2): what remains most, first.
const DefaultSort = "-residual"

// List gives one page of the register; c are the criteria in force, which say
// where bands and threshold lie. An unknown sort is the default one.
func (s *Risks) List(ctx context.Context, c Criteria, q Query) (store.Page[Risk], error) {
	name, desc := strings.CutPrefix(q.Sort, "-")
	by, ok := orders[name]
	if !ok {
		by, desc = orders["residual"], true
	}
	return store.List(q.where(s.db.Read(ctx), c), store.Order{Column: by.column, Desc: desc}, q.At,
		func(r Risk) (any, string) { return by.value(r), r.Ref })
}

func (q Query) where(db *gorm.DB, c Criteria) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "title", "description", "category", "owner", "ref", "source")
	}
	if q.System != "" {
		db = db.Where("ref IN (SELECT ref FROM links WHERE register = ? AND target = ?)", Risk{}.TableName(), q.System)
	}
	for _, f := range [][2]string{{"kind", string(q.Kind)}, {"treatment", string(q.Treatment)}, {"status", string(q.Status)}} {
		if f[1] != "" {
			db = db.Where(f[0]+" = ?", f[1])
		}
	}
	if q.Current {
		db = db.Where("status <> ?", Closed)
	}
	return q.whereLevel(db, c)
}

// whereLevel narrows by what depends on the criteria.
func (q Query) whereLevel(db *gorm.DB, c Criteria) *gorm.DB {
	if q.Band != "" {
		from, to, _ := c.Range(q.Band) // an unknown band is 0 to 0, where no assessed risk lies
		db = db.Where("residual_level BETWEEN ? AND ? AND residual_level > 0", from, to)
	}
	if q.Inherent != nil {
		db = db.Where("inherent_likelihood = ? AND inherent_impact = ?", q.Inherent.Likelihood, q.Inherent.Impact)
	}
	if q.Residual != nil {
		db = db.Where("residual_likelihood = ? AND residual_impact = ?", q.Residual.Likelihood, q.Residual.Impact)
	}
	if q.Above {
		db = db.Where("kind = ? AND status <> ? AND residual_level > ?", Threat, Closed, c.threshold())
	}
	return db
}

// threshold is the acceptance threshold; while no criteria are in force nothing lies above it.
func (c Criteria) threshold() int {
	if !c.InForce() {
		return MaxSteps * MaxSteps
	}
	return c.AcceptUpTo
}

// Spread counts the current threats by cell, before and after treatment. Closed
// and retired risks do not count, nor do opportunities.
type Spread struct{ Inherent, Residual map[Cell]int }

// Matrix counts for the risk matrix, in two statements.
func (s *Risks) Matrix(ctx context.Context) (Spread, error) {
	inherent, err := s.count(ctx, "inherent_likelihood", "inherent_impact")
	if err != nil {
		return Spread{}, err
	}
	residual, err := s.count(ctx, "residual_likelihood", "residual_impact")
	return Spread{inherent, residual}, err
}

func (s *Risks) count(ctx context.Context, likelihood, impact string) (map[Cell]int, error) {
	var rows []struct{ Likelihood, Impact, N int }
	q := Query{Kind: Threat, Current: true}.where(s.db.Read(ctx).Model(&Risk{}), Criteria{})
	err := q.Select(likelihood + " AS likelihood, " + impact + " AS impact, COUNT(*) AS n").
		Group(likelihood + ", " + impact).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("risk: matrix: %w", err)
	}
	cells := make(map[Cell]int, len(rows))
	for _, r := range rows {
		cells[Cell{r.Likelihood, r.Impact}] = r.N
	}
	return cells, nil
}
