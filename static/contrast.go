package static

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// The contrasts that WCAG 2.2 asks for: of text (1.4.3), and of the edges of
// controls and of the focus ring (1.4.11).
const (
	leastText = 4.5
	leastEdge = 3
)

// Contrast is a pair of colour tokens that the style sheet lays on each other, with
// the contrast it must have and the one it has by day and by night.
type Contrast struct {
	Front, Back string // token names without the dashes
	Least       float64
	Light, Dark float64
}

// Contrasts computes every pair from the tokens as they are served. The style page
// shows them and a test holds them.
func Contrasts() []Contrast {
	tokens := colours()
	all := pairs()
	for i, p := range all {
		front, back := tokens[p.Front], tokens[p.Back]
		all[i].Light, all[i].Dark = contrast(front[0], back[0]), contrast(front[1], back[1])
	}
	return all
}

func pairs() []Contrast {
	var all []Contrast
	add := func(least float64, fronts, backs string) {
		for back := range strings.FieldsSeq(backs) {
			for front := range strings.FieldsSeq(fronts) {
				all = append(all, Contrast{Front: front, Back: back, Least: least})
			}
		}
	}
	add(leastText, "ink ink-soft accent accent-deep bad warn good", "paper surface sunk")
	add(leastText, "ink accent accent-deep", "accent-soft")
	add(leastText, "ink good", "good-soft")
	add(leastText, "ink warn", "warn-soft")
	add(leastText, "ink bad", "bad-soft")
	add(leastText, "on-accent", "accent accent-deep")
	add(leastText, "on-bad", "bad")
	for band := 1; band <= 5; band++ {
		add(leastText, "ink", fmt.Sprintf("band-%d", band))
	}
	add(leastEdge, "edge accent bad", "paper surface")
	add(leastEdge, "accent", "rule")
	return all
}

var colourToken = regexp.MustCompile(`--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)`)

// colours reads the colour tokens, each by day and by night. It panics on a token
// that is not there, because the pairs name only what the style sheet sets.
func colours() map[string][2]string {
	tokens := map[string][2]string{}
	for _, m := range colourToken.FindAllStringSubmatch(string(must(files.ReadFile("css/tokens.css"))), -1) {
		tokens[m[1]] = [2]string{m[2], m[3]}
	}
	for _, p := range pairs() {
		for _, name := range []string{p.Front, p.Back} {
			if _, ok := tokens[name]; !ok {
				panic("static: --" + name + " is not a light-dark() colour")
			}
		}
	}
	return tokens
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(hex string) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n := must(strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8))
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
