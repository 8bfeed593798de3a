package risk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
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
	Text      string // in title, description, category, owner or reference
	Band      string // name of the residual band
	Inherent  *Cell
	Residual  *Cell
	System    string // SYS reference
	Kind      Kind
	Treatment Treatment
	Status    Status
	Current   bool     // not closed
	Above     bool     // needs acceptance; see [Risk.NeedsAcceptance]
	Overdue   when.Day // whose review day has passed on this day
	Library   string   // drawn from this entry of the risk library
	Retired   bool     // the retired ones instead of those in force
	store.Place
}

// sorts are the orders of the register.
var sorts = store.Sorts{
	"ref": "ref", "title": "title", "inherent": "inherent_level", "residual": "residual_level", "treatment": "treatment",
	"owner": "owner", "status": "status", "category": "category", "review": "review_on", "updated": "updated_at",
}

// UsualSort ranks the register for treatment (6.1.2): what remains most, first.
const UsualSort = "-residual"

// List gives one page of the register; c are the criteria in force, which say
// where bands and threshold lie. An unknown sort is the usual one.
func (s *Risks) List(ctx context.Context, c Criteria, q Query) (store.Page[Risk], error) {
	return store.ListBy[Risk](q.where(s.db.Read(ctx), c), sorts, UsualSort, q.Place)
}

// Refs gives the references of all risks that fit a query.
func (s *Risks) Refs(ctx context.Context, c Criteria, q Query) ([]string, error) {
	return store.Refs[Risk](q.where(s.db.Read(ctx), c))
}

func (q Query) where(db *gorm.DB, c Criteria) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "title", "description", "category", "owner", "ref")
	}
	if q.System != "" {
		db = db.Where("ref IN (SELECT ref FROM links WHERE register = ? AND target = ?)", Risk{}.TableName(), q.System)
	}
	for _, f := range [][2]string{{"kind", string(q.Kind)}, {"treatment", string(q.Treatment)}, {"status", string(q.Status)}, {"library", q.Library}} {
		if f[1] != "" {
			db = db.Where(f[0]+" = ?", f[1])
		}
	}
	if q.Overdue != "" {
		db = db.Where("status <> ? AND review_on <> '' AND review_on < ?", Closed, q.Overdue)
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

// Spread counts the current risks of a kind by cell, before and after treatment.
// Closed and retired risks do not count.
type Spread struct{ Inherent, Residual map[Cell]int }

// Matrix counts the risks of a kind for its matrix, in one statement.
func (s *Risks) Matrix(ctx context.Context, kind Kind) (Spread, error) {
	var rows []struct{ IL, II, RL, RI, N int }
	q := Query{Kind: kind, Current: true}.where(s.db.Read(ctx).Model(&Risk{}), Criteria{})
	err := q.Select("inherent_likelihood AS il, inherent_impact AS ii, residual_likelihood AS rl, residual_impact AS ri, COUNT(*) AS n").
		Group("inherent_likelihood, inherent_impact, residual_likelihood, residual_impact").Scan(&rows).Error
	if err != nil {
		return Spread{}, fmt.Errorf("risk: matrix: %w", err)
	}
	spread := Spread{map[Cell]int{}, map[Cell]int{}}
	for _, r := range rows {
		spread.Inherent[Cell{r.IL, r.II}] += r.N
		spread.Residual[Cell{r.RL, r.RI}] += r.N
	}
	return spread, nil
}

// Reach gives the highest steps that risks in force are scored with: a scale may
// not become shorter than that.
func (s *Risks) Reach(ctx context.Context) (Cell, error) {
	var top struct{ IL, II, RL, RI int }
	err := store.InForce(s.db.Read(ctx).Model(&Risk{}), true).
		Select("COALESCE(MAX(inherent_likelihood), 0) AS il, COALESCE(MAX(inherent_impact), 0) AS ii, " +
			"COALESCE(MAX(residual_likelihood), 0) AS rl, COALESCE(MAX(residual_impact), 0) AS ri").Scan(&top).Error
	if err != nil {
		return Cell{}, fmt.Errorf("risk: reach of the scores: %w", err)
	}
	return Cell{max(top.IL, top.RL), max(top.II, top.RI)}, nil
}
