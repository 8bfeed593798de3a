package evidence_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// known stands for the catalogue.
func known(key string) bool { return key == "42001:6.1.3" || key == "42001:A.5.4" }

type shelf struct {
	*evidence.Shelf
	dir string
}

func newShelf(t testing.TB, db *store.DB) shelf {
	t.Helper()
	dir := t.TempDir()
	s := evidence.New(db, dir)
	s.Known = known
	return shelf{s, filepath.Join(dir, "evidence")}
}

func (s shelf) path(sum string) string { return filepath.Join(s.dir, sum[:2], sum) }

func (s shelf) add(t testing.TB, who access.Actor, in evidence.Item, content string) evidence.Item {
	t.Helper()
	item, err := s.AddFile(context.Background(), who, in, strings.NewReader(content), "report.txt")
	if err != nil {
		t.Fatal(err)
	}
	return item
}

func (s shelf) read(t testing.TB, sum string) string {
	t.Helper()
	r, err := s.Open(sum)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEvidenceConforms(t *testing.T) {
	var s shelf
	aimstest.Conforms(t, aimstest.Conformance{
		Register: evidence.Registers()[0],
		By:       access.Contributor,
		NotBy:    access.Executive,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			s = newShelf(t, db)
			item, err := s.AddFile(ctx, who, evidence.Item{Title: "Test report", Supports: []string{"42001:A.5.4"}}, strings.NewReader("passed"), "report.txt")
			return item.Ref, err
		},
		Change: func(ctx context.Context, _ *store.DB, who access.Actor, ref string, version int) error {
			_, err := s.Revise(ctx, who, evidence.Item{Head: store.Head{Ref: ref, Version: version}, Title: "Test report of March"})
			return err
		},
		Retire: func(ctx context.Context, _ *store.DB, who access.Actor, ref string, version int, reason string) error {
			return s.Retire(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := newShelf(t, db).AddLink(ctx, who, evidence.Item{
				Address: "javascript:alert(1)", PeriodFrom: "2026-05-01", PeriodTo: "2026-04-01", ValidUntil: "2026-04-02",
				Supports: []string{"RSK-2026-404", "42001:A.99"},
			})
			return err
		},
		Marks: []string{"title", "address", "period_to", "valid_until", "supports"},
	})
}

func TestTimes(t *testing.T) {
	s, lead := newShelf(t, aimstest.DB(t)), aimstest.As(access.Lead)
	for _, c := range []struct {
		name            string
		from, to, valid when.Day
		marks           []string
	}{
		{"none", "", "", "", nil},
		{"one day", "2026-03-01", "2026-03-01", "2026-03-01", nil},
		{"a quarter, valid for a year", "2026-01-01", "2026-03-31", "2027-03-31", nil},
		{"open at the end", "2026-01-01", "", "2026-01-01", nil},
		{"open at the beginning", "", "2026-03-31", "", nil},
		{"ends before it begins", "2026-03-31", "2026-01-01", "", []string{"period_to"}},
		{"lapses before it ends", "2026-01-01", "2026-03-31", "2026-03-30", []string{"valid_until"}},
		{"lapses before it begins", "2026-01-01", "", "2025-12-31", []string{"valid_until"}},
		{"no days", "soon", "31.3.2026", "2026-02-30", []string{"period_from", "period_to", "valid_until"}},
	} {
		_, err := s.AddLink(context.Background(), lead, evidence.Item{Title: "Dashboard", Address: "https://example.org/d",
			PeriodFrom: c.from, PeriodTo: c.to, ValidUntil: c.valid})
		var marks []string
		for _, m := range check.Messages(err) {
			marks = append(marks, m.Field)
		}
		if !slices.Equal(marks, c.marks) || (err == nil) != (c.marks == nil) {
			t.Errorf("%s: marked %v, want %v (%v)", c.name, marks, c.marks, err)
		}
	}
}

func TestPeriodInWords(t *testing.T) {
	for _, c := range []struct {
		from, to when.Day
		want     string
	}{
		{"", "", ""},
		{"2026-01-01", "2026-03-31", "1 Jan 2026 – 31 Mar 2026"},
		{"2026-01-01", "2026-01-01", "1 Jan 2026"},
		{"2026-01-01", "", "from 1 Jan 2026"},
		{"", "2026-03-31", "until 31 Mar 2026"},
	} {
		if got := (evidence.Item{PeriodFrom: c.from, PeriodTo: c.to}).Period(); got != c.want {
			t.Errorf("%s to %s reads %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestExactlyOneContent(t *testing.T) {
	s, lead, ctx := newShelf(t, aimstest.DB(t)), aimstest.As(access.Lead), context.Background()
	for _, c := range []struct {
		name string
		add  func() error
		mark string
	}{
		{"neither", func() error { _, err := s.AddLink(ctx, lead, evidence.Item{Title: "x"}); return err }, "address"},
		{"both", func() error {
			_, err := s.AddFile(ctx, lead, evidence.Item{Title: "x", Address: "https://example.org"}, strings.NewReader("x"), "x")
			return err
		}, "address"},
		{"a file that was never sent", func() error {
			_, err := s.AddStored(ctx, lead, evidence.Item{Title: "x"}, evidence.Arrival{Stored: evidence.Stored{SHA256: sumOf("never")}, Name: "x"})
			return err
		}, "file"},
	} {
		if m := check.Messages(c.add()); len(m) != 1 || m[0].Field != c.mark {
			t.Errorf("%s: answered %v, want a message at %s", c.name, m, c.mark)
		}
	}
	if left := everything(t, s.dir); len(left) != 0 {
		t.Errorf("a refused file was stored: %v", left)
	}
}

func TestTargets(t *testing.T) {
	db := aimstest.DB(t)
	s, lead := newShelf(t, db), aimstest.As(access.Lead)
	first := s.add(t, lead, evidence.Item{Title: "One"}, "one")
	for _, c := range []struct {
		typed string
		want  []string
		says  string // of the refusal
	}{
		{"", nil, ""},
		{"a.5.4, 6.1.3\n42001:A.5.4", []string{"42001:A.5.4", "42001:6.1.3"}, ""},
		{strings.ToLower(first.Ref), []string{first.Ref}, ""},
		{first.Ref + ";A.5.4", []string{first.Ref, "42001:A.5.4"}, ""},
		{"RSK-2026-404 A.99 6.1.3 nonsense", []string{"RSK-2026-404", "A.99", "42001:6.1.3", "nonsense"}, "RSK-2026-404, A.99, nonsense"},
	} {
		got := s.Targets(c.typed)
		if !slices.Equal(got, c.want) {
			t.Errorf("Targets(%q) = %v, want %v", c.typed, got, c.want)
		}
		_, err := s.AddLink(context.Background(), lead, evidence.Item{Title: "L", Address: "https://example.org", Supports: got})
		if c.says == "" && err != nil {
			t.Errorf("%q was refused: %v", c.typed, err)
		}
		if c.says != "" && (err == nil || !strings.Contains(err.Error(), "Nothing here is called "+c.says+".")) {
			t.Errorf("%q: %v does not name %q", c.typed, err, c.says)
		}
	}
	_, err := s.Revise(context.Background(), lead, evidence.Item{Head: store.Head{Ref: first.Ref, Version: 1}, Title: "One", Supports: []string{first.Ref}})
	if m := check.Messages(err); len(m) != 1 || m[0].Field != "supports" {
		t.Errorf("an item that supports itself: %v", err)
	}
}

func TestSeveralFilesAreAllOrNone(t *testing.T) {
	ctx, db, lead := context.Background(), aimstest.DB(t), aimstest.As(access.Lead)
	s := newShelf(t, db)
	arrive := func(content, name string) evidence.Arrival {
		f, err := s.Put(ctx, lead, strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		return evidence.Arrival{Stored: f, Name: name}
	}
	a, b := arrive("a", "a.txt"), arrive("b", "b.txt")
	never := evidence.Arrival{Stored: evidence.Stored{SHA256: sumOf("never")}, Name: "c.txt"}
	if _, err := s.AddStored(ctx, lead, evidence.Item{}, a, b, never); fault.KindOf(err) != fault.Invalid {
		t.Errorf("answered %v", err)
	}
	if page, err := s.List(ctx, evidence.Query{}); err != nil || page.Total != 0 {
		t.Errorf("a refused batch left %d items, %v", page.Total, err)
	}
	items, err := s.AddStored(ctx, lead, evidence.Item{Title: "ignored", Owner: "Amara"}, a, b)
	if err != nil || len(items) != 2 || items[0].Title != "a.txt" || items[1].Title != "b.txt" || items[1].Owner != "Amara" || items[1].Ref == items[0].Ref {
		t.Errorf("added %+v, %v", items, err)
	}
}

func TestAddFileAsksBeforeItReads(t *testing.T) {
	ctx, s := context.Background(), newShelf(t, aimstest.DB(t))
	unread := iotest.ErrReader(errors.New("the file was read"))
	_, refused := s.AddFile(ctx, aimstest.As(access.Reader), evidence.Item{Title: "x"}, unread, "x")
	_, put := s.Put(ctx, aimstest.As(access.Executive), unread)
	_, invalid := s.AddFile(ctx, aimstest.As(access.Lead), evidence.Item{}, unread, "x")
	if fault.KindOf(refused) != fault.Forbidden || fault.KindOf(put) != fault.Forbidden {
		t.Errorf("answered %v, %v", refused, put)
	}
	if m := check.Messages(invalid); len(m) != 1 || m[0].Field != "title" {
		t.Errorf("answered %v", invalid)
	}
}

func TestListNarrows(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, s, lead := context.Background(), newShelf(t, db), aimstest.As(access.Lead)
		for _, in := range []evidence.Item{
			{Title: "Bias test 100%", Supports: []string{"42001:A.5.4"}, ValidUntil: "2026-11-21"},
			{Title: "Minutes", Supports: []string{"42001:A.5.4", "42001:6.1.3"}, ValidUntil: "2027-01-20"},
			{Title: "Log", ValidUntil: "2027-02-20"},
			{Title: "Old"},
		} {
			s.add(t, lead, in, in.Title)
		}
		if err := s.Retire(ctx, lead, "EVD-2026-004", 1, "replaced"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Review(ctx, aimstest.As(access.Auditor), "EVD-2026-002", 1, evidence.Accepted, ""); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name string
			q    evidence.Query
			want []string
		}{
			{"all, the newest first", evidence.Query{}, []string{"Log", "Minutes", "Bias test 100%"}},
			{"text", evidence.Query{Text: "BIAS"}, []string{"Bias test 100%"}},
			{"wildcards are letters", evidence.Query{Text: "0%"}, []string{"Bias test 100%"}},
			{"accepted", evidence.Query{Review: evidence.Accepted}, []string{"Minutes"}},
			{"expired or soon", evidence.Query{Expiring: true}, []string{"Minutes", "Bias test 100%"}},
			{"unlinked", evidence.Query{Unlinked: true}, []string{"Log"}},
			{"for a clause", evidence.Query{For: "42001:6.1.3"}, []string{"Minutes"}},
			{"for a clause and unlinked", evidence.Query{For: "42001:6.1.3", Unlinked: true}, nil},
			{"retired", evidence.Query{Retired: true}, []string{"Old"}},
		} {
			page, err := s.List(ctx, c.q)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, i := range page.Rows {
				got = append(got, i.Title)
			}
			if !slices.Equal(got, c.want) || page.Total != int64(len(c.want)) {
				t.Errorf("%s: %v (%d), want %v", c.name, got, page.Total, c.want)
			}
		}
	})
}

func TestTicketsAreForOnePersonAndOneDay(t *testing.T) {
	ctx, now, lead := context.Background(), aimstest.Noon, aimstest.As(access.Lead)
	db, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Clock: func() time.Time { return now }})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	s := newShelf(t, db)
	f, err := s.Put(ctx, lead, strings.NewReader("kept"))
	must(t, err)
	sealed, err := s.Ticket(lead, evidence.Arrival{Stored: f, Name: "kept.txt"})
	must(t, err)
	got, err := s.Redeem(lead, sealed)
	if err != nil || got.Stored != f || got.Name != "kept.txt" {
		t.Errorf("redeemed %+v, %v", got, err)
	}
	head, seal, _ := strings.Cut(sealed, ".")
	for name, try := range map[string]func() error{
		"another person": func() error { _, err := s.Redeem(aimstest.As(access.Contributor), sealed); return err },
		"changed":        func() error { _, err := s.Redeem(lead, "A"+head[1:]+"."+seal); return err },
		"unsealed":       func() error { _, err := s.Redeem(lead, head); return err },
		"nonsense":       func() error { _, err := s.Redeem(lead, "%%%.x"); return err },
		"two days later": func() error {
			now = now.AddDate(0, 0, 2)
			_, err := s.Redeem(lead, sealed)
			now = aimstest.Noon
			return err
		},
		"after a restart": func() error { _, err := newShelf(t, db).Redeem(lead, sealed); return err },
	} {
		if err := try(); fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "Choose it again") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBytesInWords(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 999: "999 bytes", 3_400: "3.4 kB", 2_000_000: "2 MB", evidence.Limit: "512 MB", 1_500_000_000: "1.5 GB"} {
		if got := evidence.Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}
