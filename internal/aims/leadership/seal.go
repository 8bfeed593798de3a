package leadership

import (
	"strings"
	"unicode"
)

// sealFormat is the first line's value. Another layout gets another one.
const sealFormat = "aims-signature 1"

// The lines that the columns of a signature repeat.
const (
	lineRef     = "signature"
	lineTarget  = "version reference"
	lineText    = "text sha256"
	lineName    = "signer"
	lineRole    = "role"
	lineSigner  = "account"
	lineMeaning = "meaning"
	lineTime    = "signed at"
	lineSample  = "sample" // stands in the seals of a sample alone
)

// Line is one line of a sealed text: "key: value".
type Line struct{ Key, Value string }

// seal writes lines in their one form: UTF-8, one line feed after each. A control
// character in a value becomes a blank, so that no value can pretend to be a line.
func seal(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Key + ": " + clean(l.Value) + "\n")
	}
	return b.String()
}

func clean(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(value, "\uFFFD"))
}

// Lines reads a sealed text back, in its order. It never rebuilds the text: that
// is kept as it was sealed.
func (s Signature) Lines() []Line {
	var out []Line
	for _, text := range strings.Split(strings.TrimSuffix(s.Sealed, "\n"), "\n") {
		key, value, _ := strings.Cut(text, ": ")
		out = append(out, Line{key, value})
	}
	return out
}

// Line gives the value of one line; empty when there is none.
func (s Signature) Line(key string) string {
	for _, l := range s.Lines() {
		if l.Key == key {
			return l.Value
		}
	}
	return ""
}

// CheckSignature says everything that is wrong with a signature under a version,
// each in one sentence that begins with "INVALID"; nothing when it holds. It finds
// a text that changed after signing, a sealed text that was touched, columns that
// say something else, and a record moved to another version or person.
//
// It cannot find a forger who rewrites the sealed text, its SHA-256 and the
// columns alike: that contradicts the audit trail, and verification finds it.
func CheckSignature(s Signature, v Version) []string {
	var wrong []string
	say := func(bad bool, sentence string) {
		if bad {
			wrong = append(wrong, "INVALID: "+sentence)
		}
	}
	say(Sum(s.Sealed) != s.SealedSum, "the sealed text was changed: it no longer gives its SHA-256.")
	say(s.Line(lineTarget) != s.Target || v.Ref != s.Target,
		"this signature was made for "+orNothing(s.Line(lineTarget))+" and stands under "+orNothing(s.Target)+".")
	say(v.Ref == s.Target && Sum(v.Text) != s.Line(lineText), "text changed after signing.")
	say(s.Line(lineSigner) != s.Signer || s.Line(lineName) != clean(s.Name),
		"the sealed signer is "+orNothing(s.Line(lineName))+" ("+orNothing(s.Line(lineSigner))+"), the record names "+s.Name+" ("+s.Signer+").")
	for _, c := range []struct{ line, column, what string }{
		{lineRef, s.Ref, "reference"},
		{lineText, s.TargetSum, "SHA-256 of the text"},
		{lineRole, s.Role, "role"},
		{lineMeaning, s.Meaning, "meaning"},
		{lineTime, string(s.SignedAt), "time"},
	} {
		say(s.Line(c.line) != c.column, "the "+c.what+" in the record is not the sealed one.")
	}
	return wrong
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
