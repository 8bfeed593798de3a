package controls

import "strings"

// ISO42001 is the framework of ISO/IEC 42001:2023, as it stands in a [Key].
const ISO42001 = "42001"

// Key is an identifier with its framework, such as "42001:A.5.4" or
// "42001:6.1.3". It is what records store, because identifiers alone collide.
type Key string

// ClauseKey is the key of a clause of ISO/IEC 42001, given as printed: "6.1.3".
// It does not ask whether there is such a clause; see [Catalogue.Clause].
func ClauseKey(id string) Key { return Key(ISO42001 + ":" + id) }

// ControlKey is the key of an Annex A control of ISO/IEC 42001, given as
// printed: "A.5.4". It does not ask whether there is such a control; see
// [Catalogue.Control].
func ControlKey(id string) Key { return Key(ISO42001 + ":" + id) }

// Framework is the part before the colon, or "" if the key names none.
func (k Key) Framework() string {
	framework, _, found := strings.Cut(string(k), ":")
	if !found {
		return ""
	}
	return framework
}

// ID is the identifier as its framework prints it: "A.5.4".
func (k Key) ID() string {
	_, id, found := strings.Cut(string(k), ":")
	if !found {
		return string(k)
	}
	return id
}

// String is the whole key, framework and identifier.
func (k Key) String() string { return string(k) }

// own gives the bare identifier of an id or key of ISO/IEC 42001. A key of
// another framework gives "", which no lookup finds.
func own(id string) string {
	k := Key(strings.TrimSpace(id))
	if f := k.Framework(); f != "" && f != ISO42001 {
		return ""
	}
	return k.ID()
}
