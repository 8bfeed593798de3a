package sample

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"time"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// builder plays the acts of the story into a workspace.
type builder struct {
	ctx    context.Context //nolint:containedctx // of one build
	today  when.Day
	now    time.Time
	refs   map[string]string // references by id
	people map[string]*Person
	order  []string // ids of the people who can sign in

	db        *store.DB
	accounts  *account.Accounts
	setting   *scope.Setting
	direction *leadership.Direction
	systems   *inventory.Systems
	impact    *impact.Assessments
	risks     *risk.Risks
	soa       *soa.Statements
	shelf     *evidence.Shelf
	comments  *comment.Comments
	verbs     map[string]verb
}

// verb does an act and gives the reference of the record that it was about.
type verb func(a act) (string, error)

func (b *builder) open(db *store.DB, dir string) {
	b.db = db
	b.accounts, b.setting, b.direction = account.New(db), scope.New(db), leadership.New(db)
	b.systems, b.impact, b.risks, b.soa = inventory.New(db), impact.New(db), risk.New(db), soa.New(db)
	b.shelf, b.comments = evidence.New(db, dir), comment.New(db)
	b.shelf.Known = controls.MustLoad().Known
	b.verbs = map[string]verb{
		"set up": b.setUp, "invite": b.invite, "end access": b.endAccess,

		"describe organisation": change(b, b.organisation, b.setting.Describe),
		"identify issue":        create(b, b.setting.Identify),
		"revise issue":          change(b, b.setting.Issue, b.setting.ReviseIssue),
		"retire issue":          retire(b, b.setting.RetireIssue),
		"name party":            create(b, b.setting.NameParty),
		"record need":           create(b, b.setting.RecordNeed),
		"revise need":           change(b, b.setting.Need, b.setting.ReviseNeed),
		"draft scope":           b.draftScope,
		"approve scope":         approve(b, b.setting.ApproveStatement),

		"draft policy":    create(b, b.direction.Draft),
		"revise policy":   change(b, b.direction.Policy, b.direction.Revise),
		"write version":   b.writeVersion,
		"approve version": approve(b, b.direction.ApproveVersion),
		"sign version":    b.sign,
		"assign role":     create(b, b.direction.Assign),
		"revise role":     change(b, b.direction.Role, b.direction.ReviseRole),

		"register system": create(b, b.systems.Register),
		"revise system":   change(b, b.systems.Take, b.systems.Revise),
		"retire system":   retire(b, b.systems.Retire),

		"begin assessment":   create(b, b.impact.Begin),
		"assess":             change(b, b.assessment, b.saveAssessment),
		"finish assessment":  change(b, b.finished, b.saveAssessment),
		"approve assessment": b.approveAssessment,
		"set impact rule":    change(b, b.impactRule, b.impact.SetRule),
		"retire assessment":  retire(b, b.impact.Retire),

		"set criteria":    change(b, b.criteria, b.risks.SetCriteria),
		"identify risk":   create(b, b.risks.Identify),
		"assess risk":     change(b, b.risks.Take, b.risks.Assess),
		"retire risk":     retire(b, b.risks.Retire),
		"accept risk":     b.accept,
		"approve plans":   b.approvePlans,
		"confirm risk":    b.confirm,
		"plan action":     create(b, b.risks.PlanAction),
		"complete action": b.complete,

		"decide control":    b.decide,
		"add control":       create(b, b.soa.AddOwn),
		"approve statement": b.approveStatement,

		"add evidence":     b.addEvidence,
		"replace evidence": b.replaceEvidence,
		"review evidence":  b.review,

		"comment": b.say(comment.Remark),
		"decide":  b.say(comment.Decision),
	}
	b.kept(db)
	b.documents()
}

