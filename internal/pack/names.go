package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/aims/objective"
)

// mostOfName is how much of a record's name stands beside its reference.
const mostOfName = 70

// name gathers what records are called, so that no reference has to be looked up to be
// understood. A measurement is called by its value, which would only mislead.
func (b *book) name() {
	b.names = map[string]string{}
	for _, k := range b.kept {
		for _, e := range k.Entries() {
			if k.Prefix != objective.Measurements.Prefix {
				b.names[e.Ref] = e.Title
			}
		}
	}
	for _, c := range b.cat.Controls {
		b.names[c.Key().String()] = c.Title
	}
	for _, r := range b.s.Rows {
		if r.Own {
			b.names[r.Ref] = r.Title
		}
	}
	for _, y := range b.s.Systems {
		b.names[y.Ref] = y.Name
	}
	for _, a := range b.s.Assessments {
		b.names[a.Ref] = "assessment of " + b.names[a.System]
	}
	b.nameRisks()
	b.nameContext()
	for _, i := range b.s.Evidence {
		b.names[i.Ref] = i.Title
	}
}

// nameContext names what clauses 4 and 5 hold.
func (b *book) nameContext() {
	for _, p := range b.s.Policies {
		b.names[p.Ref] = p.Title
	}
	for _, v := range b.s.Versions {
		b.names[v.Ref] = fmt.Sprintf("%s, version %d", b.names[v.Policy], v.Number)
	}
	for _, r := range b.s.Roles {
		b.names[r.Ref] = r.Title
	}
	for _, p := range b.s.Parties {
		b.names[p.Ref] = p.Name
	}
	for _, n := range b.s.Needs {
		b.names[n.Ref] = n.Text
	}
	for _, i := range b.s.Issues {
		b.names[i.Ref] = i.Title
	}
}

func (b *book) nameRisks() {
	for _, r := range b.s.Risks {
		b.names[r.Ref] = r.Title
	}
	for _, x := range b.s.Actions {
		b.names[x.Ref] = x.What
	}
	for _, x := range b.s.Acceptances {
		b.names[x.Ref] = "acceptance of " + x.Risk
	}
}
