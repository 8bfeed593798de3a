package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/words"
)

// found lists the references that a search gives, page after page.
func found(t *testing.T, db *store.DB, asked, register string, limit int) []string {
	t.Helper()
	out := []string{}
	for at := ""; ; {
		hits, next, err := db.Search(context.Background(), store.Search{Words: words.Ask(asked), Register: register, At: at, Limit: limit})
		if err != nil {
			t.Fatalf("search %.80q: %v", asked, err)
		}
		for _, h := range hits {
			out = append(out, h.Ref)
		}
		if at = next; at == "" {
			return out
		}
	}
}

func want(t *testing.T, db *store.DB, asked string, refs ...string) {
	t.Helper()
	if d := cmp.Diff(append([]string{}, refs...), found(t, db, asked, "", 0)); d != "" {
		t.Errorf("search %.80q (-want +got):\n%s", asked, d)
	}
}

// identify adds risks within one act.
func identify(t *testing.T, db *store.DB, batch string, risks ...risk.Risk) {
	t.Helper()
	err := db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
		tx.Batch = batch
		for i := range risks {
			ref, err := tx.NextRef("RSK")
			if err != nil {
				return err
			}
			risks[i].Ref = ref
			if err := tx.Create("identify", &risks[i], ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func change(t *testing.T, db *store.DB, ref string, do func(tx *store.Tx, r *risk.Risk) error) {
	t.Helper()
	err := db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
		r, err := store.LoadNow[risk.Risk](tx, ref)
		if err != nil {
			return err
		}
		return do(tx, &r)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestU25SearchFollowsEveryAct(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		identify(t, db, "", risk.Risk{Title: "Model drift", Description: "The ranking changes unseen"}, risk.Risk{Title: "Prompt injection", Notes: "Drift of the guard rails"})
		want(t, db, "drift", "RSK-2026-001", "RSK-2026-002") // the title comes before the text
		want(t, db, "ranking uns", "RSK-2026-001")           // all words, the last as a beginning
		want(t, db, "rank unseen", []string{}...)            // not the first
		change(t, db, "RSK-2026-001", func(tx *store.Tx, r *risk.Risk) error {
			r.Title = "Skewed ranking"
			return tx.Update("assess", r, "")
		})
		want(t, db, "drift", "RSK-2026-002")
		want(t, db, "skewed", "RSK-2026-001")
		change(t, db, "RSK-2026-001", func(tx *store.Tx, r *risk.Risk) error {
			r.Title = "Twice"
			if err := tx.Update("assess", r, ""); err != nil {
				return err
			}
			r.Title = "Thrice"
			return tx.Update("assess", r, "")
		})
		want(t, db, "twice", []string{}...)
		want(t, db, "thrice", "RSK-2026-001")
		change(t, db, "RSK-2026-001", func(tx *store.Tx, r *risk.Risk) error { return tx.Retire(r, "Merged with another") })
		want(t, db, "thrice", "RSK-2026-001")
		want(t, db, "merged", "RSK-2026-001")
		hits, _, err := db.Search(context.Background(), store.Search{Words: words.Ask("thrice")})
		if err != nil || len(hits) != 1 || !hits[0].Retired || hits[0].Title != "Thrice" || hits[0].Register != "risks" {
			t.Errorf("found %+v, %v", hits, err)
		}
		err = db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
			if err := tx.Create("identify", &risk.Risk{Head: store.Head{Ref: "RSK-2026-009"}, Title: "Never"}, ""); err != nil {
				return err
			}
			return context.Canceled
		})
		if err == nil {
			t.Error("the act was not undone")
		}
		want(t, db, "never", []string{}...)
	})
}