// play does one act and remembers what its record is called.
func (b *builder) play(a act) error {
	do, ok := b.verbs[a.Do]
	if !ok {
		return fmt.Errorf("there is no such verb")
	}
	if _, known := b.people[a.By]; !known && a.Do != "set up" {
		return fmt.Errorf("%q has no account", a.By)
	}
	ref, err := do(a)
	if err != nil || a.ID == "" || ref == "" {
		return err
	}
	if old, taken := b.refs[a.ID]; taken && old != ref {
		return fmt.Errorf("the id stands for %s already", old)
	}
	b.refs[a.ID] = ref
	return nil
}

func (b *builder) who(id string) access.Actor {
	p := b.people[id]
	return access.Actor{Ref: p.Ref, Name: p.Name, Email: p.Email, Role: p.Role, Via: access.Browser}
}

// refOf reads the reference of any record.
func refOf(rec any) string { return reflect.ValueOf(rec).FieldByName("Ref").String() }

// create is a verb that makes a record of what the act sets.
func create[T any](b *builder, do func(context.Context, access.Actor, T) (T, error)) verb {
	return func(a act) (string, error) {
		var in T
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		rec, err := do(b.ctx, b.who(a.By), in)
		return refOf(rec), err
	}
}

// change is a verb that takes a record and sets some of its fields.
func change[T any](b *builder, take func(context.Context, string) (T, error), do func(context.Context, access.Actor, T) (T, error)) verb {
	return func(a act) (string, error) {
		rec, err := take(b.ctx, b.refs[a.ID])
		if err != nil {
			return "", err
		}
		if err := b.fill(a, &rec); err != nil {
			return "", err
		}
		rec, err = do(b.ctx, b.who(a.By), rec)
		return refOf(rec), err
	}
}

// approve is a verb that needs nothing but the record.
func approve[T any](b *builder, do func(context.Context, access.Actor, string, int) (T, error)) verb {
	return func(a act) (string, error) {
		_, err := do(b.ctx, b.who(a.By), b.refs[a.ID], 0)
		return b.refs[a.ID], err
	}
}

// retire is a verb that needs a reason.
func retire(b *builder, do func(context.Context, access.Actor, string, int, string) error) verb {
	return func(a act) (string, error) {
		var in struct {
			Reason string `json:"reason"`
		}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		return b.refs[a.ID], do(b.ctx, b.who(a.By), b.refs[a.ID], 0, in.Reason)
	}
}

// organisation, criteria and the like give the record whatever the act's id is.
func (b *builder) organisation(ctx context.Context, _ string) (scope.Organisation, error) {
	return b.setting.Organisation(ctx)
}

func (b *builder) criteria(ctx context.Context, _ string) (risk.Criteria, error) {
	c, err := b.risks.Criteria(ctx)
	if err != nil || c.InForce() {
		return c, err
	}
	return risk.Proposed(), nil
}

func (b *builder) impactRule(ctx context.Context, _ string) (impact.Rule, error) {
	r, err := b.impact.Rule(ctx)
	if err != nil || r.InForce() {
		return r, err
	}
	return impact.ProposedRule(), nil
}

func (b *builder) draftScope(a act) (string, error) {
	st, err := b.setting.Draft(b.ctx, b.who(a.By))
	if err != nil {
		return "", err
	}
	if err := b.fill(a, &st); err != nil {
		return "", err
	}
	st, err = b.setting.ReviseStatement(b.ctx, b.who(a.By), st)
	return st.Ref, err
}

func (b *builder) accept(a act) (string, error) {
	var in struct {
		Reason string   `json:"reason"`
		Until  when.Day `json:"until"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	r, err := b.risks.Take(b.ctx, b.refs[a.ID])
	if err != nil {
		return "", err
	}
	_, err = b.risks.Accept(b.ctx, b.who(a.By), r.Ref, r.Version, in.Reason, in.Until)
	return r.Ref, err
}

func (b *builder) complete(a act) (string, error) {
	var in struct {
		DoneOn when.Day `json:"done_on"`
		Result string   `json:"result"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	day := cmp.Or(in.DoneOn, when.At(b.now).Day())
	return b.refs[a.ID], b.risks.CompleteAction(b.ctx, b.who(a.By), b.refs[a.ID], 0, day, in.Result)
}
