package evidence

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/check"
)

// Problems says everything that would keep an item from being recorded now,
// without recording it.
func (s *Shelf) Problems(ctx context.Context, i Item) error {
	i.prepare()
	return s.problems(s.db.Read(ctx), i)
}

// problems says everything that keeps an item from being recorded, all at once.
func (s *Shelf) problems(q *gorm.DB, i Item) error {
	var l check.List
	l.Required("title", i.Title, "Give the evidence a title that says what it shows")
	l.AtMost("title", i.Title, 200)
	i.checkContent(&l)
	if err := s.checkFile(&l, i); err != nil {
		return err
	}
	l.Day("period_from", i.PeriodFrom)
	l.Day("period_to", i.PeriodTo)
	l.Day("valid_until", i.ValidUntil)
	i.checkTimes(&l)
	l.AtMost("owner", i.Owner, 200)
	l.AtMost("about", i.About, 10_000)
	unknown, err := s.unknown(q, i)
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		l.Add("supports", "Nothing here is called %s. Give references such as RSK-2026-001, controls such as A.5.4 or clauses such as 6.1.3", strings.Join(unknown, ", "))
	}
	return l.Err()
}

// checkContent asks for exactly one of a file and an address.
func (i Item) checkContent(l *check.List) {
	switch {
	case i.Kind == File && i.Address != "":
		l.Add("address", "Give either a file or an address, not both. Add the other one as evidence of its own")
	case i.Kind == Address:
		l.Required("address", i.Address, "Give the address of the page or document")
		l.Link("address", i.Address)
		l.AtMost("address", i.Address, 2000)
	case i.Kind != File:
		l.Add("file", "Choose a file, or give the address of a link")
	}
}

// checkFile refuses an item whose file was never stored.
func (s *Shelf) checkFile(l *check.List, i Item) error {
	if i.Kind != File || i.SHA256 == arriving {
		return nil
	}
	_, err := s.files.Size(i.SHA256)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.Add("file", "The file is not in the evidence folder. Choose it again")
	case err != nil:
		return fmt.Errorf("evidence: look for %s: %w", i.SHA256, err)
	}
	return nil
}

// arriving stands for the hash of a file that is checked for before it is read.
const arriving = "arriving"

// checkTimes compares days that are days; others have their message already.
func (i Item) checkTimes(l *check.List) {
	if !i.PeriodFrom.Valid() || !i.PeriodTo.Valid() || !i.ValidUntil.Valid() {
		return
	}
	if i.PeriodFrom != "" && i.PeriodTo.Passed(i.PeriodFrom) {
		l.Add("period_to", "The period ends before it begins. Put its last day on or after %s", i.PeriodFrom.Human())
	}
	end := max(i.PeriodFrom, i.PeriodTo)
	if end != "" && i.ValidUntil.Passed(end) {
		l.Add("valid_until", "Evidence cannot lapse before the time it shows is over. Put this day on or after %s, or leave it empty", end.Human())
	}
}

// reference is the shape of a record's reference: a prefix, then what the register counts by.
var reference = regexp.MustCompile(`^[A-Z]{3}-[A-Za-z0-9.-]+$`)

// Targets reads what a person typed: references, controls and clauses, separated
// by blanks, commas or line ends; "a.5.4" and "6.1.3" become keys. What is nothing
// known stays as typed, for the message that refuses it.
func (s *Shelf) Targets(text string) []string {
	var targets []string
	for t := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ,;\t\r\n\u00a0", r) }) {
		if t = s.target(t); !slices.Contains(targets, t) {
			targets = append(targets, t)
		}
	}
	return targets
}

// ISO42001 begins the keys of the clauses and controls of ISO/IEC 42001.
const ISO42001 = "42001:"

func (s *Shelf) target(typed string) string {
	upper := strings.ToUpper(typed)
	for _, t := range []string{typed, upper, ISO42001 + typed, ISO42001 + upper} {
		if strings.Contains(t, ":") && s.known(t) {
			return t
		}
	}
	if reference.MatchString(upper) {
		return upper
	}
	return typed
}

func (s *Shelf) known(key string) bool { return s.Known != nil && s.Known(key) }

// unknown gives the targets that are neither a key of the catalogue nor a record
// that ever was in the trail, with one statement.
func (s *Shelf) unknown(q *gorm.DB, i Item) ([]string, error) {
	var refs []string
	for _, t := range i.Supports {
		if reference.MatchString(t) && t != i.Ref {
			refs = append(refs, t)
		}
	}
	var recorded []string
	if len(refs) > 0 {
		err := q.Table("trail_entries").Distinct("ref").Where("ref IN ?", refs).Pluck("ref", &recorded).Error
		if err != nil {
			return nil, fmt.Errorf("evidence: look for what is supported: %w", err)
		}
	}
	var unknown []string
	for _, t := range i.Supports {
		if !slices.Contains(recorded, t) && !s.known(t) {
			unknown = append(unknown, t)
		}
	}
	return unknown, nil
}
