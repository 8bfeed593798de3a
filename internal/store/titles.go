package store

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/aims-workbench/aims/internal/trail"
)

// Titles gives what people call each record, by reference, from its newest image.
// One statement serves any number of records of any registers, and looks at one
// entry of each however often it was changed.
func (db *DB) Titles(ctx context.Context, refs []string) (map[string]string, error) {
	titles := make(map[string]string, len(refs))
	if len(refs) == 0 {
		return titles, nil
	}
	asked := make([]any, len(refs))
	for i, ref := range refs {
		asked[i] = ref
	}
	var entries []trail.Entry
	err := db.Read(ctx).Raw("WITH asked(ref) AS (VALUES "+strings.TrimSuffix(strings.Repeat("(?),", len(refs)), ",")+") "+
		"SELECT ref, image FROM trail_entries WHERE seq IN (SELECT (SELECT MAX(e.seq) FROM trail_entries e WHERE e.ref = asked.ref) FROM asked)", asked...).Scan(&entries).Error
	if err != nil {
		return nil, fmt.Errorf("store: titles: %w", err)
	}
	for _, e := range entries {
		titles[e.Ref] = TitleOf(e.Image)
	}
	return titles, nil
}

// TitleOf finds the name of a record in its image: the first of the fields that
// registers use for it, as one line of at most 120 characters. A text gives its
// first line without the marks of Markdown.
func TitleOf(image string) string {
	var named struct{ Title, Name, Text, What string }
	if json.Unmarshal([]byte(image), &named) != nil {
		return ""
	}
	for _, t := range []string{named.Title, named.Name, named.What} {
		if t = firstLine(t); t != "" {
			return t
		}
	}
	return firstLine(marks.Replace(heading.ReplaceAllString(named.Text, "")))
}

// longest is how many characters of a name are shown where it is only a title.
const longest = 120

// heading and marks are what Markdown puts around the words of a text.
var (
	heading = regexp.MustCompile(`(?m)^[ \t]*(#+|>|[-*+])([ \t]+|$)`)
	marks   = strings.NewReplacer("**", "", "__", "", "`", "")
)

// firstLine is the first line that says anything, shortened where it is too long
// for a title.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line = strings.TrimSpace(line)
	if r := []rune(line); len(r) > longest {
		return strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	return line
}
