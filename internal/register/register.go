package register

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// About is what a register is called and what it is for.
type About struct {
	Name      string // on the command line and in the trail's tools: "obligation"
	Prefix    string // of its references: "OBL"
	Title     string // of its list: "Obligations"
	One, Many string // in a sentence: "obligation", "obligations"
	Record    string // the button that begins one: "Record an obligation"
	Lead      string // one sentence below the title
	Clauses   []string
	Verb      string // of the first act: "identify"
	Usual     string // key of the usual order; the first field where empty
	Edit      access.Permission
}

// Altering is the button that changes a record: "Change supplier". A register of changes
// says it another way, because nobody changes a change.
func (a About) Altering() string {
	if strings.HasSuffix(a.One, "change") {
		return "Edit " + a.One
	}
	return "Change " + a.One
}

// Clause is the first of the clauses that ask for the register; empty where none does.
func (a About) Clause() string {
	if len(a.Clauses) == 0 {
		return ""
	}
	return a.Clauses[0]
}

// Rec is a pointer to a record of the store.
type Rec[T any] interface {
	*T
	store.Record
}

// Register is one register with its fields and rules.
type Register[T any, P Rec[T]] struct {
	About

	Fields []Field[T]
	rules  []func(*T, *check.List)
	guards []func(tx *store.Tx, was, now *T) error
}

// New describes a register. The first field names a record.
func New[T any, P Rec[T]](about About, fields ...Field[T]) *Register[T, P] {
	if about.Usual == "" {
		about.Usual = fields[0].Name
	}
	return &Register[T, P]{About: about, Fields: fields}
}

// Rule adds what must hold between the fields of a record.
func (g *Register[T, P]) Rule(rule func(*T, *check.List)) *Register[T, P] {
	g.rules = append(g.rules, rule)
	return g
}

// Guard adds what must hold between a record and the others. It runs inside the act,
// before the record is written, and may write other records in the same act. was is
// nil for a new record.
func (g *Register[T, P]) Guard(guard func(tx *store.Tx, was, now *T) error) *Register[T, P] {
	g.guards = append(g.guards, guard)
	return g
}

// Store is the register as the store knows it.
func (g *Register[T, P]) Store() store.Register {
	return store.Of[T, P](g.Name, g.Prefix, g.Title)
}

// Check says all that is wrong with a record by itself.
func (g *Register[T, P]) Check(rec *T) error {
	var l check.List
	for _, f := range g.Fields {
		f.check(f.get(rec), &l)
	}
	for _, rule := range g.rules {
		rule(rec, &l)
	}
	return l.Err()
}

// What a field may hold at most.
const (
	longLine  = 300
	longProse = 20000
)

func (f Field[T]) check(values []string, l *check.List) {
	whole := strings.Join(values, "\n")
	if f.Must != "" {
		l.Required(f.Name, whole, f.Must)
	}
	switch f.Kind {
	case OneLine:
		l.AtMost(f.Name, whole, longLine)
		if strings.Contains(whole, "\n") {
			l.Add(f.Name, "Write this in one line")
		}
	case Prose, Listed:
		l.AtMost(f.Name, whole, longProse)
	case OnDay:
		for _, v := range values {
			f.day(v, l)
		}
	case OneOf, SomeOf:
		for _, v := range values {
			check.OneOf(l, f.Name, v, offered(f.Options))
		}
	case Record, Records:
		for _, v := range values {
			f.ref(f.Name, v, l)
		}
	case Tabled:
		f.checkLines(values, l)
	case YesNo, Count, Measure:
	}
}

func offered(options []Option) []string {
	out := make([]string, len(options))
	for i, o := range options {
		out[i] = o.Value
	}
	return out
}

// Links are the records and controls that a record names. A record's own Links
// method calls it.
func (g *Register[T, P]) Links(rec *T) []string {
	var out []string
	for _, f := range g.Fields {
		out = append(out, f.names(rec)...)
	}
	return out
}

