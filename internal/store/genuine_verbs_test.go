package store_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// A verb may write rows that it found by a query of its own, and never loaded one by
// one. The door asks for those too: here approving, acknowledging and deciding.
func TestNoVerbMakesDamageGenuine(t *testing.T) {
	ctx := context.Background()
	const control = "42001:A.2.2"
	for name, c := range map[string]struct {
		make   func(t *testing.T, db *store.DB) string // gives the record that is damaged
		damage string
		act    func(db *store.DB, ref string) error
	}{
		"a policy that the next version supersedes": {
			make: func(t *testing.T, db *store.DB) string {
				t.Helper()
				d := leadership.New(db)
				p := must(d.Draft(ctx, lead, leadership.Policy{Title: "AI policy", Main: true}))(t)
				v := draftOf(t, d, p.Ref, "We act fairly.")
				must(d.ApproveVersion(ctx, lead, v.Ref, v.Version))(t)
				draftOf(t, d, p.Ref, "We act very fairly.")
				return v.Ref
			},
			damage: "UPDATE policy_versions SET text = 'We do as we like.', text_sha256 = '" + leadership.Sum("We do as we like.") + "' WHERE number = 1",
			act: func(db *store.DB, ref string) error {
				policy, _ := leadership.PolicyOf(ref)
				_, err := leadership.New(db).ApproveVersion(ctx, lead, leadership.VersionRef(policy, 2), 0)
				return err
			},
		},
		"a briefing that somebody acknowledges": {
			make: func(t *testing.T, db *store.DB) string {
				t.Helper()
				return must(support.Briefings.Keep(ctx, db, lead, support.Briefing{Title: "AI policy", Format: support.Talk,
					Subjects: []support.Subject{support.OfPolicy}, Audience: "All staff", Due: "2027-01-01"}))(t).Ref
			},
			damage: "UPDATE briefings SET content = 'Do as you like.'",
			act: func(db *store.DB, ref string) error {
				_, err := support.Acknowledge(ctx, db, aimstest.As(access.Reader), ref, 1)
				return err
			},
		},
		"a control about which something is decided": {
			make: func(t *testing.T, db *store.DB) string {
				t.Helper()
				return must(decided(db, &soa.Row{Head: store.Head{Ref: control}, Owner: "Ada"}))(t).Ref
			},
			damage: "UPDATE soa_rows SET owner = 'Nobody'",
			act: func(db *store.DB, ref string) error {
				_, err := decided(db, &soa.Row{Head: store.Head{Ref: ref, Version: 1}, Owner: "Bo"})
				return err
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			aimstest.Both(t, func(t *testing.T, db *store.DB) {
				ref := c.make(t, db)
				intrude(t, db).exec(c.damage)
				if err := c.act(db, ref); fault.KindOf(err) != fault.Forbidden {
					t.Errorf("the act gave %v", err)
				}
				problems, err := db.Verify(ctx, snapshot.Registers(), nil)
				if err != nil || len(problems) != 1 || problems[0].Ref != ref {
					t.Errorf("verify: %v, %v", problems, err)
				}
			})
		})
	}
}

// must gives what an act made, or ends the test.
func must[T any](made T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
}

// draftOf drafts the next version of a policy with a text.
func draftOf(t *testing.T, d *leadership.Direction, policy, text string) leadership.Version {
	t.Helper()
	v := must(d.DraftVersion(context.Background(), lead, policy))(t)
	v.Text, v.Changes = text, "Clearer"
	return must(d.Write(context.Background(), lead, v))(t)
}

func decided(db *store.DB, r *soa.Row) (*soa.Row, error) {
	return r, db.Write(context.Background(), lead, access.EditSoA, func(tx *store.Tx) error { return soa.Decide(tx, r) })
}
