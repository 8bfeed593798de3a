package controls

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Words in common that are worth less mean nothing. Where a clause bears the
// title, only a word in a control's own title is worth naming it.
const (
	faint         = 1.5
	faintIfClause = 4.5
)

// index holds the telling words of every control, made once when the catalogue is loaded.
type index struct {
	texts []texts             // one for each control, in order
	with  map[string]int      // how many controls have the word
	alike map[string][]string // words that mean the same, through the glossary
}

// texts are the telling words of one control with the weight of the place they
// stand in: most in the title, least in hints and evidence.
type texts map[string]float64

func newIndex(all []Control, terms []Term) index {
	x := index{with: map[string]int{}, alike: synonyms(terms)}
	for _, c := range all {
		t := texts{}
		for _, w := range words(strings.Join(slices.Concat(c.Hints, c.Evidence), " ")) {
			t[w] = 1
		}
		for _, w := range words(c.Description) {
			t[w] = 1.5
		}
		for _, w := range words(c.Title) {
			t[w] = 3
		}
		for w := range t {
			x.with[w]++
		}
		x.texts = append(x.texts, t)
	}
	return x
}

// gain is what a word is worth in one control: it counts more where it stands
// prominently, and more if few controls have it.
func (x index) gain(t texts, word string) float64 {
	return t[word] * math.Log(float64(1+len(x.texts))/float64(1+x.with[word]))
}

// synonyms joins the names of each term that are a single telling word, so that
// "decommissioning" also looks for retirement, and the other way round.
func synonyms(terms []Term) map[string][]string {
	alike := map[string][]string{}
	for _, t := range terms {
		var single []string
		for _, name := range append([]string{t.Name}, t.Aliases...) {
			if w := words(name); len(w) == 1 && !slices.Contains(single, w[0]) {
				single = append(single, w[0])
			}
		}
		for _, a := range single {
			for _, b := range single {
				if a != b {
					alike[a] = append(alike[a], b)
				}
			}
		}
	}
	return alike
}

// overlap is what the words asked are worth in a control's texts, and which of
// them count, first those that count most. A synonym is worth half.
func (x index) overlap(asked []word, t texts) (score float64, shared []string) {
	worth := map[string]float64{}
	for _, q := range asked {
		gain := x.gain(t, q.stem)
		for _, w := range x.alike[q.stem] {
			gain = max(gain, x.gain(t, w)/2)
		}
		if gain > 0 {
			score += gain
			worth[q.written] = gain
			shared = append(shared, q.written)
		}
	}
	slices.SortStableFunc(shared, func(a, b string) int { return cmp.Compare(worth[b], worth[a]) })
	return score, shared
}

// candidate is a control with how well it fits.
type candidate struct {
	control Control
	words   float64  // what words in common are worth
	number  float64  // what the number is worth, less than any telling word
	shared  []string // the words in common that count, first those that count most
}

// nearest gives the best controls, at most [mostControls]. A number that is only
// near is a last resort: it counts alone if neither words nor a clause tell more.
func (c *Catalogue) nearest(wrong string, asked []word, clause bool) []Suggestion {
	least := faint
	if clause {
		least = faintIfClause
	}
	var all []candidate
	for i, x := range c.Controls {
		k := candidate{control: x, number: closeness(wrong, x.ID)}
		k.words, k.shared = c.index.overlap(asked, c.index.texts[i])
		if k.words < least {
			k.words, k.shared = 0, nil
		}
		if k.words > 0 || k.number > 0 {
			all = append(all, k)
		}
	}
	if clause || slices.ContainsFunc(all, func(k candidate) bool { return k.words > 0 }) {
		all = slices.DeleteFunc(all, func(k candidate) bool { return k.words == 0 && k.number < 1 })
	}
	slices.SortStableFunc(all, func(a, b candidate) int { // stable: ties stay in the order of the standard
		return cmp.Compare(b.words+b.number, a.words+a.number)
	})
	var told []Suggestion
	for _, k := range all[:min(mostControls, len(all))] {
		told = append(told, Suggestion{Key: k.control.Key(), Title: k.control.Title, Reason: k.reason(wrong), Control: true})
	}
	return told
}

func (k candidate) reason(wrong string) string {
	var why []string
	if len(k.shared) > 0 {
		why = append(why, "it speaks of "+strings.Join(k.shared[:min(3, len(k.shared))], ", "))
	}
	switch {
	case k.control.ID == wrong:
		why = append(why, "it bears this number")
	case k.number >= 1:
		why = append(why, "its number has the same digits")
	case k.number > 0:
		why = append(why, "its number is near, in the same area")
	}
	return strings.Join(why, "; ")
}

// closeness is what a number is worth: 1 for the same digits with the dots
// elsewhere (A.62.4), less for a neighbour in the same area, 0 for the rest.
func closeness(wrong, id string) float64 {
	if wrong == id || digits(wrong) == digits(id) {
		return 1
	}
	area := func(s string) string { return strings.Join(strings.SplitN(s+"...", ".", 4)[:2], ".") }
	if area(wrong) != area(id) {
		return 0
	}
	common := 0
	for common < min(len(wrong), len(id)) && wrong[common] == id[common] {
		common++
	}
	return 0.1 + 0.4*float64(common)/float64(max(len(wrong), len(id)))
}

func digits(id string) string { return strings.ReplaceAll(strings.TrimPrefix(id, "A"), ".", "") }
