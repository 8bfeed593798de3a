package impact

import "slices"

// Answer is what the record says to a question, by the question's key.
func (a Assessment) Answer(key string) string {
	if c, ok := columns[key]; ok {
		return c.get(&a)
	}
	return a.Answers[key]
}

// Idle says whether a question does not arise here: conditions where nothing is
// conditional, and why there are no impacts where some are listed. An answer that
// was given is never idle.
func (a Assessment) Idle(q Question) bool {
	switch q.Key {
	case keyConditions:
		return a.Conditions == "" && a.Decision != GoConditions
	case keyNoImpacts:
		return a.Answers[keyNoImpacts] == "" && len(a.Items) > 0
	}
	return false
}

// SetAnswer puts an answer where it belongs; an empty one is taken out.
func (a *Assessment) SetAnswer(key, value string) {
	if c, ok := columns[key]; ok {
		c.set(a, value)
		return
	}
	if value == "" {
		delete(a.Answers, key)
		return
	}
	if a.Answers == nil {
		a.Answers = map[string]string{}
	}
	a.Answers[key] = value
}

// ItemsOf gives the impacts that fall on individuals, on groups or on society.
func (a Assessment) ItemsOf(reach Reach) []Item {
	var out []Item
	for _, it := range a.Items {
		if it.Reach == reach {
			out = append(out, it)
		}
	}
	return out
}

// Reaches says on whom the impacts fall that are rated in the section (A.5.4,
// A.5.5); none where no impacts are rated there.
func (s Section) Reaches() []Reach {
	switch s.ID {
	case SectionIndividuals:
		return []Reach{Individuals, Groups}
	case SectionSociety:
		return []Reach{Society}
	}
	return nil
}

// With is the assessment with what in says in one section, or in all when the
// section is empty. Neither argument is changed.
func (a Assessment) With(section string, in Assessment) Assessment {
	answers := a.Answers
	a.Answers = make(map[string]string, len(answers))
	for k, v := range answers {
		a.Answers[k] = v
	}
	for _, s := range form {
		if section == "" || s.ID == section {
			a.take(s, in)
		}
	}
	return a
}

func (a *Assessment) take(s Section, in Assessment) {
	for _, q := range s.Questions {
		a.SetAnswer(q.Key, in.Answer(q.Key))
	}
	if taken := s.Reaches(); len(taken) > 0 {
		var items []Item
		for _, reach := range Reaches {
			from := *a
			if slices.Contains(taken, reach) {
				from = in
			}
			items = append(items, from.ItemsOf(reach)...)
		}
		a.Items = items
	}
	if s.ID == SectionMeasures {
		a.Measures = slices.Clone(in.Measures)
	}
	a.Completed = slices.DeleteFunc(slices.Clone(a.Completed), func(id string) bool { return id == s.ID })
	if slices.Contains(in.Completed, s.ID) {
		a.Completed = append(a.Completed, s.ID)
	}
}