// names are the records and controls that a field of a record names.
func (f Field[T]) names(rec *T) []string {
	switch f.Kind {
	case Record, Records:
		return f.get(rec)
	case Tabled:
		return f.pointed(f.get(rec))
	default:
		return nil
	}
}

// Add records a new record within an act and gives it its reference.
func (g *Register[T, P]) Add(tx *store.Tx, rec *T) error {
	if err := g.ready(tx, nil, rec); err != nil {
		return err
	}
	ref, err := tx.NextRef(g.Prefix)
	if err != nil {
		return err
	}
	store.HeadOf(P(rec)).Ref = ref
	return tx.Create(g.Verb, P(rec), "")
}

// Revise changes within an act the record that rec names, from the version it carries.
// What is retired stays as it was.
func (g *Register[T, P]) Revise(tx *store.Tx, rec *T) error { return g.ReviseAs(tx, "revise", rec) }

// ReviseAs is Revise under another verb, for acts of a stage that change some fields.
func (g *Register[T, P]) ReviseAs(tx *store.Tx, act string, rec *T) error {
	h := store.HeadOf(P(rec))
	was, err := store.Load[T, P](tx, h.Ref, h.Version)
	if err != nil {
		return err
	}
	if was := store.HeadOf(P(&was)); was.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s and stays as it was. Record a new %s instead.", was.Ref, was.RetiredOn.Human(), g.One)
	}
	if err := g.ready(tx, &was, rec); err != nil {
		return err
	}
	*h = *store.HeadOf(P(&was))
	return tx.Update(act, P(rec), "")
}

func (g *Register[T, P]) ready(tx *store.Tx, was, rec *T) error {
	if err := g.Check(rec); err != nil {
		return err
	}
	if err := g.known(tx, rec); err != nil {
		return err
	}
	for _, guard := range g.guards {
		if err := guard(tx, was, rec); err != nil {
			return err
		}
	}
	return nil
}

// known refuses references of records that are not there.
func (g *Register[T, P]) known(tx *store.Tx, rec *T) error {
	var l check.List
	for _, f := range g.Fields {
		refs := slices.DeleteFunc(slices.Clone(f.names(rec)), func(ref string) bool { return strings.Contains(ref, ":") })
		missing, err := tx.Unknown(refs)
		if err != nil {
			return err
		}
		for _, ref := range missing {
			l.Add(f.Name, "There is no %s here. Choose one that is recorded", ref)
		}
	}
	return l.Err()
}

// Keep records a new record as an act of its own.
func (g *Register[T, P]) Keep(ctx context.Context, db *store.DB, who access.Actor, in T) (T, error) {
	err := db.Write(ctx, who, g.Edit, func(tx *store.Tx) error { return g.Add(tx, &in) })
	return in, err
}

// Change revises a record as an act of its own; in carries its reference and the
// version that the person saw.
func (g *Register[T, P]) Change(ctx context.Context, db *store.DB, who access.Actor, in T) (T, error) {
	err := db.Write(ctx, who, g.Edit, func(tx *store.Tx) error { return g.Revise(tx, &in) })
	return in, err
}

// Retire takes a record out of force from today.
func (g *Register[T, P]) Retire(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
	return db.Write(ctx, who, g.Edit, func(tx *store.Tx) error {
		rec, err := store.Load[T, P](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(P(&rec), reason)
	})
}

// Take reads one record.
func (g *Register[T, P]) Take(ctx context.Context, db *store.DB, ref string) (T, error) {
	return store.Take[T, P](db.Read(ctx), ref)
}

// InForce reads the records in force that a condition leaves, by age. narrow may be nil.
func (g *Register[T, P]) InForce(ctx context.Context, db *store.DB, narrow func(*gorm.DB) *gorm.DB) ([]T, error) {
	q := store.InForce(db.Read(ctx), true)
	if narrow != nil {
		q = narrow(q)
	}
	recs, err := store.All[T, P](q)
	if err != nil {
		return nil, fmt.Errorf("register: %s in force: %w", g.Many, err)
	}
	return recs, nil
}
