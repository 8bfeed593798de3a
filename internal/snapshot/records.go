package snapshot

// Records is one register's records as plain values, for exports and packs.
type Records struct {
	Name    string // the register's name on the command line
	Records []any
}

// Records lists every register with all its records, retired ones too, in the
// order of the life cycle.
func (s *Snapshot) Records() []Records {
	all := []Records{
		{"person", values(s.People)}, {"organisation", values(s.Organisations)}, {"issue", values(s.Issues)},
		{"party", values(s.Parties)}, {"need", values(s.Needs)}, {"scope", values(s.Statements)},
		{"policy", values(s.Policies)}, {"policy-version", values(s.Versions)}, {"signature", values(s.Signatures)},
		{"role", values(s.Roles)}, {"system", values(s.Systems)}, {"impact", values(s.Assessments)}, {"impact-rule", values(s.ImpactRules)},
		{"criteria", values(s.Criteria)}, {"risk", values(s.Risks)}, {"action", values(s.Actions)},
		{"acceptance", values(s.Acceptances)}, {"plan-approval", values(s.PlanApprovals)},
		{"soa", values(s.Rows)}, {"soa-version", values(s.Approved)},
		{"evidence", values(s.Evidence)}, {"comment", values(s.Comments)},
	}
	all = append(all, Records{"concern-desk", values(s.ConcernDesks)}) // concerns themselves leave in no file
	for _, b := range s.Kept() {
		all = append(all, Records{b.Name, b.Records()})
	}
	return all
}

func values[T any](all []T) []any {
	out := make([]any, len(all))
	for i, one := range all {
		out[i] = one
	}
	return out
}
