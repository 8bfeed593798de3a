package support

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/when"
)

// Staff is what the competence of people follows from.
type Staff struct {
	Roles       []leadership.Role
	Competences []Competence
	Proofs      []Proof
	Trainings   []Training
}

// Standing is how one person stands with one competence.
type Standing struct {
	Person     string
	Competence string            // CMP reference
	Roles      []leadership.Role // of the person that require it; empty where the person is named, or shows more than is asked
	Required   bool
	Status     aims.Status
	Why        string   // in a few words: "counts until 3 May 2027"
	Proof      string   // PRF reference of the one that counts, or the newest; may be empty
	Training   string   // TRN reference of the open one, or the newest; may be empty
	Until      when.Day // to which day it counts, where it counts

	since when.Day // of a gap: the day from which on a training may close it
}

// Gap says whether the person lacks what is required.
func (s Standing) Gap() bool { return s.Required && s.Status != aims.Done }

// Judgement is who stands how, in the order of names and of competences.
type Judgement struct {
	People      []string
	Competences []Competence // in force
	cells       map[pair]Standing
	seen        map[string]bool // folded names of People
}

type pair struct{ person, competence string }

// of is the pair of a name as people write it.
func of(name, competence string) pair { return pair{fold(name), competence} }

// Of gives how a person stands with a competence; false where it is neither required
// nor shown.
func (j Judgement) Of(person, competence string) (Standing, bool) {
	s, ok := j.cells[of(person, competence)]
	return s, ok
}

