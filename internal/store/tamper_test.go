package store_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

func TestTheTrailIsAppendOnly(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		fill(t, db, 4)
		a := intrude(t, db)
		statements := []string{
			"UPDATE trail_entries SET reason = 'x' WHERE seq = 1",
			"DELETE FROM trail_entries WHERE seq = 4",
			"DELETE FROM trail_entries",
		}
		if db.Engine == store.Postgres {
			statements = append(statements, "TRUNCATE trail_entries")
		} else {
			statements = append(statements, "REPLACE INTO trail_entries SELECT * FROM trail_entries WHERE seq = 1")
		}
		for _, s := range statements {
			if err := a.try(s); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s gave %v", s, err)
			}
		}
		noProblems(t, db)
	})
}

// columns of the trail, and the parts of a problem that may name a change of each.
var columns = map[string][]string{
	"seq": {"sequence"}, "at": {"header"}, "actor": {"header"}, "name": {"header"}, "role": {"header"},
	"via": {"header"}, "act": {"header"}, "register": {"header"}, "ref": {"header"}, "version": {"header"},
	"reason": {"header"}, "batch": {"header"}, "image": {"image"}, "image_sha256": {"image"},
	"prev": {"link"}, "hash": {"header"},
}

// mutate gives another value of the same kind: one character changed, one added, or one lost.
func mutate(random *rand.Rand, column, value string) string {
	if column == "seq" || column == "version" {
		n, _ := strconv.Atoi(value)
		return strconv.Itoa(n + 1000 + random.IntN(1000))
	}
	at := 0
	if len(value) > 0 {
		at = random.IntN(len(value))
	}
	switch {
	case value == "" || random.IntN(3) == 0:
		return value[:at] + "x" + value[at:]
	case random.IntN(2) == 0:
		return value[:at] + value[at+1:]
	}
	other := byte('a')
	if value[at] == other {
		other = 'b'
	}
	return value[:at] + string(other) + value[at+1:]
}

func TestR14EveryChangeOfATrailRowIsFound(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		const entries, mutations = 40, 200
		fill(t, db, entries)
		noProblems(t, db)
		a := attack(t, db)
		random := rand.New(rand.NewPCG(14, 14))
		names := make([]string, 0, len(columns))
		for c := range columns {
			names = append(names, c)
		}
		slices.Sort(names)
		found := 0
		for i := range mutations {
			column, seq := names[i%len(names)], int64(1+random.IntN(entries))
			old := a.ask(1, "SELECT CAST("+column+" AS TEXT) FROM trail_entries WHERE seq = $1", seq)[0]
			value := mutate(random, column, old)
			a.change(column, seq, value)
			at := seq
			if column == "seq" {
				at, _ = strconv.ParseInt(value, 10, 64)
			}
			if named(verify(t, db), at, columns[column]) {
				found++
			} else {
				t.Errorf("entry %d, %s: %q → %q was not named: %+v", seq, column, old, value, verify(t, db))
			}
			a.change(column, at, old)
		}
		t.Logf("R14: %d of %d changes found", found, mutations)
		noProblems(t, db)
	})
}

func (a attacker) change(column string, seq int64, value string) {
	a.Helper()
	kind := "TEXT"
	if column == "seq" || column == "version" {
		kind = "BIGINT"
	}
	a.exec("UPDATE trail_entries SET "+column+" = CAST($1 AS "+kind+") WHERE seq = $2", value, seq)
}

func named(problems []trail.Problem, seq int64, parts []string) bool {
	return slices.ContainsFunc(problems, func(p trail.Problem) bool { return p.Seq == seq && slices.Contains(parts, p.Part) })
}

// SQLite takes any value in any column, so damage can also make a row unreadable.
func TestR14AValueThatCannotBeReadIsNamed(t *testing.T) {
	tests := map[string]struct {
		do   string
		want trail.Problem
	}{
		"version of an entry":  {"UPDATE trail_entries SET version = 'none' WHERE seq = 6", trail.Problem{Seq: 6, Part: "unreadable"}},
		"sequence of an entry": {"UPDATE trail_entries SET seq = 'none' WHERE seq = 10", trail.Problem{Seq: 10, Part: "unreadable"}},
		"number of a row":      {"UPDATE risks SET residual_level = 'none' WHERE ref = 'RSK-2026-002'", trail.Problem{Register: "risks", Ref: "RSK-2026-002", Part: "row"}},
		"list of a row":        {"UPDATE risks SET systems = '[' WHERE ref = 'RSK-2026-002'", trail.Problem{Register: "risks", Ref: "RSK-2026-002", Part: "row"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			db := aimstest.DB(t)
			fill(t, db, 10)
			attack(t, db).exec(tt.do)
			problems := verify(t, db)
			for i := range problems {
				problems[i].Message = ""
			}
			if !slices.Contains(problems, tt.want) {
				t.Errorf("%+v is not among %+v", tt.want, problems)
			}
		})
	}
}

