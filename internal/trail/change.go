package trail

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Change is one field that differs between two images, as people read it.
type Change struct{ Field, Before, After string }

// kept are fields of every record that say nothing new in a list of changes.
var kept = []string{"version", "updated_at", "updated_by", "created_at", "ref"}

// Changes compares two images field by field, sorted by field. An empty image
// stands for "no record yet".
func Changes(before, after string) ([]Change, error) {
	a, err := fields(before)
	if err != nil {
		return nil, err
	}
	b, err := fields(after)
	if err != nil {
		return nil, err
	}
	var out []Change
	for _, key := range union(a, b) {
		if x, y := a[key], b[key]; x != y && !slices.Contains(kept, key) {
			out = append(out, Change{Label(key), x, y})
		}
	}
	return out, nil
}

// Label turns a field's key into words: "inherent_likelihood" → "Inherent likelihood".
func Label(key string) string {
	words := strings.ReplaceAll(key, "_", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func fields(image string) (map[string]string, error) {
	out := map[string]string{}
	if image == "" {
		return out, nil
	}
	var raw map[string]any
	if err := json.Unmarshal([]byte(image), &raw); err != nil {
		return nil, fmt.Errorf("trail: damaged image: %w", err)
	}
	for k, v := range raw {
		out[k] = words(v)
	}
	return out, nil
}

// words writes a JSON value for people: lists line by line, objects as "key: value".
func words(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case []any:
		lines := make([]string, len(v))
		for i, item := range v {
			lines[i] = words(item)
		}
		return strings.Join(lines, "\n")
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		parts := make([]string, len(keys))
		for i, k := range keys {
			parts[i] = Label(k) + ": " + words(v[k])
		}
		return strings.Join(parts, " · ")
	}
	return fmt.Sprint(v)
}

func union(a, b map[string]string) []string {
	keys := make([]string, 0, len(a)+len(b))
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}
