package leadership_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// approvedPolicy puts POL-2026-001.v1 in force.
func approvedPolicy(t *testing.T) func(context.Context, *store.DB) error {
	return func(_ context.Context, db *store.DB) error {
		b := newBench(t, db)
		b.approve(b.policy("AI policy", true, "We act fairly."))
		return nil
	}
}

func TestPublicationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[leadership.Publication, *leadership.Publication]{
		Register: leadership.Publications, By: access.Lead, NotBy: access.Contributor, Before: approvedPolicy(t),
		Good: leadership.Publication{
			Title: "News on the intranet", Document: "POL-2026-001.v1", Audience: leadership.Inside, Reached: "All staff",
			Channel: "Intranet and mail", Place: "intranet/ai", PublishedOn: "2026-11-20", Note: "With a film.",
		},
		Bad:   leadership.Publication{Audience: "nobody", Document: "RSK-2026-001", PublishedOn: "soon"},
		Marks: []string{"title", "document", "audience", "published_on"},
	})
}

func TestAcknowledgementsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[leadership.Acknowledgement, *leadership.Acknowledgement]{
		Register: leadership.Acknowledgements, By: access.Lead, NotBy: access.Executive,
		Before: func(ctx context.Context, db *store.DB) error {
			if err := approvedPolicy(t)(ctx, db); err != nil {
				return err
			}
			return db.Write(ctx, aimstest.As(access.Lead), access.EditPolicy, func(tx *store.Tx) error {
				a := leadership.Acknowledgement{Name: "Ada", Document: "POL-2026-001.v1"}
				a.Ref = "USR-2026-001" // stands for an account, which this stage does not know
				return tx.Create("invite", &a, "")
			})
		},
		Good: leadership.Acknowledgement{
			Name: "Bo", Document: "POL-2026-001.v1", AskedOn: "2026-11-02", Due: "2026-11-20",
			AcknowledgedOn: "2026-11-10", ShownBy: "Signed list of the briefing",
		},
		Bad:   leadership.Acknowledgement{AskedOn: "2026-11-02", Due: "2026-11-01", AcknowledgedOn: "2026-11-02"},
		Marks: []string{"name", "document", "shown_by", "due"},
		Blank: []string{"account"},
	})
}

func TestActivitiesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[leadership.Activity, *leadership.Activity]{
		Register: leadership.Activities, By: access.Lead, NotBy: access.Executive,
		Before: func(_ context.Context, db *store.DB) error {
			newBench(t, db).roles(4)
			return nil
		},
		Good: leadership.Activity{
			Title: "Approve the AI policy", Clause: "5.2", Accountable: "ROL-2026-001", Responsible: []string{"ROL-2026-001", "ROL-2026-002"},
			Consulted: []string{"ROL-2026-003"}, Informed: []string{"ROL-2026-004"},
		},
		Bad:   leadership.Activity{Responsible: []string{"ROL-2026-002"}, Consulted: []string{"ROL-2026-002"}, Informed: []string{"ROL-2026-002"}},
		Marks: []string{"title", "accountable", "consulted", "informed"},
	})
}

// roles assigns a number of roles.
func (b *bench) roles(n int) {
	b.Helper()
	for i := range n {
		_, err := b.d.Assign(b.ctx, b.lead, leadership.Role{Title: "Role " + string(rune('A'+i)), Person: "Ada", Responsibilities: "All"})
		b.must(err)
	}
}