func TestR15WhatWasDeletedInsertedMovedOrCutIsFound(t *testing.T) {
	const entries = 20
	tests := []struct {
		name, part string
		mark       bool // only a checkpoint kept outside can tell
		do         func(a attacker)
	}{
		{"delete", "sequence", false, func(a attacker) { a.exec("DELETE FROM trail_entries WHERE seq = 7") }},
		{"insert", "header", false, func(a attacker) { a.forge(entries + 1) }},
		{"insert, with the head", "header", false, func(a attacker) {
			a.forge(entries + 1)
			a.exec("UPDATE trail_head SET seq = $1, hash = (SELECT hash FROM trail_entries WHERE seq = $1)", entries+1)
		}},
		{"swap", "header", false, func(a attacker) {
			a.exec("UPDATE trail_entries SET seq = 1000 WHERE seq = 5")
			a.exec("UPDATE trail_entries SET seq = 5 WHERE seq = 9")
			a.exec("UPDATE trail_entries SET seq = 9 WHERE seq = 1000")
		}},
		{"cut the tail", "head", false, func(a attacker) { a.exec("DELETE FROM trail_entries WHERE seq > $1", entries-1) }},
		{"cut the tail, with the head", "row", false, func(a attacker) { a.cut(entries - 1) }},
		{"cut the tail, with the head and the record", "tail", true, func(a attacker) {
			image := a.ask(1, "SELECT image FROM trail_entries WHERE seq = $1", entries-1)[0]
			before, err := store.Decode[risk.Risk](image)
			if err != nil {
				a.Fatal(err)
			}
			a.cut(entries - 1)
			a.exec("UPDATE risks SET title = $1, version = 1, updated_at = $2 WHERE ref = $3", before.Title, before.UpdatedAt, before.Ref)
		}},
		{"empty it", "row", false, func(a attacker) { a.cut(0) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			aimstest.Both(t, func(t *testing.T, db *store.DB) {
				fill(t, db, entries)
				mark := position(t, db)
				if problems := verify(t, db, mark); len(problems) > 0 {
					t.Fatal(problems)
				}
				tt.do(attack(t, db))
				alone, marked := verify(t, db), verify(t, db, mark)
				if tt.mark && len(alone) > 0 {
					t.Errorf("the chain alone should not see this: %v", alone)
				}
				if !hasPart(marked, tt.part) || !tt.mark && !hasPart(alone, tt.part) {
					t.Errorf("no problem with the %s\nalone: %v\nwith a checkpoint: %v", tt.part, alone, marked)
				}
			})
		})
	}
}

// forge adds an entry that a person without the program would write.
func (a attacker) forge(seq int) {
	a.Helper()
	a.exec(`INSERT INTO trail_entries SELECT $1, at, actor, name, role, via, act, register, ref, version + 1, reason, batch,
		image, image_sha256, hash, 'forged' FROM trail_entries WHERE seq = $2`, seq, seq-1)
}

// cut drops the newest entries and sets the head to what is left.
func (a attacker) cut(to int) {
	a.Helper()
	a.exec("DELETE FROM trail_entries WHERE seq > $1", to)
	a.exec("UPDATE trail_head SET seq = $1, hash = COALESCE((SELECT hash FROM trail_entries WHERE seq = $1), '')", to)
}

func hasPart(problems []trail.Problem, part string) bool {
	return slices.ContainsFunc(problems, func(p trail.Problem) bool { return p.Part == part })
}

func TestR16ARebuiltChainIsContradictedByAnEarlierCheckpoint(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		fill(t, db, 20)
		mark := position(t, db)
		var entries []trail.Entry
		if err := db.Read(ctx).Order("seq").Find(&entries).Error; err != nil {
			t.Fatal(err)
		}
		a, prev := attack(t, db), ""
		for _, e := range entries {
			if e.Seq == 3 {
				e.Name = "Somebody Else"
			}
			e.Seal(prev)
			prev = e.Hash
			a.exec("UPDATE trail_entries SET name = $1, prev = $2, hash = $3 WHERE seq = $4", e.Name, e.Prev, e.Hash, e.Seq)
		}
		a.exec("UPDATE trail_head SET hash = $1", prev)
		noProblems(t, db) // the limit of a chain: it proves order, not origin
		if problems := verify(t, db, mark); !named(problems, mark.Seq, []string{"checkpoint"}) {
			t.Errorf("the checkpoint did not contradict: %v", problems)
		}
	})
}

