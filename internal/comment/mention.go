package comment

import (
	"slices"
	"strings"
	"unicode"
)

// Name is a person who can be named in a comment with @.
type Name struct{ Ref, Name, Email string }

// calls are the words a person answers to, in lower case, the weakest first: the
// first name, the part of the address before the @, the whole name.
func (n Name) calls() []string {
	name := strings.ToLower(n.Name)
	local, _, _ := strings.Cut(strings.ToLower(n.Email), "@")
	first, _, _ := strings.Cut(name, " ")
	return []string{first, local, name}
}

// Mentioned finds the people whom a text names, such as @Mara Lindt, @mara.lindt or
// @Mara where only one person is called so. What follows another @ and is nobody's
// name is given back as unknown; an @ inside a word, as in an address, is none.
func Mentioned(text string, people []Name) (refs, unknown []string) {
	for _, after := range mentions(text) {
		ref := who(after, people)
		switch {
		case ref == "":
			unknown = append(unknown, word(after))
		case !slices.Contains(refs, ref):
			refs = append(refs, ref)
		}
	}
	return refs, unknown
}

// mentions gives what stands behind each @ that begins a word.
func mentions(text string) []string {
	var all []string
	before := ' '
	for i, r := range text {
		if r == '@' && !isPart(before) && word(text[i+1:]) != "" {
			all = append(all, text[i+1:])
		}
		before = r
	}
	return all
}

// word is the run of letters at the beginning.
func word(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !isPart(r) })
	if end < 0 {
		end = len(s)
	}
	return strings.TrimRight(s[:end], ".-")
}

func isPart(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-'+", r)
}

// who finds the one person whom the text begins with: the longest call wins, and of
// equal ones the stronger. Two people of the same call are nobody: the writer must
// say which.
func who(text string, people []Name) string {
	text = strings.ToLower(text)
	best, found := 0, ""
	for _, p := range people {
		for strength, call := range p.calls() {
			if call == "" || !begins(text, call) {
				continue
			}
			switch score := len(call)*4 + strength; {
			case score > best:
				best, found = score, p.Ref
			case score == best && found != p.Ref:
				found = ""
			}
		}
	}
	return found
}

// begins says whether the text begins with the call as a whole word.
func begins(text, call string) bool {
	rest, ok := strings.CutPrefix(text, call)
	return ok && word(rest) == ""
}

// example is a call to show: the shortest way to name the first person.
func example(people []Name) string {
	if len(people) == 0 {
		return "name"
	}
	return people[0].Name
}
