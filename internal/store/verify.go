package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
)

// key names a record.
type key struct{ register, ref string }

// images maps each record to its newest image's sum and text of links.
type images map[key]trail.Entry

// Verify recomputes the whole chain, compares every row with its newest image and
// every link with the record it came from. It changes nothing. Damage that
// SQLite's own check does not see is found here, because every value is hashed;
// what stands in a table but in no index, only its own check sees.
func (db *DB) Verify(ctx context.Context, registers []Register, marks []trail.Checkpoint) ([]trail.Problem, error) {
	var problems []trail.Problem
	err := db.Consistent(ctx, func(q *gorm.DB) error {
		chain, newest, err := readChain(q, marks)
		if err != nil {
			return err
		}
		problems = chain.End()
		head, err := checkHead(q, chain.Last)
		if err != nil {
			return err
		}
		problems = append(problems, head...)
		rows, err := checkRows(q, registers, newest)
		if err != nil {
			return err
		}
		file, err := db.checkFile(q)
		problems = slices.Concat(problems, rows, file)
		return err
	})
	if err == nil {
		err = ctx.Err() // what was cut short must not look like damage
	}
	return problems, err
}

func readChain(q *gorm.DB, marks []trail.Checkpoint) (*trail.Chain, images, error) {
	chain, newest := trail.NewChain(marks), images{}
	rows, err := q.Model(&trail.Entry{}).Order("seq").Rows()
	if err != nil {
		return nil, nil, fmt.Errorf("store: read trail: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var e trail.Entry
		if err := q.ScanRows(rows, &e); err != nil {
			chain.Unreadable(err)
			continue
		}
		chain.Add(e)
		e.Image = ""
		newest[key{e.Register, e.Ref}] = e
	}
	return chain, newest, rows.Err()
}

func checkHead(q *gorm.DB, last trail.Entry) ([]trail.Problem, error) {
	var head trailHead
	if err := q.Where("id = ?", 1).Take(&head).Error; err != nil {
		return nil, fmt.Errorf("store: trail head: %w", err)
	}
	if head.Seq == last.Seq && head.Hash == last.Hash {
		return nil, nil
	}
	return []trail.Problem{{Seq: last.Seq, Part: "head", Message: fmt.Sprintf(
		"the trail ends at entry %d, but its head says %d: entries were cut off or added outside the workbench", last.Seq, head.Seq)}}, nil
}

func checkRows(q *gorm.DB, registers []Register, newest images) ([]trail.Problem, error) {
	var problems []trail.Problem
	wanted := map[Link]bool{}
	for _, r := range registers {
		recs, damaged := readAll(q, r)
		problems = append(problems, damaged...)
		for _, p := range damaged {
			delete(newest, key{p.Register, p.Ref})
		}
		for _, rec := range recs {
			problems = append(problems, checkRow(rec, newest)...)
			delete(newest, key{rec.TableName(), rec.head().Ref})
			if l, ok := rec.(Linker); ok {
				for _, link := range linksOf(rec.TableName(), rec.head().Ref, l) {
					wanted[link] = true
				}
			}
		}
		problems = append(problems, lost(newest, r.New().TableName())...)
	}
	links, err := checkLinks(q, wanted)
	return append(problems, links...), err
}

func checkRow(rec Record, newest images) []trail.Problem {
	register, ref := rec.TableName(), rec.head().Ref
	e, ok := newest[key{register, ref}]
	say := func(format string, args ...any) []trail.Problem {
		return []trail.Problem{{Seq: e.Seq, Register: register, Ref: ref, Part: "row", Message: fmt.Sprintf(format, args...)}}
	}
	if !ok {
		return say("%s stands in the register, but no entry of the trail made it", ref)
	}
	image, err := trail.Canonical(rec)
	if err != nil || trail.Sum([]byte(image)) != e.ImageSum {
		return say("%s differs from its newest entry (%d): it was changed outside the workbench, or the file is damaged", ref, e.Seq)
	}
	return nil
}

// lost lists records that the trail knows and the register does not, in order.
func lost(newest images, register string) []trail.Problem {
	var out []trail.Problem
	for k, e := range newest {
		if k.register == register {
			out = append(out, trail.Problem{Seq: e.Seq, Register: register, Ref: k.ref, Part: "row",
				Message: fmt.Sprintf("%s is missing from the register; its newest entry is %d", k.ref, e.Seq)})
		}
	}
	slices.SortFunc(out, func(a, b trail.Problem) int { return int(a.Seq - b.Seq) })
	return out
}

func checkLinks(q *gorm.DB, wanted map[Link]bool) ([]trail.Problem, error) {
	var links []Link
	if err := q.Order("register, ref, target").Find(&links).Error; err != nil {
		return nil, fmt.Errorf("store: read links: %w", err)
	}
	var problems []trail.Problem
	say := func(l Link, what string) {
		problems = append(problems, trail.Problem{Register: l.Register, Ref: l.Ref, Part: "link",
			Message: fmt.Sprintf("the link %s → %s %s", l.Ref, l.Target, what)})
	}
	for _, l := range links {
		if !wanted[l] {
			say(l, "is not in the record")
		}
		delete(wanted, l)
	}
	for _, l := range sortedLinks(wanted) {
		say(l, "is missing")
	}
	return problems, nil
}

func sortedLinks(set map[Link]bool) []Link {
	out := make([]Link, 0, len(set))
	for l := range set {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b Link) int {
		return slices.Compare([]string{a.Register, a.Ref, a.Target}, []string{b.Register, b.Ref, b.Target})
	})
	return out
}

// readAll reads every record of a register whose type is known only at run time.
// A value that cannot be read must not hide the others, so then each row is asked for alone.
func readAll(q *gorm.DB, r Register) ([]Record, []trail.Problem) {
	slice := reflect.New(reflect.SliceOf(reflect.TypeOf(r.New()).Elem()))
	if err := q.Session(&gorm.Session{NewDB: true}).Order("ref").Find(slice.Interface()).Error; err != nil {
		return readEach(q, r)
	}
	recs := make([]Record, slice.Elem().Len())
	for i := range recs {
		recs[i] = slice.Elem().Index(i).Addr().Interface().(Record) //nolint:forcetypeassert // r.New made it
	}
	return recs, nil
}

// readEach reads what can still be read of a damaged register and names the rest.
func readEach(q *gorm.DB, r Register) ([]Record, []trail.Problem) {
	table := r.New().TableName()
	damaged := func(ref string, err error) trail.Problem {
		return trail.Problem{Register: table, Ref: ref, Part: "row", Message: fmt.Sprintf("%s %s cannot be read: %v", table, ref, err)}
	}
	var refs []string
	if err := q.Session(&gorm.Session{NewDB: true}).Model(r.New()).Order("ref").Pluck("ref", &refs).Error; err != nil {
		return nil, []trail.Problem{damaged("", err)}
	}
	var recs []Record
	var problems []trail.Problem
	for _, ref := range refs {
		rec := r.New()
		if err := q.Session(&gorm.Session{NewDB: true}).Where("ref = ?", ref).Take(rec).Error; err != nil {
			problems = append(problems, damaged(ref, err))
			continue
		}
		recs = append(recs, rec)
	}
	return recs, problems
}

// Decode reads an image back into a record.
func Decode[T any](image string) (T, error) {
	var rec T
	if err := json.Unmarshal([]byte(image), &rec); err != nil {
		return rec, fmt.Errorf("store: damaged image: %w", err)
	}
	return rec, nil
}
