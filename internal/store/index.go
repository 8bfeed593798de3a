package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/words"
)

// indexed is how many entries are indexed with one statement.
const indexed = 200

// index brings the search index to the entries of an act, within its transaction:
// of each record the newest image counts and takes the place of the one before.
func (tx *Tx) index(acts []trail.Entry) error {
	newest, before := map[key]int{}, []trail.Entry{}
	for i, e := range acts {
		k := key{e.Register, e.Ref}
		if _, again := newest[k]; !again && e.Version > 1 {
			before = append(before, e)
		}
		newest[k] = i
	}
	for _, e := range before {
		err := tx.allowed().Exec("DELETE FROM search_words WHERE rowid = (SELECT seq FROM trail_entries WHERE register = ? AND ref = ? AND version = ?)",
			e.Register, e.Ref, e.Version-1).Error
		if err != nil {
			return fmt.Errorf("store: search index of %s: %w", e.Ref, err)
		}
	}
	rows := make([]trail.Entry, 0, len(newest))
	for i, e := range acts {
		if newest[key{e.Register, e.Ref}] == i {
			rows = append(rows, e)
		}
	}
	return addToIndex(tx.allowed(), rows)
}

// addToIndex writes entries that are the newest of their records.
func addToIndex(q *gorm.DB, entries []trail.Entry) error {
	for len(entries) > 0 {
		n := min(len(entries), indexed)
		var args []any
		for _, e := range entries[:n] {
			args = append(args, indexRow(e)...)
		}
		if err := q.Exec(indexInsert(q, n), args...).Error; err != nil {
			return fmt.Errorf("store: search index: %w", err)
		}
		entries = entries[n:]
	}
	return nil
}

// indexInsert is the statement that adds n rows.
func indexInsert(q *gorm.DB, n int) string {
	row := "(?,?,?,?,?)"
	if onPostgres(q) {
		const cut = "array_to_tsvector(string_to_array(?, ' '))"
		row = "(?,?," + cut + "," + cut + "," + cut + ")"
	}
	return "INSERT INTO search_words (rowid, register, ref, name, body) VALUES " + strings.TrimSuffix(strings.Repeat(row+",", n), ",")
}

// indexRow gives the values of one row of that statement. What is out of force is
// found by its text only, so that it comes after what is in force.
func indexRow(e trail.Entry) []any {
	if isConfidential(e.Register) {
		return []any{e.Seq, registerWord(e.Register), "", "", ""}
	}
	said := trail.Read(e.Image)
	ref, title := words.Ask(e.Ref), TitleOf(e.Image)
	name := append(words.Of(title), ref...)
	body := append(words.Of(append(said.Texts, title)...), ref...)
	if said.Retired {
		name = nil
	}
	return []any{e.Seq, registerWord(e.Register), strings.Join(ref, " "), strings.Join(name, " "), strings.Join(body, " ")}
}

func onPostgres(q *gorm.DB) bool { return q.Name() == string(Postgres) }

// registerWord is the name of a register as one word of the index.
func registerWord(register string) string { return strings.ReplaceAll(register, "_", "") }

// catchUp makes the search index anew where it does not reach the end of the trail:
// in a workspace from before there was one. Where several processes start at once,
// the lock on the trail's head lets the first do it.
func (db *DB) catchUp(ctx context.Context) error {
	if behind, err := indexBehind(db.read.WithContext(ctx)); err != nil || !behind {
		return err
	}
	gtx := db.write.WithContext(ctx).Begin()
	if gtx.Error != nil {
		return busy(gtx.Error)
	}
	defer gtx.Rollback() // nothing to undo after the commit
	tx := &Tx{db: gtx, ctx: ctx}
	if _, err := tx.lockHead(); err != nil {
		return err
	}
	if behind, err := indexBehind(gtx); err != nil || !behind {
		return err
	}
	if err := tx.reindex(); err != nil {
		return err
	}
	return gtx.Commit().Error
}

// indexBehind says whether the newest entry of the trail is not in the index.
func indexBehind(q *gorm.DB) (bool, error) {
	var last, known int64
	if err := q.Raw("SELECT COALESCE(MAX(seq), 0) FROM trail_entries").Scan(&last).Error; err != nil {
		return false, fmt.Errorf("store: search index: %w", err)
	}
	if err := q.Raw("SELECT rowid FROM search_words ORDER BY rowid DESC LIMIT 1").Scan(&known).Error; err != nil {
		return false, fmt.Errorf("store: search index: %w", err)
	}
	return known != last, nil
}

// reindex empties the index and reads the newest image of every record into it.
func (tx *Tx) reindex() error {
	empty := "INSERT INTO search_words (search_words) VALUES ('delete-all')"
	if onPostgres(tx.db) {
		empty = "DELETE FROM search_words"
	}
	if err := tx.allowed().Exec(empty).Error; err != nil {
		return fmt.Errorf("store: search index: %w", err)
	}
	var newest []int64
	err := tx.db.Raw("SELECT MAX(seq) AS newest FROM trail_entries GROUP BY register, ref ORDER BY newest").Scan(&newest).Error
	if err != nil {
		return fmt.Errorf("store: search index: %w", err)
	}
	for seqs := range slices.Chunk(newest, indexed) {
		var entries []trail.Entry
		if err := tx.db.Select("seq", "register", "ref", "image").Where("seq IN ?", seqs).Order("seq").Find(&entries).Error; err != nil {
			return fmt.Errorf("store: search index: %w", err)
		}
		if err := addToIndex(tx.allowed(), entries); err != nil {
			return err
		}
	}
	return nil
}
