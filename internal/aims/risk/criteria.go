package risk

import (
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
)

// Band is a range of levels with the organisation's own word for it. It reaches
// from the band before it up to and including UpTo.
type Band struct {
	Name string `json:"name"`
	UpTo int    `json:"up_to"`
}

// Criteria tell acceptable from unacceptable risk (6.1.1). Level = likelihood ×
// impact; the words for each step are the organisation's own.
type Criteria struct {
	store.Head
	Likelihoods []string `json:"likelihoods" gorm:"serializer:json"` // words for 1, 2, 3 …
	Impacts     []string `json:"impacts" gorm:"serializer:json"`
	Bands       []Band   `json:"bands" gorm:"serializer:json"`
	AcceptUpTo  int      `json:"accept_up_to"` // a level above it needs acceptance by management
	Method      string   `json:"method"`       // how risks are assessed (6.1.2)
	Treatment   string   `json:"treatment"`    // how they are treated (6.1.3)
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
		Bands:       []Band{{"Low", 4}, {"Moderate", 9}, {"High", 15}, {"Very high", 25}},
		AcceptUpTo:  6,
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

// check says everything that keeps the criteria from being used.
func (c Criteria) check(l *check.List) {
	checkScale(l, "likelihoods", "likelihood", c.Likelihoods)
	checkScale(l, "impacts", "impact", c.Impacts)
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
	}
	checkWords(l, "bands.name", names)
	if top := c.Top(); len(c.Bands) > 0 && top > 0 && c.Bands[len(c.Bands)-1].UpTo != top {
		l.Add("bands", "The last band must end at %d, the highest level of a scale of %d × %d", top, len(c.Likelihoods), len(c.Impacts))
	}
}