func TestOneRoleAnswersForEachActivity(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.roles(3)
		roles := []string{"ROL-2026-001", "ROL-2026-002", "ROL-2026-003"}
		line := func(ref, title string, parts ...leadership.Part) leadership.RaciLine {
			n := leadership.RaciLine{Ref: ref, Title: title, Roles: roles, Parts: map[string]leadership.Part{}}
			for i, p := range parts {
				n.Parts[roles[i]] = p
			}
			return n
		}
		err := b.d.SaveTable(b.ctx, b.lead, []leadership.RaciLine{
			line("", "Nobody answers", leadership.Does, leadership.Told),
			line("", "Two answer", leadership.Answers, leadership.Both),
			line("", "One answers", leadership.Answers, leadership.Does, leadership.Asked),
			line("", "", leadership.Answers),
		})
		if got := fieldsOf(err); !slices.Equal(got, []string{"row-0", "row-1", "row-3"}) {
			t.Errorf("refused at %v: %v", got, err)
		}
		all, err := leadership.Activities.InForce(b.ctx, db, nil)
		b.must(err)
		if len(all) != 0 {
			t.Errorf("a refused table left %d activities", len(all))
		}
		b.must(b.d.SaveTable(b.ctx, b.lead, []leadership.RaciLine{
			line("", "Audit", leadership.Both, leadership.Does, leadership.Told), line("", "Review", leadership.Told, leadership.Answers, leadership.Asked),
		}))
		before, err := store.Position(db.Read(b.ctx))
		b.must(err)
		b.must(b.d.SaveTable(b.ctx, b.lead, []leadership.RaciLine{
			line("RCI-2026-001", "Audit", leadership.Both, leadership.Does, leadership.Told), {Ref: "RCI-2026-002", Version: 1, Title: "Review", Roles: roles, Parts: map[string]leadership.Part{roles[2]: leadership.Answers}},
		}))
		after, err := store.Position(db.Read(b.ctx))
		b.must(err)
		review, err := leadership.Activities.Take(b.ctx, db, "RCI-2026-002")
		b.must(err)
		if after.Seq != before.Seq+1 || review.Accountable != roles[2] || review.PartOf(roles[0]) != leadership.NoPart {
			t.Errorf("%d entries, %+v", after.Seq-before.Seq, review)
		}
		audit, err := leadership.Activities.Take(b.ctx, db, "RCI-2026-001")
		b.must(err)
		var parts []string
		for _, r := range roles {
			parts = append(parts, string(audit.PartOf(r)))
		}
		if strings.Join(parts, " ") != "A/R R I" {
			t.Errorf("parts: %v", parts)
		}
		err = b.d.SaveTable(b.ctx, b.lead, []leadership.RaciLine{{Ref: "RCI-2026-002", Version: 1, Title: "Reviews", Roles: roles, Parts: map[string]leadership.Part{roles[0]: leadership.Answers}}})
		b.refused(err, fault.Conflict, "")
	})
}

// A lead enters an acknowledgement only for people without an account, and for no day
// to come.
func TestNobodyAcknowledgesForSomebodyElse(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		reader := aimstest.As(access.Reader)
		b.account(reader)
		v := b.approve(b.policy("AI policy", true, "We act fairly."))
		for _, c := range []struct {
			name, account, on, shown, refused string
		}{
			{"with an account", reader.Ref, "2026-11-20", "She said so", "has an account"},
			{"with an account, what shows it", reader.Ref, "", "She said so", "has an account"},
			{"on a day to come", "", "2026-11-23", "Signed list", "still to come"},
			{"without an account", "", "2026-11-22", "Signed list", ""},
		} {
			a, err := leadership.Acknowledgements.Keep(b.ctx, db, b.lead, leadership.Acknowledgement{
				Name: c.name, Account: c.account, Document: v.Ref, AcknowledgedOn: when.Day(c.on), ShownBy: c.shown,
			})
			if c.refused != "" {
				b.refused(err, fault.Invalid, c.refused)
			} else if err != nil || a.Waits() {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		b.must(db.Write(b.ctx, b.lead, access.EditPolicy, func(tx *store.Tx) error {
			a := leadership.Acknowledgement{Head: store.Head{Ref: "ACK-2026-900"}, Name: reader.Name, Account: reader.Ref, Document: v.Ref, AcknowledgedOn: "2026-11-20", ShownBy: "Entered earlier"}
			return tx.Create("ask", &a, "")
		}))
		if a, err := b.d.Acknowledge(b.ctx, reader, "ACK-2026-900"); err != nil || a.PressedAt == "" {
			t.Errorf("the word of another stands for the reader's own: %+v, %v", a, err)
		}
	})
}

