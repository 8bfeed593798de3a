package impact

import "strings"

// Level is how grave an impact is, from 1 (very low) to 5 (very high); 0 where it
// is not rated yet.
type Level int

// The levels.
const (
	Unrated Level = iota
	VeryLow
	Low
	Medium
	High
	VeryHigh
)

// Word is the level as people read it.
func (l Level) Word() string {
	switch l {
	case VeryLow:
		return "Very low"
	case Low:
		return "Low"
	case Medium:
		return "Medium"
	case High:
		return "High"
	case VeryHigh:
		return "Very high"
	case Unrated:
	}
	return "Not rated"
}

// Formula explains Score and Level in the words that the pages print.
const Formula = "Each rating goes from 1 (least) to 5 (most). Severity counts twice; likelihood, scale and how lasting it is count once. " +
	"The sum goes from 5 to 25: up to 8 is very low, up to 12 low, up to 16 medium, up to 20 high, above that very high. " +
	"An assessment is rated as its gravest harm. The rating orders impacts; it does not measure them."

// Score is 2 × severity + likelihood + scale + irreversible, from 5 to 25, or 0
// while one of the four is missing. A higher rating never lowers it.
func (i Item) Score() int {
	for _, r := range i.ratings() {
		if r < 1 || r > 5 {
			return 0
		}
	}
	return 2*i.Severity + i.Likelihood + i.Scale + i.Irreversible
}

// Level puts the score into five bands of four points (the last has five), so that
// four equal ratings give their own level.
func (i Item) Level() Level {
	return min(VeryHigh, Level((i.Score()-1)/4))
}

func lower(l Level) string { return strings.ToLower(l.Word()) }

func (i Item) ratings() [4]int { return [4]int{i.Severity, i.Likelihood, i.Scale, i.Irreversible} }

// rated says whether everything is there that a rating needs.
func (i Item) rated() bool { return i.Score() > 0 && i.Effect != "" }

// Level is that of the gravest harm, or 0 where no harm is rated. Benefits never
// make up for a harm.
func (a Assessment) Level() Level {
	var highest Level
	for _, it := range a.Items {
		if it.Effect == Harm {
			highest = max(highest, it.Level())
		}
	}
	return highest
}
