package operation_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Undoing an import is no way around another's eyes either.
func TestAnOpenIncidentIsNotUndoneByItsLogger(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		logger, other := aimstest.As(access.Contributor), aimstest.As(access.Lead)
		must(t, db.Write(t.Context(), logger, access.EditIncident, func(tx *store.Tx) error {
			tx.Batch = "import 1"
			return operation.Incidents.Add(tx, &operation.Incident{Title: "Wrong letters", NoticedOn: db.Now().Day(), Severity: operation.Grave})
		}))
		undo := func(who access.Actor) error {
			return db.Write(t.Context(), who, access.EditIncident, func(tx *store.Tx) error {
				_, err := tx.Undo("import 1", operation.Registers())
				return err
			})
		}
		if err := undo(logger); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("the logger undoes it: %v", err)
		}
		must(t, undo(other))
	})
}

// What is out of force is neither asked about nor verified.
func TestWhatIsRetiredIsNotVerified(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, day := t.Context(), aimstest.As(access.Lead), when.Day("2026-12-31")
		s, err := operation.Suppliers.Keep(ctx, db, lead, operation.Supplier{Name: "Models Ltd", Supplies: "A model", AI: true, Weight: operation.Critical})
		must(t, err)
		kind := controls.MustLoad().Certificates[0]
		c, err := operation.Certificates.Keep(ctx, db, lead, operation.Certificate{Title: "Report", Supplier: s.Ref, Kind: kind.ID, Service: "A model", Until: day})
		must(t, err)
		must(t, operation.Certificates.Retire(ctx, db, lead, c.Ref, c.Version, "Withdrawn"))
		must(t, operation.Suppliers.Retire(ctx, db, lead, s.Ref, s.Version, "No longer used"))
		for name, err := range map[string]error{
			"certificate": operation.Verify(ctx, db, lead, c.Ref, 0, replies(kind.Checks), operation.Covered, ""),
			"supplier":    operation.AskGaps(ctx, db, lead, s.Ref, 0, replies(controls.MustLoad().Gaps)),
		} {
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "was retired on") {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// An open incident is retired by another than its logger, who may close it.
func TestAnOpenIncidentIsRetiredByAnother(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, logger, other := t.Context(), aimstest.As(access.Contributor), aimstest.As(access.Lead)
		i, err := operation.Incidents.Keep(ctx, db, logger, operation.Incident{Title: "Wrong letters", NoticedOn: db.Now().Day(), Severity: operation.Grave})
		must(t, err)
		if err := operation.Incidents.Retire(ctx, db, logger, i.Ref, i.Version, "nothing"); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("the logger retires it: %v", err)
		}
		must(t, operation.Incidents.Retire(ctx, db, other, i.Ref, i.Version, "Logged twice"))
		i, err = operation.Incidents.Take(ctx, db, i.Ref)
		must(t, err)
		i.Title = "Other letters"
		if _, err := operation.Incidents.Change(ctx, db, other, i); fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "was retired on") {
			t.Errorf("a retired incident is changed: %v", err)
		}
	})
}

func TestDeadlinesCountFromTheNotice(t *testing.T) {
	i := operation.Incident{NoticedOn: "2026-11-01", NoticedAt: "14:30"}
	for _, c := range []struct {
		hours         int
		day           when.Day
		at            string
		today         when.Day
		sent          when.Day
		overdue, late bool
	}{
		{72, "2026-11-04", "14:30", "2026-11-04", "", false, false},
		{72, "2026-11-04", "14:30", "2026-11-05", "", true, false},
		{10, "2026-11-02", "00:30", "2026-11-05", "2026-11-03", false, true},
		{0, "2026-11-01", "14:30", "2026-11-02", "", true, false},
	} {
		n := operation.Notice{Hours: c.hours, SentOn: c.sent}
		if day, at := i.Deadline(n); day != c.day || at != c.at {
			t.Errorf("%d hours: %s %s", c.hours, day, at)
		}
		if got := i.Overdue(n, c.today); got != c.overdue {
			t.Errorf("%d hours on %s: overdue %v", c.hours, c.today, got)
		}
		if got := i.Late(n); got != c.late {
			t.Errorf("%d hours sent %s: late %v", c.hours, c.sent, got)
		}
	}
	i.NoticedAt = ""
	if _, at := i.Deadline(operation.Notice{Hours: 72}); at != "" {
		t.Errorf("a time of day out of nowhere: %s", at)
	}
}

func TestSplitsNameTheirHoles(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		must(t, around(ctx, db))
		s := operation.Blank("SYS-2026-001", "Who does what")
		if len(s.Holes()) != len(controls.MustLoad().LifeCycle) {
			t.Errorf("holes of a blank split: %v", s.Holes())
		}
		for i := range s.Shares[1:] {
			s.Shares[i+1].Supplier = "All of it"
		}
		if got := s.Holes(); !slices.Equal(got, controls.MustLoad().LifeCycle[:1]) {
			t.Errorf("holes %v", got)
		}
		_, err := operation.Splits.Keep(ctx, db, lead, s)
		must(t, err)
		if _, err = operation.Splits.Keep(ctx, db, lead, s); fault.KindOf(err) != fault.Invalid {
			t.Errorf("two splits of one system: %v", err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err, check.Messages(err))
	}
}
