package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// The kinds of what comes from outside and goes wrong. Concerns are on no agenda: the
// day of one could tell who was there.
const (
	Assessing   Kind = "Supplier assessment"
	Ending      Kind = "Supplier contract ends"
	Lapsing     Kind = "Supplier certificate ends"
	Telling     Kind = "Incident to be told"
	Allocation  Kind = "Responsibilities to review"
	Expectation Kind = "Customer expectation to review"
	Information Kind = "Information to review"
)

// outsideKinds lists them.
var outsideKinds = []Kind{Assessing, Ending, Lapsing, Telling, Allocation, Expectation, Information}

func outside(s *snapshot.Snapshot) []Item {
	var out []Item
	add := func(retired bool, on when.Day, kind Kind, ref, title, owner string) {
		if !retired {
			out = append(out, Item{on, kind, ref, title, owner})
		}
	}
	owners := map[string]string{}
	for _, x := range s.Suppliers {
		owners[x.Ref] = x.Owner
		add(x.Retired(), x.NextOn, Assessing, x.Ref, x.Name, x.Owner)
		add(x.Retired(), x.ContractEnds, Ending, x.Ref, x.Name, x.Owner)
	}
	replaced := operation.Replaced(s.Certificates)
	for _, c := range s.Certificates {
		add(c.Retired() || replaced[c.Ref], c.Until, Lapsing, c.Ref, c.Title, owners[c.Supplier])
	}
	for i := range s.Incidents {
		in := &s.Incidents[i]
		for _, n := range in.Owed() {
			day, _ := in.Deadline(n)
			add(in.Retired(), day, Telling, in.Ref, "Tell "+n.To+": "+in.Title, in.Handler)
		}
	}
	for _, x := range s.Splits {
		add(x.Retired(), x.ReviewOn, Allocation, x.Ref, x.Title, "")
	}
	for _, x := range s.Expectations {
		add(x.Retired(), x.ReviewOn, Expectation, x.Ref, x.Title, x.Owner)
	}
	for _, x := range s.Informations {
		add(x.Retired(), x.ReviewOn, Information, x.Ref, x.Title, x.Owner)
	}
	return out
}
