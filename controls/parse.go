package controls

import (
	"regexp"
	"slices"
	"strings"
)

var (
	separators = regexp.MustCompile(`[;,/|\n\r\t•]+`)
	ourName    = regexp.MustCompile(`(?i)\b(iso(\s*/\s*iec)?\s*[-:]?\s*)?42001(\s*:\s*2023)?\b\s*:?`)
	isoIEC     = regexp.MustCompile(`(?i)\biso\s*/\s*iec\b`)
	otherName  = regexp.MustCompile(`(?i)\b(27[0-9]{3}|22989|23894|9001|soc\s*2|nist|tsc)\b`)
	numbered   = regexp.MustCompile(`(?i)\b[AB][\s._-]*\d+([._-]\d+)*\b`)
	prefix     = regexp.MustCompile(`(?i)^[\s(\[:.]*(annex\s+)?([AB]\s+)?(controls?\s*)?(ref\.?|see|and|&)?[\s:.]*$`)
	trailing   = regexp.MustCompile(`(?i)(^|\s)(and|&|\+)\s*$`)
	nothing    = regexp.MustCompile(`(?i)^\s*([-–—]+|n\s*/\s*a|none|nil|not applicable)?\s*$`)
)

// tidy writes a control number as the standard prints it: "a 7.4", "A-7-4" and
// "A7.4" become "A.7.4". Anything else comes back trimmed.
func tidy(id string) string {
	id = strings.TrimSpace(id)
	if own(id) != "" {
		id = own(id)
	}
	if numbered.FindString(id) != id || id == "" {
		return id
	}
	number := strings.Map(func(r rune) rune {
		switch r {
		case '_', '-':
			return '.'
		case ' ', '\t':
			return -1
		}
		return r
	}, id[1:])
	return strings.ToUpper(id[:1]) + "." + strings.TrimLeft(number, ".")
}

// asControl turns a number of Annex B, which guides, into that of its control.
func asControl(id string) string {
	if guided, ok := strings.CutPrefix(id, "B."); ok {
		return "A." + guided
	}
	return id
}

// ParseControlIDs reads the Annex A controls named in one cell of a table, such
// as "A.4.2/A.2.3", "A.5.4; A.6.2.4, A 7.4", "ISO 42001 A.5.4" or "B.5.4" (the
// guidance of Annex B stands for its control). A number may be followed by its
// title. ids are numbers of real controls as printed, each once, in the order
// found. Everything else is in bad, as written: unknown numbers, objectives
// ("A.6.2"), clauses, numbers beside the title of another control, ranges, and
// controls of another framework. An empty cell, "-" and "n/a" give neither.
func ParseControlIDs(cell string) (ids []string, bad []string) {
	if nothing.MatchString(cell) {
		return nil, nil
	}
	foreign := false // a framework named once holds until another is named
	cell = isoIEC.ReplaceAllString(ourName.ReplaceAllString(cell, " 42001 "), "ISO")
	for _, part := range separators.Split(cell, -1) {
		if otherName.MatchString(part) {
			foreign = true
		} else if strings.Contains(part, " 42001 ") {
			foreign = false
		}
		part = strings.Join(strings.Fields(strings.ReplaceAll(part, " 42001 ", " ")), " ")
		if part == "" {
			continue
		}
		if foreign {
			bad = append(bad, part)
			continue
		}
		good, rest := parsePart(part)
		ids, bad = append(ids, good...), append(bad, rest...)
	}
	return unique(ids), unique(bad)
}

// parsePart reads a text without separators: one number, one number with its
// title, or several numbers with only blanks between.
func parsePart(part string) (ids, bad []string) {
	at := numbered.FindAllStringIndex(part, -1)
	if len(at) == 0 || !prefix.MatchString(part[:at[0][0]]) || isRange(part, at) {
		return nil, []string{part}
	}
	for i, span := range at {
		end := len(part)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		id := asControl(tidy(part[span[0]:span[1]]))
		title := strings.Trim(trailing.ReplaceAllString(part[span[1]:end], ""), " -–—:.()[]\"'")
		if MustLoad().TitleFits(id, title) {
			ids = append(ids, id)
		} else {
			bad = append(bad, strings.TrimSpace(trailing.ReplaceAllString(part[span[0]:end], "")))
		}
	}
	return ids, bad
}

// isRange says whether two numbers stand as "from – to". Reading that as two
// numbers would silently lose those between.
func isRange(part string, at [][]int) bool {
	for i := 1; i < len(at); i++ {
		switch strings.ToLower(strings.TrimSpace(part[at[i-1][1]:at[i][0]])) {
		case "-", "–", "—", "to", "..", "...", "…", "until", "through":
			return true
		}
	}
	return false
}

func unique(all []string) []string {
	var once []string
	for _, s := range all {
		if !slices.Contains(once, s) {
			once = append(once, s)
		}
	}
	return once
}