// All lists the standings, person by person.
func (j Judgement) All() []Standing {
	var out []Standing
	for _, p := range j.People {
		for _, c := range j.Competences {
			if s, ok := j.Of(p, c.Ref); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// Gaps lists who lacks what is required.
func (j Judgement) Gaps() []Standing {
	return slices.DeleteFunc(j.All(), func(s Standing) bool { return !s.Gap() })
}

// Judge says for each person what their roles require and how they stand with it
// today (7.2). What is retired does not count.
func Judge(s Staff, today when.Day) Judgement {
	s = s.inForce()
	j := Judgement{Competences: s.Competences, cells: map[pair]Standing{}, seen: map[string]bool{}}
	levels := map[string]Level{}
	for _, c := range s.Competences {
		levels[c.Ref] = c.Level
		s.require(&j, c)
	}
	proofs := map[pair][]Proof{}
	for _, p := range s.Proofs {
		if _, inForce := levels[p.Competence]; inForce {
			at, _ := j.touch(p.Name, p.Competence)
			proofs[at] = append(proofs[at], p)
		}
	}
	trainings := s.trainings()
	for at, cell := range j.cells {
		cell.weigh(proofs[at], levels[at.competence], today)
		cell.underWay(trainings[at], today)
		j.cells[at] = cell
	}
	slices.SortFunc(j.People, func(a, b string) int { return strings.Compare(fold(a), fold(b)) })
	return j
}

// inForce leaves out what is retired and puts proofs and trainings in the order of their days.
func (s Staff) inForce() Staff {
	now := Staff{
		slices.DeleteFunc(slices.Clone(s.Roles), func(r leadership.Role) bool { return r.Retired() }),
		slices.DeleteFunc(slices.Clone(s.Competences), func(c Competence) bool { return c.Retired() }),
		slices.DeleteFunc(slices.Clone(s.Proofs), func(p Proof) bool { return p.Retired() }),
		slices.DeleteFunc(slices.Clone(s.Trainings), func(t Training) bool { return t.Retired() }),
	}
	slices.SortStableFunc(now.Proofs, func(a, b Proof) int { return strings.Compare(string(a.EvaluatedOn), string(b.EvaluatedOn)) })
	slices.SortStableFunc(now.Trainings, func(a, b Training) int { return strings.Compare(string(a.Due), string(b.Due)) })
	return now
}

// require notes the people who need a competence: those who hold its roles, and those
// it names.
func (s Staff) require(j *Judgement, c Competence) {
	for _, r := range s.Roles {
		if !slices.Contains(c.Roles, r.Ref) {
			continue
		}
		for _, name := range Holders(r) {
			at, cell := j.touch(name, c.Ref)
			cell.Required, cell.Roles = true, append(cell.Roles, r)
			j.cells[at] = cell
		}
	}
	for _, name := range c.People {
		at, cell := j.touch(name, c.Ref)
		cell.Required = true
		j.cells[at] = cell
	}
}

// touch finds or makes the cell of a person.
func (j *Judgement) touch(name, competence string) (pair, Standing) {
	at := of(name, competence)
	cell, known := j.cells[at]
	if !known {
		if !j.seen[at.person] {
			j.seen[at.person] = true
			j.People = append(j.People, strings.Join(strings.Fields(name), " "))
		}
		cell = Standing{Person: strings.Join(strings.Fields(name), " "), Competence: competence}
		j.cells[at] = cell
	}
	return at, cell
}

// trainings are those of each person for each competence, in the order of their days.
func (s Staff) trainings() map[pair][]Training {
	out := map[pair][]Training{}
	for _, t := range s.Trainings {
		named := map[pair]bool{}
		for _, name := range t.People {
			for _, competence := range t.Competences {
				if at := of(name, competence); !named[at] {
					named[at] = true
					out[at] = append(out[at], t)
				}
			}
		}
	}
	return out
}

// weigh finds the proof that counts, or says why none does.
func (s *Standing) weigh(proofs []Proof, needed Level, today when.Day) {
	s.Status, s.Why = aims.NotStarted, "not shown yet"
	for _, p := range proofs {
		s.count(p, needed, today)
	}
}

// count weighs the next proof of a person, the older ones first. What shows less does
// not undo what counts already; only a later judgement that the person is not competent does.
func (s *Standing) count(p Proof, needed Level, today when.Day) {
	word, why, since := aims.NeedsAttention, "", p.EvaluatedOn
	switch {
	case p.Result != Shown:
		why, s.Until = "judged not competent yet", ""
	case !p.Level.Reaches(needed):
		why = "shown at a lower level: " + string(p.Level)
	case p.ValidUntil.Passed(today):
		why, since = "ran out on "+p.ValidUntil.Human(), p.ValidUntil
	case p.ValidUntil == "":
		word, why, s.Until = aims.Done, "counts for good", ""
	default:
		word, why, s.Until = aims.Done, "counts until "+p.ValidUntil.Human(), p.ValidUntil
	}
	if s.Status != aims.Done || word == aims.Done || p.Result != Shown {
		s.Status, s.Why, s.Proof, s.since = word, why, p.Ref, since
	}
}

// underWay looks for what is done about a gap: a training that is still to be held, or
// one that was held since the proof ended or fell short. What came before made no proof.
func (s *Standing) underWay(trainings []Training, today when.Day) {
	for _, t := range trainings {
		s.Training = t.Ref
		if s.Status == aims.Done || (t.DoneOn != "" && t.DoneOn <= s.since) {
			continue
		}
		if word, why := t.about(today); word != "" {
			s.Status, s.Why = word, why
		}
	}
}

// about says what a training means for those whose gap it is to close.
func (t Training) about(today when.Day) (aims.Status, string) {
	switch {
	case t.Open() && t.Due.Passed(today):
		return aims.NeedsAttention, "training was planned for " + t.Due.Human()
	case t.Open():
		return aims.InProgress, "training on " + t.Due.Human()
	case t.Unjudged(today):
		return aims.NeedsAttention, "trained, effect never judged"
	case t.Effect == "":
		return aims.InProgress, "trained, effect not judged yet"
	case t.Effect == Shown:
		return aims.InProgress, "training worked, proof not recorded yet"
	}
	return aims.NeedsAttention, "training did not work"
}

// Holders are the people who hold a role. Registers keep names as free text: several
// stand with a comma, a semicolon, "and" or a new line between them, and words that
// begin with a small letter are a remark and no name.
func Holders(r leadership.Role) []string {
	var out []string
	text := strings.NewReplacer(" and ", ",", "&", ",", ";", ",", "\n", ",").Replace(r.Person)
	for _, part := range strings.Split(text, ",") {
		part = strings.Join(strings.Fields(part), " ")
		first, _ := utf8.DecodeRuneInString(part)
		remark := unicode.IsLower(first) && !strings.Contains(part, "@")
		if part != "" && !remark && !slices.ContainsFunc(out, func(p string) bool { return samePerson(p, part) }) {
			out = append(out, part)
		}
	}
	return out
}

// samePerson compares names as people write them.
func samePerson(a, b string) bool { return fold(a) == fold(b) }

func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
