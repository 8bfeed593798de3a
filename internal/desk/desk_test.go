package desk_test

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/desk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestADraftIsKeptForItsOwnerOnly(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		d, ctx := desk.New(db), context.Background()
		keep := func(person, page string, answers url.Values) {
			t.Helper()
			if at, err := d.Keep(ctx, person, page, "New risk", answers); err != nil || at == "" {
				t.Fatalf("kept at %q: %v", at, err)
			}
		}
		keep("USR-1", "/risks/new", url.Values{"title": {"first"}})
		keep("USR-1", "/risks/new", url.Values{"title": {"Wrong dose"}, "systems": {"SYS-1", "SYS-2"}, "new_password": {"secret"}, "token": {"secret"}})
		keep("USR-1", "/impact/new", url.Values{"title": {"Other page"}})
		keep("USR-2", "/risks/new", url.Values{"title": {"Other person"}})

		got, found, err := d.Draft(ctx, "USR-1", "/risks/new")
		if err != nil || !found {
			t.Fatalf("found %v: %v", found, err)
		}
		want := url.Values{"title": {"Wrong dose"}, "systems": {"SYS-1", "SYS-2"}}
		if !maps.EqualFunc(got.Answers, want, slices.Equal) || got.Title != "New risk" || got.SavedAt == "" {
			t.Errorf("draft %+v", got)
		}
		all, err := d.Drafts(ctx, "USR-1")
		if err != nil || len(all) != 2 || all[0].Page != "/impact/new" {
			t.Errorf("drafts %+v: %v", all, err)
		}
		if err := d.Drop(ctx, "USR-1", "/risks/new"); err != nil {
			t.Fatal(err)
		}
		if _, found, _ := d.Draft(ctx, "USR-1", "/risks/new"); found {
			t.Error("a dropped draft is still there")
		}
		if _, found, _ := d.Draft(ctx, "USR-2", "/risks/new"); !found {
			t.Error("somebody else's draft went with it")
		}
	})
}

func TestAnOverlongDraftIsRefusedAndTheOneBeforeStays(t *testing.T) {
	d, ctx := desk.New(aimstest.DB(t)), context.Background()
	if _, err := d.Keep(ctx, "USR-1", "/p", "P", url.Values{"text": {"short"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Keep(ctx, "USR-1", "/p", "P", url.Values{"text": {strings.Repeat("x", 256<<10)}}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("too long: %v", err)
	}
	if got, _, _ := d.Draft(ctx, "USR-1", "/p"); got.Answers.Get("text") != "short" {
		t.Errorf("draft %+v", got)
	}
}

// What comes with a form is bounded: who has begun too much is told so, and loses nothing.
func TestADeskIsNotEndless(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		d, ctx := desk.New(db), context.Background()
		if _, err := d.Keep(ctx, "USR-1", "/"+strings.Repeat("p", 5000), "P", nil); fault.KindOf(err) != fault.Invalid {
			t.Errorf("an endless page: %v", err)
		}
		for i := range 200 {
			if _, err := d.Keep(ctx, "USR-1", fmt.Sprint("/p", i), strings.Repeat("ö", 300), nil); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := d.Keep(ctx, "USR-1", "/one more", "P", nil); fault.KindOf(err) != fault.Invalid {
			t.Errorf("one more: %v", err)
		}
		if _, err := d.Keep(ctx, "USR-1", "/p7", "P", url.Values{"a": {"newer"}}); err != nil {
			t.Errorf("one that is there: %v", err)
		}
		if _, err := d.Keep(ctx, "USR-2", "/p", "P", nil); err != nil {
			t.Errorf("somebody else: %v", err)
		}
		all, err := d.Begun(ctx, "USR-1")
		if err != nil || len(all) != 200 || utf8.RuneCountInString(all[1].Title) != 200 {
			t.Errorf("%d begun, %v", len(all), err)
		}
	})
}

func TestOldDraftsAreForgotten(t *testing.T) {
	now := aimstest.Noon
	db, err := store.Open(context.Background(), store.Options{Dir: t.TempDir(), Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	d, ctx := desk.New(db), context.Background()
	for _, page := range []string{"/old", "/new"} {
		if _, err := d.Keep(ctx, "USR-1", page, "", url.Values{"a": {"b"}}); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(0, 0, 60)
	}
	if err := d.Tidy(ctx); err != nil {
		t.Fatal(err)
	}
	if all, _ := d.Drafts(ctx, "USR-1"); len(all) != 1 || all[0].Page != "/new" {
		t.Errorf("left: %+v", all)
	}
}

func TestViewsAndPreferences(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		d, ctx := desk.New(db), context.Background()
		for _, v := range []desk.View{{Page: "/risks", Name: "Mine", Query: "q=a"}, {Page: "/risks", Name: "Above", Query: "need=acceptance"}, {Page: "/risks", Name: "Mine", Query: "q=b"}} {
			if err := d.SaveView(ctx, "USR-1", v); err != nil {
				t.Fatal(err)
			}
		}
		got, err := d.Views(ctx, "USR-1", "/risks")
		if want := []desk.View{{Page: "/risks", Name: "Above", Query: "need=acceptance"}, {Page: "/risks", Name: "Mine", Query: "q=b"}}; err != nil || !slices.Equal(got, want) {
			t.Errorf("views %+v: %v", got, err)
		}
		if m := check.Messages(d.SaveView(ctx, "USR-1", desk.View{Page: "/risks"})); len(m) != 1 || m[0].Field != "name" {
			t.Errorf("a view without a name: %+v", m)
		}
		if err := d.DropView(ctx, "USR-1", "/risks", "Mine"); err != nil {
			t.Fatal(err)
		}
		if got, _ := d.Views(ctx, "USR-1", "/risks"); len(got) != 1 {
			t.Errorf("left: %+v", got)
		}
		for _, c := range [][2]string{{"theme", "dark"}, {"keys", "off"}, {"theme", "light"}, {"keys", ""}} {
			if err := d.Prefer(ctx, "USR-1", c[0], c[1]); err != nil {
				t.Fatal(err)
			}
		}
		if p, err := d.Preferences(ctx, "USR-1"); err != nil || !maps.Equal(p, map[string]string{"theme": "light"}) {
			t.Errorf("preferences %v: %v", p, err)
		}
	})
}
