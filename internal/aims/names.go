package aims

import (
	"slices"
	"strings"
)

// Names says whether an owner, which registers keep as free text, names a person:
// the whole text or one of the names in it reads exactly like the person's name or
// address, whatever the case. "Ada" does not name "Ada Lovelace".
func Names(owner string, person ...string) bool {
	for _, part := range append(strings.FieldsFunc(owner, func(r rune) bool { return strings.ContainsRune(",;/&\n", r) }), owner) {
		part = strings.Join(strings.Fields(part), " ")
		if part != "" && slices.ContainsFunc(person, func(p string) bool { return strings.EqualFold(strings.TrimSpace(p), part) }) {
			return true
		}
	}
	return false
}
