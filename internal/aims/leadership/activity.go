package leadership

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// Activity is something that the management system has to do, with the roles that take
// part in it (5.3, A.3.2). That exactly one role answers for it follows from its shape.
type Activity struct {
	store.Head
	Title       string   `json:"title"`
	Clause      string   `json:"clause"`      // of the standard, where one asks for it
	Accountable string   `json:"accountable"` // ROL reference: answers for it
	Responsible []string `json:"responsible" gorm:"serializer:json"`
	Consulted   []string `json:"consulted" gorm:"serializer:json"`
	Informed    []string `json:"informed" gorm:"serializer:json"`
}

// TableName is the table of activities.
func (Activity) TableName() string { return "activities" }

// Links are the roles that take part.
func (a Activity) Links() []string { return Activities.Links(&a) }

// Part is how a role takes part in an activity.
type Part string

// The parts. Who answers for an activity may also do it.
const (
	NoPart  Part = ""
	Does    Part = "R"
	Answers Part = "A"
	Both    Part = "A/R"
	Asked   Part = "C"
	Told    Part = "I"
)

// Parts lists them.
var Parts = []Part{NoPart, Does, Answers, Both, Asked, Told}

// PartOf is how a role takes part.
func (a Activity) PartOf(role string) Part {
	does := slices.Contains(a.Responsible, role)
	switch {
	case a.Accountable == role && does:
		return Both
	case a.Accountable == role:
		return Answers
	case does:
		return Does
	case slices.Contains(a.Consulted, role):
		return Asked
	case slices.Contains(a.Informed, role):
		return Told
	}
	return NoPart
}

// Activities is the register behind the table of who does what.
var Activities = register.New(
	register.About{
		Name: "activity", Prefix: "RCI", Title: "Activities", One: "activity", Many: "activities",
		Record: "Record an activity", Verb: "assign", Edit: access.EditRoles, Clauses: []string{"5.3", "A.3.2"},
		Lead: "What the management system has to do, who does it, and the one role that answers for it.", Usual: "ref",
	},
	register.Line("title", "Activity", func(a *Activity) *string { return &a.Title }).Needed("Name the activity, for example \"Approve the AI policy\""),
	register.Line("clause", "Clause", func(a *Activity) *string { return &a.Clause }).Help("For example: 9.2. Leave it empty where none asks for it.").InList(),
	register.One("accountable", "Answers for it", func(a *Activity) *string { return &a.Accountable }, "ROL").
		Help("Exactly one role.").Needed("Choose the one role that answers for it").InList(),
	register.Many("responsible", "Does it", func(a *Activity) *[]string { return &a.Responsible }, "ROL").InList(),
	register.Many("consulted", "Is asked before", func(a *Activity) *[]string { return &a.Consulted }, "ROL").InList(),
	register.Many("informed", "Is told after", func(a *Activity) *[]string { return &a.Informed }, "ROL").InList(),
).Rule(onePartEach)

// onePartEach refuses two parts of one role, but for doing what one answers for.
func onePartEach(a *Activity, l *check.List) {
	for _, role := range a.Consulted {
		if role == a.Accountable || slices.Contains(a.Responsible, role) {
			l.Add("consulted", "%s takes part already. Choose one part for each role", role)
		}
	}
	for _, role := range a.Informed {
		if role == a.Accountable || slices.Contains(a.Responsible, role) || slices.Contains(a.Consulted, role) {
			l.Add("informed", "%s takes part already. Choose one part for each role", role)
		}
	}
}

// RaciLine is one row of the table as it was filled in. Several roles that answer for it,
// or none, are told apart from one.
type RaciLine struct {
	Ref, Title, Clause string
	Version            int
	Parts              map[string]Part // by ROL reference
	Roles              []string        // the roles in their order, those with no part too
}

// activity reads a line into a record that keeps its place; it says what is wrong with it.
func (n RaciLine) activity() (Activity, error) {
	a := Activity{Head: store.Head{Ref: n.Ref, Version: n.Version}, Title: n.Title, Clause: n.Clause}
	var answer []string
	for _, role := range n.Roles {
		switch n.Parts[role] {
		case Answers:
			answer = append(answer, role)
		case Both:
			answer, a.Responsible = append(answer, role), append(a.Responsible, role)
		case Does:
			a.Responsible = append(a.Responsible, role)
		case Asked:
			a.Consulted = append(a.Consulted, role)
		case Told:
			a.Informed = append(a.Informed, role)
		case NoPart:
		}
	}
	var l check.List
	switch len(answer) {
	case 0:
		l.Add("accountable", "Give one role an A: it answers for “%s”", n.Title)
	case 1:
		a.Accountable = answer[0]
	default:
		l.Add("accountable", "Give only one role an A for “%s”: %d answer for it now", n.Title, len(answer))
	}
	return a, l.Err()
}

// SaveTable records the whole table as one act: what is new, and what changed. The
// messages stand at "row-" and the number of the line, from 0.
func (d *Direction) SaveTable(ctx context.Context, who access.Actor, table []RaciLine) error {
	return d.db.Write(ctx, who, access.EditRoles, func(tx *store.Tx) error {
		var l check.List
		for i, n := range table {
			if err := saveLine(tx, n); err != nil {
				wrong, known := errors.AsType[*check.Error](err)
				if !known {
					return err
				}
				for _, m := range wrong.Messages {
					l.Add(fmt.Sprintf("row-%d", i), "%s", m.Text)
				}
			}
		}
		return l.Err()
	})
}

func saveLine(tx *store.Tx, n RaciLine) error {
	a, err := n.activity()
	if err != nil {
		return err
	}
	if n.Ref == "" {
		return Activities.Add(tx, &a)
	}
	was, err := store.LoadNow[Activity](tx, n.Ref)
	if err != nil {
		return err
	}
	if was.Retired() || was.alike(a) {
		return nil
	}
	return Activities.Revise(tx, &a)
}

// alike says whether two records hold the same but for when they were written.
func (a Activity) alike(b Activity) bool {
	same := func(x, y []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y)))
	}
	return a.Title == b.Title && a.Clause == b.Clause && a.Accountable == b.Accountable &&
		same(a.Responsible, b.Responsible) && same(a.Consulted, b.Consulted) && same(a.Informed, b.Informed)
}
