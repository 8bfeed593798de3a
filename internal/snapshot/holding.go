package snapshot

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// Holdings are all records that somebody may answer for, of every register: whose each
// is and what it belongs to. Concerns are not among them.
func (s *Snapshot) Holdings() []register.Holding {
	var all []register.Holding
	hold := func(h store.Head, title, owner, of string) {
		all = append(all, register.Holding{Head: h, Title: title, Owner: owner, Of: of})
	}
	for _, x := range s.Issues {
		hold(x.Head, x.Title, x.Owner, "")
	}
	for _, x := range s.Parties {
		hold(x.Head, x.Name, "", "")
	}
	for _, x := range s.Needs {
		hold(x.Head, x.Text, "", x.Party)
	}
	for _, x := range s.Policies {
		hold(x.Head, x.Title, x.Owner, "")
	}
	for _, x := range s.Versions {
		hold(x.Head, "", "", x.Policy)
	}
	for _, x := range s.Signatures {
		hold(x.Head, "", x.Name, x.Target)
	}
	for _, x := range s.Roles {
		hold(x.Head, x.Title, x.Person, "")
	}
	for i := range s.Systems {
		hold(s.Systems[i].Head, s.Systems[i].Name, s.Systems[i].Owner, "")
	}
	for i := range s.Assessments {
		hold(s.Assessments[i].Head, "", "", s.Assessments[i].System)
	}
	s.holdRisks(hold)
	for _, b := range s.Kept() {
		all = append(all, b.Holdings()...)
	}
	return all
}

// holdRisks holds what 6.1.3 is made of, and what proves it.
func (s *Snapshot) holdRisks(hold func(h store.Head, title, owner, of string)) {
	for i := range s.Risks {
		hold(s.Risks[i].Head, s.Risks[i].Title, s.Risks[i].Owner, "")
	}
	for _, x := range s.Actions {
		hold(x.Head, x.What, x.Owner, x.Risk)
	}
	for _, x := range s.Acceptances {
		hold(x.Head, "", x.By, x.Risk)
	}
	for _, x := range s.PlanApprovals {
		hold(x.Head, "", x.By, x.Risk)
	}
	for i := range s.Rows {
		hold(s.Rows[i].Head, s.Rows[i].Title, s.Rows[i].Owner, "")
	}
	for i := range s.Evidence {
		hold(s.Evidence[i].Head, s.Evidence[i].Title, s.Evidence[i].Owner, "")
	}
}

// Owners says who answers for each record, as its registers have it in words: whom the
// record itself names, and else who answers for what it belongs to. A record for which
// nobody is named is not in it.
func Owners(all []register.Holding) map[string]string {
	by := make(map[string]*register.Holding, len(all))
	for i := range all {
		by[all[i].Ref] = &all[i]
	}
	owners := map[string]string{}
	for i := range all {
		var seen []string // a record that belongs to itself in a circle has no owner
		for h := &all[i]; h != nil && !slices.Contains(seen, h.Ref); h = by[h.Of] {
			if owner := strings.TrimSpace(h.Owner); owner != "" {
				owners[all[i].Ref] = owner
				break
			}
			seen = append(seen, h.Ref)
		}
	}
	return owners
}
