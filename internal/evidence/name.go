package evidence

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is what every file system and archive takes, in bytes.
const longestName = 180

// longestExtension is kept when a name is shortened, in bytes with its dot.
const longestExtension = 16

// device matches names that Windows gives to devices, whatever follows the dot.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// CleanName turns the name a browser sent into one that can be shown, printed in
// one line and written to any disk. Files are stored under their hash, so the name
// leads nowhere; it only must not deceive: no folders, no control characters, none
// that turn the direction of reading ("fdp.exe" shown as "exe.pdf").
func CleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = strings.Map(plain, name)
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	name = strings.Trim(name, " ./")
	if name == "" {
		return "file"
	}
	if device.MatchString(name) {
		name = "_" + name
	}
	return shorten(name)
}

// plain drops what cannot be seen and replaces what some disks refuse.
func plain(r rune) rune {
	switch {
	case unicode.IsControl(r), turns(r), r == '\u2028', r == '\u2029', r == '\ufeff', r == utf8.RuneError:
		return -1
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// turns says whether a character changes the direction of reading of its neighbours.
func turns(r rune) bool {
	return r == '\u061c' || r == '\u200e' || r == '\u200f' || (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069')
}

// shorten cuts the middle of a long name, never its extension.
func shorten(name string) string {
	if len(name) <= longestName {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > longestExtension {
		ext = ""
	}
	cut := longestName - len(ext)
	for !utf8.RuneStart(name[cut]) {
		cut--
	}
	return strings.TrimRight(name[:cut], " .") + ext
}