func TestEachPersonAcknowledgesEachVersionOnce(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		reader := aimstest.As(access.Reader)
		b.account(reader)
		one := b.approve(b.policy("AI policy", true, "We act fairly."))
		people := []leadership.Acknowledgement{{Name: reader.Name, Account: reader.Ref}, {Name: "Cleaning crew, night shift"}}
		ask := leadership.Asking{Version: one.Ref, People: people, Due: "2026-12-31"}
		n, err := b.d.Ask(b.ctx, b.lead, ask)
		b.must(err)
		again, err := b.d.Ask(b.ctx, b.lead, ask)
		b.must(err)
		if n != 2 || again != 0 {
			t.Errorf("asked %d, then %d", n, again)
		}
		_, err = b.d.Acknowledge(b.ctx, b.lead, "ACK-2026-001")
		b.refused(err, fault.Forbidden, "Only "+reader.Name)
		a, err := b.d.Acknowledge(b.ctx, reader, "ACK-2026-001")
		b.must(err)
		if a.Waits() || a.PressedAt == "" || a.AcknowledgedOn != "2026-11-22" || a.ShownBy == "" {
			t.Errorf("acknowledged: %+v", a)
		}
		_, err = b.d.Acknowledge(b.ctx, reader, "ACK-2026-001")
		b.refused(err, fault.Conflict, "Once is enough")
		a.AcknowledgedOn = "2025-01-01"
		_, err = leadership.Acknowledgements.Change(b.ctx, db, b.lead, a)
		b.refused(err, fault.Invalid, "stays as it is")

		two := b.approve(b.next(one.Policy, "We act fairly and openly."))
		asked, err := b.d.Asked(b.ctx, two.Ref)
		b.must(err)
		if len(asked) != 2 || !asked[0].Waits() || !asked[1].Waits() || asked[0].Due != "2026-12-22" {
			t.Errorf("the new version is asked of %+v", asked)
		}
		_, err = b.d.Ask(b.ctx, b.lead, leadership.Asking{Version: one.Ref, People: people})
		b.refused(err, fault.Invalid, "Only the version in force")
		_, err = b.d.Ask(b.ctx, b.lead, leadership.Asking{Version: two.Ref, Due: "2026-01-01"})
		if got := fieldsOf(err); !slices.Equal(got, []string{"people", "due"}) {
			t.Errorf("an empty asking is refused at %v", got)
		}
		_, err = leadership.Acknowledgements.Keep(b.ctx, db, b.lead, leadership.Acknowledgement{Name: reader.Name, Account: reader.Ref, Document: two.Ref})
		if got := fieldsOf(err); !slices.Equal(got, []string{"name"}) {
			t.Errorf("asked twice: %v", got)
		}
	})
}

// account leaves a trace under the reference of an account, which another room keeps.
// To ask twice as many people reads twice as much: nobody's asking reads all the others.
func TestAskingReadsNoMoreThanWhoIsAsked(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		v := b.approve(b.policy("AI policy", true, "We act fairly."))
		var read int64
		b.must(db.Write(b.ctx, b.lead, access.EditPolicy, func(tx *store.Tx) error {
			return tx.Read().Callback().Query().After("gorm:query").Register("count", func(q *gorm.DB) {
				if q.Statement.Table == (leadership.Acknowledgement{}).TableName() {
					read += max(q.RowsAffected, 0)
				}
			})
		}))
		var people []leadership.Acknowledgement
		for i := range 60 {
			people = append(people, leadership.Acknowledgement{Name: "Person " + strconv.Itoa(i)})
		}
		n, err := b.d.Ask(b.ctx, b.lead, leadership.Asking{Version: v.Ref, People: people, Due: "2026-12-31"})
		b.must(err)
		if n != 60 || read > 60 {
			t.Errorf("asking %d people read %d rows", n, read)
		}
	})
}

func (b *bench) account(who access.Actor) {
	b.Helper()
	b.must(b.db.Write(b.ctx, b.lead, access.EditRoles, func(tx *store.Tx) error {
		r := leadership.Role{Title: who.Name, Responsibilities: "stands for an account"}
		r.Ref = who.Ref
		return tx.Create("invite", &r, "")
	}))
}

func TestTheRoleOfWhoApprovesIsKept(t *testing.T) {
	b := newBench(t, aimstest.DB(t))
	v := b.approve(b.policy("AI policy", true, "We act fairly."))
	if v.ApprovedAs != "AI governance lead" {
		t.Errorf("approved as %q", v.ApprovedAs)
	}
}
