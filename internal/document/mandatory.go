// Package document tells what documented information a workspace holds (7.5): what the
// workbench itself makes and keeps under control, and where each piece lies that
// clauses 4 to 10 ask to be written down or kept.
//
// All of it is computed from a snapshot. Nothing is typed a second time, so the list
// cannot say another version than the record does.
package document

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Need is one piece of mandatory documented information with where it lies.
type Need struct {
	controls.Document

	Nth      int       // of those that its clause asks for, from 1
	Register string    // prefix of the register in which it is made, where one of internal/register serves the clause
	Stage    string    // in which it is made; "evidence" where it is attached
	Holds    []Holding // what there is of it
}

// Holding is one place where a piece lies.
type Holding struct {
	Ref      string // of the record; empty where there are several
	Register string // prefix of the register that holds several
	Evidence string // key of the clause to which items are attached
	What     string
}

// Status is done where the piece lies somewhere.
func (n Need) Status() aims.Status {
	if len(n.Holds) > 0 {
		return aims.Done
	}
	return aims.NotStarted
}

// Mandatory lists what clauses 4 to 10 ask for, in the order of the clauses.
func Mandatory(s *snapshot.Snapshot) []Need {
	nth := map[string]int{}
	var out []Need
	for _, d := range controls.MustLoad().Documents {
		nth[d.Clause]++
		n := Need{Document: d, Nth: nth[d.Clause], Stage: stageOf(d.Clause)}
		if find, ours := makers[d.Clause]; ours {
			n.Holds = find(s, n.Nth)
		} else {
			n.registers(s)
		}
		n.attached(s)
		out = append(out, n)
	}
	return out
}

// Missing lists the pieces of which there is nothing.
func Missing(s *snapshot.Snapshot) []Need {
	return slices.DeleteFunc(Mandatory(s), func(n Need) bool { return len(n.Holds) > 0 })
}

// Lies says whether every piece that a clause asks for lies somewhere.
func Lies(s *snapshot.Snapshot, clause string) bool {
	return !slices.ContainsFunc(Missing(s), func(n Need) bool { return n.Clause == clause })
}

func stageOf(clause string) string {
	for _, st := range aims.Stages {
		if slices.ContainsFunc(st.Clauses, func(c aims.Clause) bool { return aims.Clause(clause).Within(c) }) {
			return st.Name
		}
	}
	return "evidence"
}

// registers looks for the registers of internal/register that serve the clause first.
func (n *Need) registers(s *snapshot.Snapshot) {
	for _, b := range s.Kept() {
		if b.Clause() != n.Clause {
			continue
		}
		if n.Register == "" {
			n.Register = b.Prefix
		}
		if b.Held > 0 {
			n.Holds = append(n.Holds, Holding{Register: b.Prefix, What: count(b.Held, b.One, b.Many)})
		}
	}
}

// attached looks for approved documents and for evidence that name the clause. Where a
// clause asks for several pieces nobody can tell which of them an attachment is, so it
// counts for none.
func (n *Need) attached(s *snapshot.Snapshot) {
	if c, _ := controls.MustLoad().Clause(n.Clause); len(c.Documents) != 1 {
		return
	}
	key := controls.ClauseKey(n.Clause).String()
	for _, d := range s.Documents {
		if d.InUse() && d.State == support.Approved && slices.Contains(d.Clauses, key) {
			n.Holds = append(n.Holds, Holding{Ref: d.Ref, What: d.Title + ", edition " + d.Edition})
		}
	}
	if items := s.EvidenceCount(key); items > 0 {
		n.Holds = append(n.Holds, Holding{Evidence: key, What: count(items, "item of evidence", "items of evidence")})
	}
}

