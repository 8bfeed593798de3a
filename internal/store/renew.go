package store

import (
	"cmp"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
)

// nearby is how many entries apart two positions of the trail may be for what lies
// between them to be read record by record. After a longer act, such as an import,
// reading whole registers is as quick.
const nearby = 500

// Moved gives the references, by table, of the records that the trail has entries
// about since a position. near is false where everything must be read instead: too
// much lies between, or the position is not one of this trail, as after a backup
// was put back.
func Moved(q *gorm.DB, since trail.Checkpoint) (refs map[string][]string, near bool, err error) {
	var entries []trail.Entry
	err = q.Select("seq", "register", "ref", "hash").Where("seq >= ?", since.Seq).Order("seq").Limit(nearby + 2).Find(&entries).Error
	if err != nil {
		return nil, false, fmt.Errorf("store: entries since %d: %w", since.Seq, err)
	}
	if len(entries) == 0 || len(entries) > nearby+1 || entries[0].Seq != since.Seq || entries[0].Hash != since.Hash {
		return nil, false, nil
	}
	refs = map[string][]string{}
	for _, e := range entries[1:] {
		if !slices.Contains(refs[e.Register], e.Ref) {
			refs[e.Register] = append(refs[e.Register], e.Ref)
		}
	}
	return refs, true, nil
}

// Renew gives what All would, from what All gave before and the records that moved
// since. The list before stays as it is.
func Renew[T any, P row[T]](q *gorm.DB, before []T, moved []string) ([]T, error) {
	var recs []T
	if err := q.Where("ref IN ?", moved).Order(byAge).Find(&recs).Error; err != nil {
		return nil, fmt.Errorf("store: read %s: %w", P(new(T)).TableName(), err)
	}
	all := append(make([]T, 0, len(before)+len(recs)), before...)
	for i := range recs {
		at, known := slices.BinarySearchFunc(all, P(&recs[i]).head().Ref, func(rec T, ref string) int { return older(P(&rec).head().Ref, ref) })
		if known {
			all[at] = recs[i]
		} else {
			all = slices.Insert(all, at, recs[i])
		}
	}
	return all, nil
}

// older orders references as byAge does.
func older(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }
