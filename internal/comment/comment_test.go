package comment_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

var people = []comment.Name{
	{Ref: "USR-1", Name: "Mara Lindt", Email: "mara@example.org"},
	{Ref: "USR-2", Name: "Mara Olsen", Email: "m.olsen@example.org"},
	{Ref: "USR-3", Name: "Bo", Email: "bo.berg@example.org"},
	{Ref: "USR-4", Name: "Bo Berg Hansen", Email: "bbh@example.org"},
}

func TestWhomATextNames(t *testing.T) {
	for _, c := range []struct {
		text          string
		refs, unknown []string
	}{
		{"Nobody here", nil, nil},
		{"@Mara Lindt, please look", []string{"USR-1"}, nil},
		{"please look, @m.olsen.", []string{"USR-2"}, nil},
		{"(@mara.lindt) and @MARA OLSEN", []string{"USR-2"}, []string{"mara.lindt"}},
		{"@Mara is one's address and another's first name", []string{"USR-1"}, nil},
		{"@Bo and @Bo Berg Hansen and @bo again", []string{"USR-3", "USR-4"}, nil},
		{"@Bob is somebody else", nil, []string{"Bob"}},
		{"write to help@example.org", nil, nil},
		{"@ alone, and @", nil, nil},
		{"@Zoë?", nil, []string{"Zoë"}},
	} {
		refs, unknown := comment.Mentioned(c.text, people)
		if !slices.Equal(refs, c.refs) || !slices.Equal(unknown, c.unknown) {
			t.Errorf("%q names %v and %v, want %v and %v", c.text, refs, unknown, c.refs, c.unknown)
		}
	}
	twins := []comment.Name{{Ref: "USR-1", Name: "Ann Lee", Email: "a@example.org"}, {Ref: "USR-2", Name: "Ann May", Email: "b@example.org"}}
	if refs, unknown := comment.Mentioned("@Ann", twins); refs != nil || !slices.Equal(unknown, []string{"Ann"}) {
		t.Errorf("a name of two people: %v and %v", refs, unknown)
	}
}

func head(ref string, version int) store.Head { return store.Head{Ref: ref, Version: version} }

func TestCommentsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: comment.Registers()[0], By: access.Auditor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			c, err := comment.New(db).Add(ctx, who, comment.Comment{Target: "RSK-2026-001", Kind: comment.Remark, Text: "Is this still so, @Bo?"}, people)
			return c.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := comment.New(db).Revise(ctx, who, comment.Comment{Head: head(ref, version), Text: "It is."}, people)
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return comment.New(db).Withdraw(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := comment.New(db).Add(ctx, who, comment.Comment{Target: "RSK-2026-001", Kind: comment.Remark, Text: " "}, people)
			return err
		},
		Marks: []string{"text"},
	})
}

func TestDecisionsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: comment.Registers()[0], By: access.Executive, NotBy: access.Auditor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			c, err := comment.New(db).Add(ctx, who, comment.Comment{Target: "RSK-2026-001", Kind: comment.Decision, Text: "Stop the pilot", Because: "The error rate is too high", DecidedOn: "2026-11-20"}, people)
			return c.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := comment.New(db).Revise(ctx, who, comment.Comment{Head: head(ref, version), Text: "Pause the pilot", Because: "The error rate is too high", DecidedOn: "2026-11-20"}, people)
			return err
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := comment.New(db).Add(ctx, who, comment.Comment{Target: "RSK-2026-001", Kind: comment.Decision, Text: "Ask @Nobody", DecidedOn: "2026-12-24"}, people)
			return err
		},
		Marks: []string{"because", "decided_on", "text"},
	})
}

func TestWordsBelongToTheirAuthor(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, s := context.Background(), comment.New(db)
		c, err := s.Add(ctx, aimstest.As(access.Auditor), comment.Comment{Target: "SYS-2026-001", Kind: comment.Remark, Text: "Why no log?"}, people)
		if err != nil {
			t.Fatal(err)
		}
		lead := aimstest.As(access.Lead)
		if _, err := s.Revise(ctx, lead, comment.Comment{Head: head(c.Ref, 1), Text: "There is one"}, people); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("somebody else's words were changed: %v", err)
		}
		if err := s.Withdraw(ctx, lead, c.Ref, 1, "I do not like it"); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("somebody else's words were withdrawn: %v", err)
		}
		if _, err := s.Add(ctx, lead, comment.Comment{Kind: comment.Remark, Text: "About nothing"}, people); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a comment about nothing: %v", err)
		}
		if _, err := s.Add(ctx, lead, comment.Comment{Target: "SYS-2026-001", Kind: "shout", Text: "Hm"}, people); len(check.Messages(err)) != 1 {
			t.Errorf("an unknown kind: %v", err)
		}
	})
}

// Who is named only when a comment is changed hears of it too.
func TestANameThatComesInLaterIsNews(t *testing.T) {
	now, ctx, who := aimstest.Noon, context.Background(), aimstest.As(access.Lead)
	db, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s := comment.New(db)
	c, err := s.Add(ctx, who, comment.Comment{Target: "SYS-2026-001", Kind: comment.Remark, Text: "Who knows this?"}, people)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	read := db.Now()
	now = now.Add(time.Hour)
	if _, err := s.Revise(ctx, who, comment.Comment{Head: head(c.Ref, 1), Text: "@Bo, do you know this?"}, people); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Unread(ctx, "USR-3", read); err != nil || n != 1 {
		t.Errorf("%d unread: %v", n, err)
	}
}

func TestWhoIsNamedFindsIt(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, s, who := context.Background(), comment.New(db), aimstest.As(access.Lead)
		var last comment.Comment
		for _, text := range []string{"@Bo, look", "nobody in particular", "@Mara Olsen and @Bo, look again"} {
			var err error
			if last, err = s.Add(ctx, who, comment.Comment{Target: "SYS-2026-001", Kind: comment.Remark, Text: text}, people); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.List(ctx, comment.Query{For: "USR-3"})
		if err != nil || got.Total != 2 || got.Rows[0].Ref != last.Ref {
			t.Errorf("for USR-3: %+v, %v", got, err)
		}
		if n, err := s.Unread(ctx, "USR-3", got.Rows[1].CreatedAt); err != nil || n != 1 {
			t.Errorf("%d unread: %v", n, err)
		}
		if err := s.Withdraw(ctx, who, last.Ref, 1, "Said too early"); err != nil {
			t.Fatal(err)
		}
		if about, err := s.About(ctx, "SYS-2026-001"); err != nil || len(about) != 2 || about[0].Text != "@Bo, look" {
			t.Errorf("about the system: %+v, %v", about, err)
		}
	})
}