func TestEveryChangeOfARowOrLinkIsFound(t *testing.T) {
	tests := map[string]struct{ part, do string }{
		"a field":        {"row", "UPDATE risks SET owner = 'x' WHERE ref = 'RSK-2026-003'"},
		"a number":       {"row", "UPDATE risks SET residual_level = 1 WHERE ref = 'RSK-2026-003'"},
		"a list":         {"row", `UPDATE risks SET systems = '["SYS-2026-002"]' WHERE ref = 'RSK-2026-003'`},
		"a row gone":     {"row", "DELETE FROM risks WHERE ref = 'RSK-2026-003'"},
		"a row renamed":  {"row", "UPDATE risks SET ref = 'RSK-2026-333' WHERE ref = 'RSK-2026-003'"},
		"a link gone":    {"link", "DELETE FROM links WHERE ref = 'RSK-2026-003' AND target = '42001:A.5.4'"},
		"a link added":   {"link", "INSERT INTO links VALUES ('risks', 'RSK-2026-003', '42001:A.9.9')"},
		"a link changed": {"link", "UPDATE links SET target = '42001:A.9.9' WHERE ref = 'RSK-2026-003' AND target = '42001:A.5.4'"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			aimstest.Both(t, func(t *testing.T, db *store.DB) {
				fill(t, db, 10)
				intrude(t, db).exec(tt.do)
				problems := verify(t, db)
				if !slices.ContainsFunc(problems, func(p trail.Problem) bool {
					return p.Part == tt.part && p.Register == "risks" && p.Ref == "RSK-2026-003"
				}) {
					t.Errorf("%s: %v", tt.do, problems)
				}
			})
		})
	}
}

func TestR17WhenTheEntryFailsTheRowGoesToo(t *testing.T) {
	for _, table := range []string{"trail_entries", "links"} {
		t.Run(table, func(t *testing.T) {
			aimstest.Both(t, func(t *testing.T, db *store.DB) {
				ctx := context.Background()
				addRisk(t, db, "stays")
				a := intrude(t, db)
				a.refuseInserts(table)
				err := db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
					ref, err := tx.NextRef("RSK")
					if err != nil {
						return err
					}
					return tx.Create("identify", &risk.Risk{Head: store.Head{Ref: ref}, Title: "goes", Systems: []string{"SYS-2026-001"}}, "")
				})
				if err == nil || !strings.Contains(err.Error(), "out of order") {
					t.Fatalf("the write gave %v", err)
				}
				for table, want := range map[string]string{"risks": "1", "trail_entries": "1", "links": "2", "sequences": "1"} {
					if got := a.ask(1, "SELECT COUNT(*) FROM "+table)[0]; got != want {
						t.Errorf("%s has %s rows, want %s", table, got, want)
					}
				}
				if last := a.ask(1, "SELECT last FROM sequences")[0]; last != "1" {
					t.Errorf("the reference %s stayed given out", last)
				}
				noProblems(t, db)
			})
		})
	}
}

// refuseInserts makes every insert into a table fail, as a full disk would.
func (a attacker) refuseInserts(table string) {
	a.Helper()
	if a.engine == store.Postgres {
		a.exec("CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'out of order'; END; $$ LANGUAGE plpgsql")
		a.exec("CREATE TRIGGER refuse BEFORE INSERT ON " + table + " FOR EACH ROW EXECUTE FUNCTION refuse()")
		return
	}
	a.exec("CREATE TRIGGER refuse BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'out of order'); END")
}

func TestR18TheStateAtEveryInstantIsKept(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		r := addRisk(t, db, "as found")
		var kept []string // the image as it was read at the time
		var marks []trail.Checkpoint
		note := func() {
			rec, err := store.Take[risk.Risk](db.Read(ctx), r.Ref)
			if err != nil {
				t.Fatal(err)
			}
			image, err := trail.Canonical(rec)
			if err != nil {
				t.Fatal(err)
			}
			kept, marks = append(kept, image), append(marks, position(t, db))
		}
		note()
		for _, title := range []string{"first", "second", "", "fourth — 四", "fifth"} {
			editRisk(t, db, r.Ref, title)
			note()
		}
		for i, mark := range marks {
			at, err := store.PositionAt(db.Read(ctx), mark.At)
			if err != nil || at != mark {
				t.Fatalf("as of %s: %+v, %v", mark.At, at, err)
			}
			images, err := store.Images(db.Read(ctx), "risks", at.Seq)
			if err != nil || len(images) != 1 || images[0] != kept[i] {
				t.Errorf("as of %s:\n got %v, %v\nwant %s", mark.At, images, err, kept[i])
			}
		}
		if images, err := store.Images(db.Read(ctx), "risks", 0); err != nil || len(images) != 0 {
			t.Errorf("before anything: %v, %v", images, err)
		}
	})
}
