package evidence

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

// Revision is one file or address that an item held, with who put it there.
type Revision struct {
	Item // as it stood last in this revision
	By   string
	At   when.Instant
}

// Revisions gives what an item held, the newest first, from its images in the trail.
func (s *Shelf) Revisions(ctx context.Context, ref string) ([]Revision, error) {
	entries, err := s.db.History(ctx, ref)
	if err != nil {
		return nil, err
	}
	var revisions []Revision
	for _, e := range slices.Backward(entries) {
		var item Item
		if err := json.Unmarshal([]byte(e.Image), &item); err != nil {
			return nil, fmt.Errorf("evidence: image %d of %s: %w", e.Seq, ref, err)
		}
		if last := len(revisions) - 1; last >= 0 && revisions[last].Revision == item.Revision {
			revisions[last].Item = item
			continue
		}
		revisions = append(revisions, Revision{Item: item, By: e.Name, At: e.At})
	}
	slices.Reverse(revisions)
	return revisions, nil
}

// Revised gives one revision of an item.
func (s *Shelf) Revised(ctx context.Context, ref string, number int) (Revision, error) {
	all, err := s.Revisions(ctx, ref)
	if err != nil {
		return Revision{}, err
	}
	for _, r := range all {
		if r.Revision == number {
			return r, nil
		}
	}
	return Revision{}, fault.New(fault.NotFound, "%s has no revision %d. Open %s and choose one from its list.", ref, number, ref)
}

// cited lists every file that any item held at any time, each once an item and
// revision. Only the trail knows them all.
func (s *Shelf) cited(ctx context.Context) (files []Item, err error) {
	rows, err := s.db.Read(ctx).Table("trail_entries").Select("image").
		Where("register = ?", Item{}.TableName()).Order("seq").Rows()
	if err != nil {
		return nil, fmt.Errorf("evidence: revisions: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	type key struct {
		ref      string
		revision int
	}
	seen := map[key]bool{}
	for rows.Next() {
		var image string
		var item Item
		if err := rows.Scan(&image); err != nil {
			return nil, fmt.Errorf("evidence: revisions: %w", err)
		}
		if json.Unmarshal([]byte(image), &item) != nil {
			continue // the trail's own verification names a damaged image
		}
		if k := (key{item.Ref, item.Revision}); item.SHA256 != "" && !seen[k] {
			seen[k] = true
			files = append(files, item)
		}
	}
	return files, rows.Err()
}
