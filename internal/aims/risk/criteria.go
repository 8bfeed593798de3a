package risk

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// CriteriaRef is the reference of the one set of criteria in force.
const CriteriaRef = "CRT-1"

// The limits of a set of criteria: steps of a scale and bands.
const (
	MinSteps = 3
	MaxSteps = 6
	MinBands = 2
	MaxBands = 5

	mostMonths = 60
)

// Band is a range of levels with the organisation's own word for it. It reaches
// from the band before it up to and including UpTo.
type Band struct {
	Name   string `json:"name"`
	UpTo   int    `json:"up_to"`
	Chance string `json:"chance"` // its word for an opportunity; the name where empty
	Months int    `json:"months"` // how often such a risk is reviewed (8.2); 0 where nothing is said
}

// Criteria tell acceptable from unacceptable risk (6.1.1). Level = likelihood ×
// impact; the words for each step are the organisation's own.
type Criteria struct {
	store.Head
	Likelihoods     []string `json:"likelihoods" gorm:"serializer:json"` // words for 1, 2, 3 …
	LikelihoodMeans []string `json:"likelihood_means" gorm:"serializer:json"`
	Impacts         []string `json:"impacts" gorm:"serializer:json"`
	ImpactMeans     []string `json:"impact_means" gorm:"serializer:json"`
	Benefits        []string `json:"benefits" gorm:"serializer:json"` // words for the impact of an opportunity, as long as Impacts
	Bands           []Band   `json:"bands" gorm:"serializer:json"`
	AcceptUpTo      int      `json:"accept_up_to"` // a level above it needs acceptance by management
	Method          string   `json:"method"`       // how risks are assessed (6.1.2)
	Treatment       string   `json:"treatment"`    // how they are treated (6.1.3)
}

// TableName is the table of criteria.
func (Criteria) TableName() string { return "risk_criteria" }

// InForce says whether a person has set these criteria. Nothing is in force by itself.
func (c Criteria) InForce() bool { return c.Version > 0 }

// Top is the highest level of the scale.
func (c Criteria) Top() int { return len(c.Likelihoods) * len(c.Impacts) }

// Band is the one place that decides the band of a level, for screens, matrix,
// PDF and exports alike. index counts from 0, the lowest; it is -1 where there is
// no level or no band for it.
func (c Criteria) Band(level int) (index int, band Band) {
	if level < 1 {
		return -1, Band{}
	}
	for i, b := range c.Bands {
		if level <= b.UpTo {
			return i, b
		}
	}
	return -1, Band{}
}

// Above says whether a threat at a level may be taken only if the designated
// management accepts it. No level is above criteria that are not in force.
func (c Criteria) Above(level int) bool { return c.InForce() && level > c.AcceptUpTo }

// Split names the band that the acceptance threshold cuts in two, so that one word
// stands for acceptable and unacceptable threats; "" where there is none.
func (c Criteria) Split() string {
	from := 1
	for _, b := range c.Bands {
		if from <= c.AcceptUpTo && c.AcceptUpTo < b.UpTo {
			return b.Name
		}
		from = b.UpTo + 1
	}
	return ""
}

// Tone spreads the bands over the five tones of screens and papers, 1 the lowest
// to 5 the highest, whatever their number; 0 for no band.
func (c Criteria) Tone(index int) int {
	if index < 0 || len(c.Bands) < 2 {
		return 0
	}
	steps := len(c.Bands) - 1
	return 1 + (index*4*2+steps)/(2*steps)
}

// Range gives the first and last level of the band with this name.
func (c Criteria) Range(name string) (from, to int, ok bool) {
	from = 1
	for _, b := range c.Bands {
		if b.Name == name {
			return from, b.UpTo, true
		}
		from = b.UpTo + 1
	}
	return 0, 0, false
}

// Steps gives the words of both scales; plain numbers while no criteria are in force.
func (c Criteria) Steps() (likelihoods, impacts []string) {
	if len(c.Likelihoods) == 0 || len(c.Impacts) == 0 {
		plain := []string{"1", "2", "3", "4", "5"}
		return plain, plain
	}
	return c.Likelihoods, c.Impacts
}

