package document

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// Made is a document that the workbench itself makes and keeps under control: its
// versions, approvals and history are records, so nobody registers it by hand.
type Made struct {
	Ref      string
	Title    string
	Kind     string // "policy", "scope statement"
	Edition  string
	State    string // "approved", "draft"
	By       string // who approved it
	On       when.Day
	Owner    string
	ReviewOn when.Day
	Clause   string // that asks for it
}

// Controlled lists what the workbench makes, as it stands: the edition in force of each
// and drafts beside it. What was superseded is in the history of its record.
func Controlled(s *snapshot.Snapshot) []Made {
	out := scopes(s)
	out = append(out, policies(s)...)
	out = append(out, criteria(s)...)
	out = append(out, assessed(s)...)
	if v, ok := s.Statement(); ok {
		out = append(out, Made{Ref: v.Ref, Title: "Statement of Applicability", Kind: "Statement", Edition: version(v.Number), State: "approved", By: v.ApprovedBy, On: v.ApprovedAt.Day(), Clause: "6.1.3"})
	}
	return out
}

func scopes(s *snapshot.Snapshot) []Made {
	var out []Made
	now, _ := s.Scope()
	for _, st := range s.Statements {
		if !st.Retired() && (st.Ref == now.Ref || st.State == scope.Draft) {
			out = append(out, Made{Ref: st.Ref, Title: "Scope of the AI management system", Kind: "scope statement", Edition: version(st.Number), State: string(st.State), By: st.ApprovedBy, On: st.ApprovedAt.Day(), Clause: "4.3"})
		}
	}
	return out
}

func policies(s *snapshot.Snapshot) []Made {
	var out []Made
	for _, p := range s.Policies {
		if p.Retired() {
			continue
		}
		now, _ := s.InForce(p.Ref)
		for _, v := range s.Versions {
			if v.Policy == p.Ref && !v.Retired() && (v.Ref == now.Ref || v.State == leadership.Draft) {
				out = append(out, Made{Ref: v.Ref, Title: p.Title, Kind: "policy", Edition: version(v.Number), State: string(v.State), By: v.ApprovedBy, On: v.ApprovedAt.Day(), Owner: p.Owner, ReviewOn: p.ReviewOn, Clause: "5.2"})
			}
		}
	}
	return out
}

func criteria(s *snapshot.Snapshot) []Made {
	c, ok := s.RiskCriteria()
	if !ok {
		return nil
	}
	return []Made{{Ref: c.Ref, Title: "Risk criteria, method and treatment process", Kind: "criteria", Edition: version(c.Version), State: "in force", By: c.UpdatedBy, On: c.UpdatedAt.Day(), Clause: "6.1.2"}}
}

func assessed(s *snapshot.Snapshot) []Made {
	names := map[string]string{}
	owners := map[string]string{}
	for _, y := range s.Systems {
		names[y.Ref], owners[y.Ref] = y.Name, y.Owner
	}
	var out []Made
	for _, a := range s.Assessments {
		if !a.Retired() && a.State == impact.Approved {
			out = append(out, Made{Ref: a.Ref, Title: "Impact assessment: " + names[a.System], Kind: "impact assessment", Edition: a.Ref, State: string(a.State), By: a.ApprovedBy, On: a.ApprovedAt.Day(), Owner: owners[a.System], ReviewOn: a.NextReview, Clause: "6.1.4"})
		}
	}
	return out
}

func version(n int) string { return fmt.Sprintf("version %d", n) }