// makers find the pieces that the workbench makes in a form of its own. Every other
// clause is served by the registers of internal/register, or by what is attached.
var makers = map[string]func(s *snapshot.Snapshot, nth int) []Holding{
	"4.3": func(s *snapshot.Snapshot, _ int) []Holding {
		st, ok := s.Scope()
		return held(ok, st.Ref, fmt.Sprintf("Version %d, approved", st.Number))
	},
	"5.2":   func(s *snapshot.Snapshot, _ int) []Holding { return policy(s) },
	"6.1.1": func(s *snapshot.Snapshot, _ int) []Holding { return risks(s) },
	"6.1.2": func(s *snapshot.Snapshot, _ int) []Holding {
		c, _ := s.RiskCriteria()
		return held(c.Method != "", c.Ref, "Method, with the risk criteria")
	},
	"6.1.3": treatment,
	"6.1.4": func(s *snapshot.Snapshot, _ int) []Holding { return assessments(s) },
	"7.2": func(s *snapshot.Snapshot, _ int) []Holding {
		n := inForce(s.Proofs)
		return several(n, "PRF", count(n, support.Proofs.One, support.Proofs.Many))
	},
	"7.5.1": func(s *snapshot.Snapshot, _ int) []Holding {
		n := inForce(s.Documents)
		return several(n, "DOC", count(n, "document under control", "documents under control"))
	},
	"8.1": func(s *snapshot.Snapshot, _ int) []Holding { // that processes were carried out as planned: what was carried out, and the gates passed
		n, gates := inForce(s.Carried), fitting(s.Gates, func(g operation.Gate) bool { return !g.Retired() && g.SignedAt != "" })
		return append(several(n, "OPR", count(n, operation.Records.One, operation.Records.Many)), several(gates, "GAT", count(gates, "gate signed off", "gates signed off"))...)
	},
	"8.2": func(s *snapshot.Snapshot, _ int) []Holding {
		n := fitting(s.RisksInForce(), func(r risk.Risk) bool { return r.InherentLevel > 0 })
		return several(n, "RSK", count(n, "risk with a level", "risks with a level"))
	},
	"8.3": func(s *snapshot.Snapshot, _ int) []Holding {
		n := fitting(s.Actions, func(a risk.Action) bool { return !a.Retired() && a.DoneOn != "" && a.Result != "" })
		return several(n, "RSK", count(n, "action done, with its result", "actions done, with their results"))
	},
	"8.4": func(s *snapshot.Snapshot, _ int) []Holding { return assessments(s) },
	"9.1": func(s *snapshot.Snapshot, _ int) []Holding { // results; a list of what is to be measured is none
		n, taken, carried := inForce(s.Results), inForce(s.Measurements), inForce(s.Carried)
		return slices.Concat(
			several(n, performance.Results.Prefix, count(n, performance.Results.One, performance.Results.Many)),
			several(taken, "MEA", count(taken, "measurement of objectives", "measurements of objectives")),
			several(carried, "OPR", count(carried, "record of an operational control", "records of operational controls")))
	},
}

func policy(s *snapshot.Snapshot) []Holding {
	p, ok := s.MainPolicy()
	v, approved := s.InForce(p.Ref)
	return held(ok && approved, v.Ref, fmt.Sprintf("%s, version %d, approved", p.Title, v.Number))
}

func risks(s *snapshot.Snapshot) []Holding {
	c, set := s.RiskCriteria()
	n := len(s.RisksInForce())
	return append(held(set, c.Ref, "Risk criteria"), several(n, "RSK", count(n, "risk or opportunity", "risks and opportunities"))...)
}

func assessments(s *snapshot.Snapshot) []Holding {
	n := fitting(s.Assessments, func(a impact.Assessment) bool { return !a.Retired() && a.State != impact.Draft })
	return several(n, "IMP", count(n, "approved assessment", "approved assessments"))
}

// treatment is one of the four pieces that 6.1.3 asks for: process, Statement, plan,
// and the approval of the plan with the acceptance of what remains.
func treatment(s *snapshot.Snapshot, nth int) []Holding {
	switch nth {
	case 1:
		c, _ := s.RiskCriteria()
		return held(c.Treatment != "", c.Ref, "Process, with the risk criteria")
	case 2:
		v, ok := s.Statement()
		return held(ok, v.Ref, fmt.Sprintf("Version %d, approved", v.Number))
	case 3:
		n := inForce(s.Actions)
		return several(n, "RSK", count(n, "action", "actions"))
	}
	return approvals(s)
}

// approvals are the fourth piece. Each half is asked for only where there is something
// to approve or to accept.
func approvals(s *snapshot.Snapshot) []Holding {
	c, _ := s.RiskCriteria()
	planned := slices.ContainsFunc(s.RisksInForce(), risk.Risk.Planned)
	above := slices.ContainsFunc(s.RisksInForce(), func(r risk.Risk) bool { return r.NeedsAcceptance(c) })
	n := inForce(s.Acceptances)
	if (planned && inForce(s.PlanApprovals) == 0) || (above && n == 0) {
		return nil
	}
	plans := fitting(s.RisksInForce(), func(r risk.Risk) bool {
		state, _, _ := s.PlanOf(r)
		return state == risk.PlanApproved
	})
	return append(several(plans, "RSK", count(plans, "risk with an approved plan", "risks with an approved plan")),
		several(n, "RSK", count(n, "acceptance of residual risk", "acceptances of residual risk"))...)
}

func held(there bool, ref, what string) []Holding {
	if !there {
		return nil
	}
	return []Holding{{Ref: ref, What: what}}
}

func several(n int, register, what string) []Holding {
	if n == 0 {
		return nil
	}
	return []Holding{{Register: register, What: what}}
}

func inForce[T interface{ Retired() bool }](all []T) int {
	return fitting(all, func(one T) bool { return !one.Retired() })
}

func fitting[T any](all []T, fits func(T) bool) int {
	n := 0
	for _, one := range all {
		if fits(one) {
			n++
		}
	}
	return n
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
