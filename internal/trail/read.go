package trail

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
)

// Said is what a person reads in an image: its texts field by field, the record it
// belongs to, if any, and whether it is out of force.
type Said struct {
	Texts   []string
	Of      string // the risk of an acceptance, the system of an assessment
	Retired bool
}

// Read gives what an image says to people. Left out are hashes, instants, days,
// references and keys, and what the door or the program wrote: numbers have their
// own columns, and who saved a record last is in its history. A damaged image says
// nothing.
func Read(image string) Said {
	var fields map[string]any
	if json.Unmarshal([]byte(image), &fields) != nil {
		return Said{}
	}
	_, retired := fields["retired_on"]
	for _, name := range machine {
		delete(fields, name)
	}
	said := Said{Texts: texts(nil, fields), Retired: retired}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if ref, ok := fields[name].(string); ok && said.Of == "" && recordRef.MatchString(ref) {
			said.Of = ref
		}
	}
	return said
}

// recordRef is the reference of a record and nothing else.
var recordRef = regexp.MustCompile(`^[A-Z]{3}-\d{4}-\d+$`)

// machine are fields that no person wrote.
var machine = []string{"ref", "updated_by", "password_set_by", "media_type", "sealed"}

// noText is a value that is no text: a hash, an instant, a day, a reference or a key.
var noText = regexp.MustCompile(`^([0-9a-f]{64}|\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[A-Z]{3}-\d{4}-\d+(\.v\d+)?|[\w-]+:[A-Z]?\.?[\d.]+|C\.\d+\.\d+)$`)

// texts collects the texts of a value, objects in the order of their keys.
func texts(out []string, v any) []string {
	switch v := v.(type) {
	case string:
		if v != "" && !noText.MatchString(v) {
			out = append(out, v)
		}
	case []any:
		for _, item := range v {
			out = texts(out, item)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			out = texts(out, v[name])
		}
	}
	return out
}
