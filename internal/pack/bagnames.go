package pack

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const longestName = 120 // bytes, so that every common file system can unpack it

// cleanName makes a name given by people safe as one part of a path on every
// system, and one line of a manifest: nothing unseen, no separators, no names
// that Windows keeps for devices, at most 120 bytes with the extension kept.
func cleanName(name string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(name, "_")) {
		switch {
		case invisible(r), r == utf8.RuneError:
		case r == '\u2028' || r == '\u2029' || strings.ContainsRune(`/\:*?"<>|`, r):
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	s := strings.Trim(b.String(), " .")
	s = shorten(s, longestName)
	if s == "" {
		return "file"
	}
	if isDevice(s) {
		return "_" + s
	}
	return s
}

// cleanPath makes every part of a path with slashes safe.
func cleanPath(p string) string {
	parts := strings.Split(p, "/")
	for i, part := range parts {
		parts[i] = cleanName(part)
	}
	return strings.Join(parts, "/")
}

// shorten cuts the stem and keeps an extension of reasonable length.
func shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	ext := path.Ext(s)
	if len(ext) > 16 {
		ext = ""
	}
	stem := s[:most-len(ext)]
	for !utf8.ValidString(stem) {
		stem = stem[:len(stem)-1]
	}
	return strings.TrimRight(stem, " .") + ext
}

func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimSpace(stem)
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, port := strings.CutPrefix(stem, "COM")
	if !port {
		number, port = strings.CutPrefix(stem, "LPT")
	}
	return port && utf8.RuneCountInString(number) == 1 && strings.ContainsAny(number, "0123456789¹²³")
}

// names are the paths given so far, without regard to case.
type names map[string]bool

// unique gives p, or p with a number before its extension when it is taken.
func (n names) unique(p string) string {
	ext := path.Ext(p)
	candidate := p
	for i := 2; n[strings.ToLower(candidate)]; i++ {
		mark := fmt.Sprintf(" (%d)", i)
		dir, base := path.Split(strings.TrimSuffix(p, ext))
		candidate = dir + shorten(base, longestName-len(mark)-len(ext)) + mark + ext
	}
	n[strings.ToLower(candidate)] = true
	return candidate
}
