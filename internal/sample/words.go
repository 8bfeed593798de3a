package sample

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// word is what stands for something else in the texts of the story: "$damage" the
// reference of a record, "$day-30" a date as records hold it, "$date-30" the same
// date for people, "$month-30" its month, "$year-30" its year.
var word = regexp.MustCompile(`\$([a-z][a-z0-9.]*(?:-[a-z][a-z0-9.]*)*)([+-]\d+)?`)

// styles are the ways to write a date.
var styles = map[string]string{"day": time.DateOnly, "date": "2 January 2006", "month": "January 2006", "year": "2006"}

// expand puts references and dates into a text. A word that nothing is called is an error.
func (b *builder) expand(text string) (string, error) {
	var wrong error
	out := word.ReplaceAllStringFunc(text, func(found string) string {
		m := word.FindStringSubmatch(found)
		if style, ok := styles[m[1]]; ok {
			days, _ := strconv.Atoi(m[2]) // nothing is today
			return b.today.Add(days).Time().Format(style)
		}
		ref, ok := b.refs[m[1]]
		if !ok || m[2] != "" {
			wrong = fmt.Errorf("nothing is called %s so far", found)
		}
		return ref
	})
	return out, wrong
}

// expandAll does so in every text within a value of the story.
func (b *builder) expandAll(v any) (any, error) {
	var err error
	switch v := v.(type) {
	case string:
		return b.expand(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			if out[i], err = b.expandAll(v[i]); err != nil {
				return nil, err
			}
		}
		return out, nil
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			if out[k], err = b.expandAll(v[k]); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return v, nil
}

// fill puts the fields of an act into a record and leaves the others as they are.
// A field that the record does not have is an error.
func (b *builder) fill(a act, into any) error {
	set, err := b.expandAll(a.Set)
	if err != nil || len(a.Set) == 0 {
		return err
	}
	raw, err := json.Marshal(set)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}
