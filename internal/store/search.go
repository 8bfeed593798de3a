package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/words"
)

// Search says what to look for in all records.
type Search struct {
	Words    words.Query
	Register string // table name of the one register to look in; "" is everywhere
	At       string // cursor; "" is the first page
	Limit    int    // how many to show; 0 is PageSize
}

// Hit is a record that holds every word.
type Hit struct {
	Register, Ref, Title string
	Of                   string   // the record it belongs to; "" where it stands alone
	Texts                []string // what the record says to people, to show where the words stand
	Retired              bool
}

// rank is how well a record answers; better ones come first.
type rank int

const (
	byRef  rank = iota // the words are its reference
	byName             // they stand in its reference and title, and it is in force
	byText             // they stand somewhere in it
	ranks
)

// Search gives a page of what holds every word: first the record whose reference it
// is, then what is called so, then what says so, of each the latest changed first.
// next is the cursor of the following page, "" at the end. Both engines answer alike.
func (db *DB) Search(ctx context.Context, s Search) (hits []Hit, next string, err error) {
	if len(s.Words) == 0 {
		return nil, "", nil
	}
	s.Limit = cmp.Or(s.Limit, PageSize)
	err = db.Consistent(ctx, func(q *gorm.DB) error {
		places, err := s.places(q)
		if err != nil {
			return err
		}
		if len(places) > s.Limit {
			places = places[:s.Limit]
			next = places[s.Limit-1].cursor()
		}
		hits, err = readHits(q, places)
		return err
	})
	return hits, next, err
}

// place is a record found: how well it answers, and the seq of its newest entry.
type place struct {
	rank rank
	seq  int64
}

func (p place) cursor() string { return fmt.Sprintf("%d-%d", p.rank, p.seq) }

// places finds one more than are shown, rank by rank from the cursor on.
func (s Search) places(q *gorm.DB) ([]place, error) {
	var from place
	if n, err := fmt.Sscanf(s.At, "%d-%d", &from.rank, &from.seq); n != 2 || err != nil || from.rank < 0 {
		from = place{}
	}
	var out []place
	for r := from.rank; r < ranks && len(out) <= s.Limit; r++ {
		found := s.found(q, r).Select("rowid").Order("rowid DESC").Limit(s.Limit + 1 - len(out))
		if r == from.rank && from.seq > 0 {
			found = found.Where("rowid < ?", from.seq)
		}
		var seqs []int64
		if err := found.Scan(&seqs).Error; err != nil {
			return nil, fmt.Errorf("store: search: %w", err)
		}
		for _, seq := range seqs {
			out = append(out, place{r, seq})
		}
	}
	return out, nil
}

// found narrows the index to the records of a rank and to those of no better one.
func (s Search) found(q *gorm.DB, r rank) *gorm.DB {
	q = q.Session(&gorm.Session{NewDB: true}).Table("search_words")
	if onPostgres(q) {
		return s.foundPostgres(q, r)
	}
	return q.Where("search_words MATCH ?", s.match(r))
}

func (s Search) foundPostgres(q *gorm.DB, r rank) *gorm.DB {
	if s.Register != "" {
		q = q.Where("register = ?", registerWord(s.Register))
	}
	exact, words := tsquery(s.Words, ""), tsquery(s.Words, ":*")
	q = q.Where("body @@ ?::tsquery", words) // the index holds these
	switch r {
	case byRef:
		return q.Where("ref @@ ?::tsquery", exact)
	case byName:
		return q.Where("name @@ ?::tsquery AND NOT ref @@ ?::tsquery", words, exact)
	default:
		return q.Where("NOT name @@ ?::tsquery AND NOT ref @@ ?::tsquery", words, exact)
	}
}

// tsquery writes the words for PostgreSQL. They are letters and digits alone, so
// quotes are enough to have them taken literally.
func tsquery(q words.Query, last string) string { return "'" + strings.Join(q, "' & '") + "'" + last }

// match writes the narrowing for FTS5.
func (s Search) match(r rank) string {
	whole := `("` + strings.Join(s.Words, `" AND "`) + `"`
	ref, name, body := "{ref} : "+whole+")", "{name} : "+whole+" *)", "{body} : "+whole+" *)"
	out := ref
	switch r {
	case byName:
		out = "((" + name + ") NOT (" + ref + "))"
	case byText:
		out = "(((" + body + ") NOT (" + name + ")) NOT (" + ref + "))"
	default:
	}
	if s.Register != "" {
		out = `({register} : "` + registerWord(s.Register) + `") AND (` + out + ")"
	}
	return out
}

// readHits reads the newest entries at the places, in their order. An entry that is
// missing is left out: verification tells of it, and a search must not fail of it.
func readHits(q *gorm.DB, places []place) ([]Hit, error) {
	seqs := make([]int64, len(places))
	for i, p := range places {
		seqs[i] = p.seq
	}
	var entries []trail.Entry
	err := q.Session(&gorm.Session{NewDB: true}).Select("seq", "register", "ref", "image").Where("seq IN ?", seqs).Find(&entries).Error
	if err != nil {
		return nil, fmt.Errorf("store: search: %w", err)
	}
	slices.SortFunc(entries, func(a, b trail.Entry) int {
		return cmp.Compare(slices.Index(seqs, a.Seq), slices.Index(seqs, b.Seq))
	})
	hits := make([]Hit, len(entries))
	for i, e := range entries {
		said := trail.Read(e.Image)
		hits[i] = Hit{e.Register, e.Ref, TitleOf(e.Image), said.Of, said.Texts, said.Retired}
	}
	return hits, nil
}

// MostCounted is up to how many records a search counts.
const MostCounted = 5000

// CountFound says how many records of each register, by table name, hold every word.
// Beyond MostCounted it says only that there are more.
func (db *DB) CountFound(ctx context.Context, asked words.Query) (counts map[string]int64, more bool, err error) {
	counts = map[string]int64{}
	if len(asked) == 0 {
		return counts, false, nil
	}
	q := db.Read(ctx)
	found := q.Session(&gorm.Session{NewDB: true}).Table("search_words").Select("rowid AS seq").Limit(MostCounted + 1)
	if onPostgres(q) {
		found = found.Where("body @@ ?::tsquery", tsquery(asked, ":*"))
	} else {
		found = found.Where("search_words MATCH ?", `{body} : ("`+strings.Join(asked, `" AND "`)+`" *)`)
	}
	var rows []struct {
		Register string
		Total    int64
	}
	err = q.Raw("SELECT t.register, COUNT(*) AS total FROM (?) s JOIN trail_entries t ON t.seq = s.seq GROUP BY t.register", found).Scan(&rows).Error
	if err != nil {
		return nil, false, fmt.Errorf("store: count what is found: %w", err)
	}
	total := int64(0)
	for _, r := range rows {
		counts[r.Register] = r.Total
		total += r.Total
	}
	if total > MostCounted {
		return map[string]int64{}, true, nil
	}
	return counts, false, nil
}
