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
	case keyTriggered:
		return a.TriggeredBy == "" && (a.Trigger == NewSystem || a.Trigger == Periodic)
	case keyBalance:
		return a.Answers[keyBalance] == "" && !a.mixed()
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

// sameIDs lets impacts keep the id they had: the one of the same words, or else the
// one of the same place that no other words claim. Forms do not carry ids.
func sameIDs(items, former []Item) []Item {
	taken := map[string]bool{}
	claim := func(it *Item, was Item) {
		if it.ID == "" && !taken[was.ID] {
			it.ID, taken[was.ID] = was.ID, was.ID != ""
		}
	}
	for i := range items {
		taken[items[i].ID] = items[i].ID != ""
	}
	for i := range items {
		for _, was := range former {
			if was.What == items[i].What {
				claim(&items[i], was)
			}
		}
	}
	for i := range items {
		if i < len(former) {
			claim(&items[i], former[i])
		}
	}
	return items
}

// UntouchedIn gives the areas left out in a section, or those in all others.
func (a Assessment) UntouchedIn(section string, within bool) []Untouched {
	var out []Untouched
	for _, u := range a.Untouched {
		if x, known := AreaOf(u.Area); (known && x.Section == section || !known && section == SectionIndividuals) == within {
			out = append(out, u)
		}
	}
	return out
}

// mixed says whether it helps some and harms some, so that there is something to weigh.
func (a Assessment) mixed() bool {
	has := func(e Effect) bool { return slices.ContainsFunc(a.Items, func(it Item) bool { return it.Effect == e }) }
	return has(Harm) && has(Benefit)
}

// Summary is what the people concerned are told, in plain words.
func (a Assessment) Summary() string { return a.Answers[keySummary] }

// Balance weighs benefits against harms in words.
func (a Assessment) Balance() string { return a.Answers[keyBalance] }

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
			items = append(items, sameIDs(from.ItemsOf(reach), a.ItemsOf(reach))...)
		}
		a.Items = items
	}
	switch s.ID {
	case SectionMeasures:
		a.Measures = slices.Clone(in.Measures)
	case SectionParties:
		a.Consultations = slices.Clone(in.Consultations)
	case SectionConclusion:
		a.Uses = slices.Clone(in.Uses)
	}
	a.Untouched = append(a.UntouchedIn(s.ID, false), in.UntouchedIn(s.ID, true)...)
	a.Completed = slices.DeleteFunc(slices.Clone(a.Completed), func(id string) bool { return id == s.ID })
	if slices.Contains(in.Completed, s.ID) {
		a.Completed = append(a.Completed, s.ID)
	}
}