// Proposed is a usual set of criteria for a person to adapt. It is in force only
// once somebody saves it.
func Proposed() Criteria {
	return Criteria{
		Likelihoods: []string{"Rare", "Unlikely", "Possible", "Likely", "Almost certain"},
		Impacts:     []string{"Slight", "Minor", "Moderate", "Major", "Severe"},
		LikelihoodMeans: []string{
			"Not known to have happened; less than once in ten years", "Has happened elsewhere; once in three to ten years", "Could well happen; about once in one to three years",
			"Has happened here; about once a year", "Happens several times a year",
		},
		ImpactMeans: []string{
			"An annoyance, put right the same day", "A person loses time or a little money; a small cost for us", "Some people are treated wrongly for a while; a complaint or a finding",
			"People are harmed or lose a right; a breach of law", "Lasting harm to health, living or rights; our work is at stake",
		},
		Benefits:   []string{"Slight", "Useful", "Clear", "Large", "Great"},
		Bands:      []Band{{"Low", 4, "Small", 12}, {"Moderate", 9, "Worth a look", 12}, {"High", 15, "Worth a plan", 6}, {"Very high", 25, "Go for it", 3}},
		AcceptUpTo: 6,
		Method: "We assess risks at least once a year and whenever an AI system or its use changes in a way that matters. " +
			"For each risk we write down what could happen to the organisation, to people and to society. " +
			"Two people choose likelihood and impact together and write down why. " +
			"The level is likelihood times impact. We rank risks by level and compare each with the threshold.",
		Treatment: "We treat the highest levels first. For each risk we choose to mitigate, avoid, share or accept it. " +
			"We name the controls that carry the choice out and check them against Annex A. " +
			"Each step has an owner and a date. We then assess what remains. " +
			"A level above the threshold is used only once the designated management has accepted it.",
	}
}

// Words gives the words of both scales for a kind: an opportunity has a benefit in
// place of an impact. Plain numbers stand where no words are set.
func (c Criteria) Words(k Kind) (likelihoods, impacts []string) {
	likelihoods, impacts = c.Steps()
	if k != Opportunity || !c.InForce() {
		return likelihoods, impacts
	}
	if len(c.Benefits) == len(impacts) {
		return likelihoods, c.Benefits
	}
	plain := make([]string, len(impacts))
	for i := range plain {
		plain[i] = strconv.Itoa(i + 1)
	}
	return likelihoods, plain
}

// WordOf is the word of a band for a kind.
func (b Band) WordOf(k Kind) string {
	if k == Opportunity {
		return cmp.Or(b.Chance, b.Name)
	}
	return b.Name
}

// BandWord is the organisation's word for a level of a kind; "" where it has none.
func (c Criteria) BandWord(k Kind, level int) string {
	_, band := c.Band(level)
	return band.WordOf(k)
}

// check says everything that keeps the criteria from being used.
func (c Criteria) check(l *check.List) {
	checkScale(l, "likelihoods", "likelihood", c.Likelihoods)
	checkScale(l, "impacts", "impact", c.Impacts)
	checkWords(l, "benefits", c.Benefits)
	c.checkBands(l)
	l.Between("accept_up_to", c.AcceptUpTo, 1, max(c.Top(), 1), "The acceptance threshold")
}

func checkScale(l *check.List, field, what string, words []string) {
	if n := len(words); n < MinSteps || n > MaxSteps {
		l.Add(field, "Give %d to %d steps of %s, the lowest first; there are %d", MinSteps, MaxSteps, what, n)
	}
	checkWords(l, field, words)
}

func checkWords(l *check.List, column string, words []string) {
	seen := map[string]bool{}
	for i, w := range words {
		field, key := column+"."+strconv.Itoa(i), strings.ToLower(w)
		l.Required(field, w, "Give this line a word, or clear the whole line")
		l.AtMost(field, w, 60)
		if key != "" && seen[key] {
			l.Add(field, "%q stands there twice. Use a different word for each", w)
		}
		seen[key] = true
	}
}

func (c Criteria) checkBands(l *check.List) {
	if n := len(c.Bands); n < MinBands || n > MaxBands {
		l.Add("bands", "Give %d to %d bands, the lowest first; there are %d", MinBands, MaxBands, n)
	}
	names, before := make([]string, len(c.Bands)), 0
	for i, b := range c.Bands {
		names[i] = b.Name
		if b.UpTo <= before {
			l.Add("bands.up_to."+strconv.Itoa(i), "This band must end above %d, where the one before it ends", before)
		}
		before = max(before, b.UpTo)
		l.AtMost("bands.chance."+strconv.Itoa(i), b.Chance, 60)
		if b.Months < 0 || b.Months > mostMonths {
			l.Add("bands.months."+strconv.Itoa(i), "Give the months between two reviews as a whole number from 1 to %d, or leave it empty", mostMonths)
		}
	}
	checkWords(l, "bands.name", names)
	if top := c.Top(); len(c.Bands) > 0 && top > 0 && c.Bands[len(c.Bands)-1].UpTo != top {
		l.Add("bands", "The last band must end at %d, the highest level of a scale of %d × %d", top, len(c.Likelihoods), len(c.Impacts))
	}
}