func TestSearchFollowsAnImportAndItsUndo(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		identify(t, db, "", risk.Risk{Title: "Kept"})
		identify(t, db, "BAT-1", slices.Repeat([]risk.Risk{{Title: "Imported drift"}}, 450)...)
		change(t, db, "RSK-2026-001", func(tx *store.Tx, r *risk.Risk) error {
			tx.Batch = "BAT-1"
			r.Title = "Overwritten drift"
			return tx.Update("import", r, "")
		})
		if n := len(found(t, db, "drift", "", 0)); n != 451 {
			t.Errorf("found %d of an import of 451", n)
		}
		err := db.Write(context.Background(), lead, access.Import, func(tx *store.Tx) error {
			_, err := tx.Undo("BAT-1", snapshot.Registers())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		want(t, db, "kept", "RSK-2026-001")
		want(t, db, "overwritten", []string{}...)
		hits, _, err := db.Search(context.Background(), store.Search{Words: words.Ask("imported")})
		if err != nil || len(hits) != store.PageSize || !hits[0].Retired {
			t.Errorf("found %d, %v", len(hits), err)
		}
	})
}

func TestSearchRanksByReferenceTitleText(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		identify(
			t, db, "",
			risk.Risk{Title: "Supplier ends", Notes: "See RSK-2026-003"},
			risk.Risk{Title: "After RSK-2026-003"},
			risk.Risk{Title: "Data leaks"},
			risk.Risk{Title: "Leaks, old", Notes: "data"},
			risk.Risk{Title: "GPT-4 and A.5.4 as of 2026-11-22"},
		)
		want(t, db, "RSK-2026-003", "RSK-2026-003", "RSK-2026-002", "RSK-2026-001")
		want(t, db, "rsk-2026-003", "RSK-2026-003", "RSK-2026-002", "RSK-2026-001")
		want(t, db, "data leaks", "RSK-2026-003", "RSK-2026-004")
		change(t, db, "RSK-2026-003", func(tx *store.Tx, r *risk.Risk) error { return tx.Retire(r, "old") })
		want(t, db, "leaks", "RSK-2026-004", "RSK-2026-003")
		want(t, db, "RSK-2026-003", "RSK-2026-003", "RSK-2026-002", "RSK-2026-001")
		for _, asked := range []string{"gpt-4", "GPT 4", "a.5.4", "A.5", "2026-11", "gpt"} {
			want(t, db, asked, "RSK-2026-005")
		}
		want(t, db, "2026", "RSK-2026-005") // the year in every reference is no word
		if got := found(t, db, "leaks", "systems", 0); len(got) != 0 {
			t.Errorf("a risk was found among the systems: %v", got)
		}
		if got := found(t, db, "leaks", "risks", 1); len(got) != 2 {
			t.Errorf("one by one gave %v", got)
		}
	})
}

// U25: nothing that is typed is an operator, and nothing makes a search fail.
func TestHostileSearches(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		identify(t, db, "", risk.Risk{Title: `100% "quoted" AND (wild*) _under`, Description: "it's c:\\path"}, risk.Risk{Title: "NEAR OR NOT", Notes: strings.Repeat("lang ", 50_000) + strings.Repeat("x", 5000)})
		want(t, db, `"quoted" wild*`, "RSK-2026-001")
		want(t, db, "AND", "RSK-2026-001")
		want(t, db, "near OR not", "RSK-2026-002")
		want(t, db, "100%", "RSK-2026-001")
		want(t, db, "_under", "RSK-2026-001")
		want(t, db, `c:\path`, "RSK-2026-001")
		want(t, db, strings.Repeat("x", 5000), "RSK-2026-002")
		for _, asked := range []string{
			"", " ", "%", "_", "*", "***", `"`, `""`, "'", "\\", ";--", "(", ")", ":", "^", "-", "+", "{ref}", "title:", "NEAR(", "NEAR(a b, 3)", "a NOT", "NOT a", "OR", "a AND", "&", "|", "!", "<->", ":*",
			"'; DROP TABLE risks; --", "😀", "😀 drift", "\x00", "\xff\xfe", "\u202e", "e\u0301", strings.Repeat("a", 10_000), strings.Repeat("ab ", 3334), strings.Repeat(`"`, 10_000), strings.Repeat("(", 10_000), strings.Repeat("é", 10_000), strings.Repeat("漢字", 5000),
		} {
			found(t, db, asked, "", 0)
			found(t, db, asked, "risks", 0)
			if _, _, err := db.CountFound(context.Background(), words.Ask(asked)); err != nil {
				t.Errorf("%.40q: %v", asked, err)
			}
		}
		for _, at := range []string{"x", "-1-5", "9-9", "1-", "0-99999999999999999999"} {
			if _, _, err := db.Search(context.Background(), store.Search{Words: words.Ask("quoted"), At: at}); err != nil {
				t.Errorf("cursor %q: %v", at, err)
			}
		}
	})
}

