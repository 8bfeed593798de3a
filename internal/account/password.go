package account

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/check"
)

// Bounds of a password. There are no rules about kinds of characters, and pasting
// is welcome: length and not being guessable are what count (NIST SP 800-63B).
const (
	minPasswordChars = 12
	maxPasswordBytes = 256
)

// common holds the words that guessed passwords are made of, one a line.
//
//go:embed common.txt
var common string

var commonWords = strings.Fields(common)

// checkPassword puts what is wrong with a new password at the field "password".
func checkPassword(l *check.List, password string, owner Details) {
	n := utf8.RuneCountInString(password)
	switch {
	case password == "":
		l.Add("password", "Choose a password of at least %d characters", minPasswordChars)
	case !utf8.ValidString(password):
		l.Add("password", "This password holds bytes that are not text. Type it again")
	case n < minPasswordChars:
		l.Add("password", "Use at least %d characters; this has %d. A few words in a row are easy to remember", minPasswordChars, n)
	case len(password) > maxPasswordBytes:
		l.Add("password", "Shorten the password to %d characters or fewer", maxPasswordBytes)
	case guessable(password, append(ownWords(owner), commonWords...)):
		l.Add("password", "This is among the first that anybody would try: common words, a name, digits or a repetition. Add something of your own")
	}
}

// ownWords are the parts of a person's name and address.
func ownWords(d Details) []string {
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(d.Name+" "+d.Email), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(w) >= 3 {
			words = append(words, w)
		}
	}
	return words
}

// guessable says whether a password consists of nothing but the words and signs
// or digits between them, or of fewer than five different characters.
func guessable(password string, words []string) bool {
	text := []rune(strings.ToLower(password))
	if different(text) < 5 {
		return true
	}
	reached := make([]bool, len(text)+1)
	reached[0] = true
	for i := range text {
		if !reached[i] {
			continue
		}
		if !unicode.IsLetter(text[i]) {
			reached[i+1] = true
		}
		for _, w := range words {
			if n := prefix(text[i:], w); n > 0 {
				reached[i+n] = true
			}
		}
	}
	return reached[len(text)]
}

func different(text []rune) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

// looks gives the letters that a sign stands for in p4$$w0rd.
var looks = map[rune]string{'0': "o", '1': "il", '3': "e", '4': "a", '5': "s", '7': "t", '8': "b", '@': "a", '$': "s", '!': "i"}

// prefix gives the length of word when text begins with it, 0 otherwise.
func prefix(text []rune, word string) int {
	n := 0
	for _, w := range word {
		if n == len(text) || (text[n] != w && !strings.ContainsRune(looks[text[n]], w)) {
			return 0
		}
		n++
	}
	return n
}