func TestSearchInManyScripts(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		for n, title := range []string{"Résumé ranking", "Прозрачность моделей", "Διαφάνεια και λόγος", "Größe des Ærø", "偏見のリスク", "ความเสี่ยง", "İstanbul ılık", "Łódź", "शिक्षा", "العدالة"} {
			identify(t, db, "", risk.Risk{Title: title})
			ref := fmt.Sprintf("RSK-2026-%03d", n+1)
			want(t, db, title, ref)
			want(t, db, strings.ToUpper(title), ref)
		}
		for asked, ref := range map[string]string{
			"resume": "RSK-2026-001", "re\u0301sume\u0301 RANK": "RSK-2026-001", "прозрачн": "RSK-2026-002", "ДИАФАНЕИА": "", "διαφανεια": "RSK-2026-003", "ΛΌΓΟΣ": "RSK-2026-003", "λογος": "RSK-2026-003",
			"grosse aero": "RSK-2026-004", "偏見": "RSK-2026-005", "見の": "RSK-2026-005", "リスク": "RSK-2026-005", "istanbul ilik": "RSK-2026-007", "lodz": "RSK-2026-008",
		} {
			if ref == "" {
				want(t, db, asked, []string{}...)
			} else {
				want(t, db, asked, ref)
			}
		}
	})
}

func TestSearchCountsByRegister(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		identify(t, db, "", risk.Risk{Title: "Drift"}, risk.Risk{Title: "Drift again"})
		if _, err := inventory.New(db).Register(context.Background(), lead, inventory.System{Name: "Drift watch", Purpose: "p"}); err != nil {
			t.Fatal(err)
		}
		got, more, err := db.CountFound(context.Background(), words.Ask("drift"))
		if d := cmp.Diff(map[string]int64{"risks": 2, "systems": 1}, got); d != "" || more || err != nil {
			t.Errorf("%v %v %s", more, err, d)
		}
	})
}

// A search must not fail of a record that is missing, and an index that is behind is
// made anew at the next start, by one of several that start at once.
func TestTheIndexIsMadeAnewWhereItIsBehind(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		identify(t, db, "", slices.Repeat([]risk.Risk{{Title: "Drift"}}, 450)...)
		change(t, db, "RSK-2026-007", func(tx *store.Tx, r *risk.Risk) error {
			r.Title = "Moved"
			return tx.Update("assess", r, "")
		})
		before := found(t, db, "drift", "", 0)
		intrude(t, db).exec("DELETE FROM risks WHERE ref = 'RSK-2026-008'")
		if got := found(t, db, "drift", "", 0); !slices.Equal(got, before) {
			t.Errorf("found %d instead of %d", len(got), len(before))
		}
		for _, damage := range []string{"DELETE FROM search_words", "DELETE FROM search_words WHERE rowid > 200"} {
			intrude(t, db).exec(damage)
			errs := make(chan error)
			for range 4 {
				go func() { errs <- store.CatchUp(db, context.Background()) }()
			}
			for range 4 {
				if err := <-errs; err != nil {
					t.Error(err)
				}
			}
			if got := found(t, db, "drift", "", 0); !slices.Equal(got, before) {
				t.Errorf("after %s: found %d instead of %d", damage, len(got), len(before))
			}
		}
		want(t, db, "moved", "RSK-2026-007")
		var rows int64
		if err := db.Read(context.Background()).Table("search_words").Count(&rows).Error; err != nil || rows != 450 {
			t.Errorf("%d rows for 450 records, %v", rows, err)
		}
	})
}

// Only the door writes the index.
func TestTheIndexIsClosedToOthers(t *testing.T) {
	db := aimstest.DB(t)
	err := db.House(context.Background(), func(tx *gorm.DB) error {
		return tx.Exec("DELETE FROM search_words").Error
	})
	if err == nil {
		t.Error("the index could be written as a house table")
	}
}
