package scope

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Proposal is a process that most management systems have, to begin with. It names
// what it feeds by the keys of the other proposals.
type Proposal struct {
	Key   string
	Feeds []string
	Process
}

// Proposals lists them in the order of the clauses, in our own words.
func Proposals() []Proposal { return slices.Clone(proposals) }

var proposals = []Proposal{
	{"context", []string{"policy", "systems", "risk"}, Process{
		Name: "Know the context and set the scope", Clauses: []string{"4.1", "4.2", "4.3"},
		Purpose:  "To know what bears on our AI, who has a stake in it, what we owe them, and where the system begins and ends.",
		Inputs:   []string{"Laws and contracts", "Wishes of interested parties", "Strategy"},
		Outputs:  []string{"Issues, needs and obligations", "Scope statement"},
		Criteria: "Looked at again once a year and whenever a law or the organisation changes. No need is left undecided.",
	}},
	{"policy", []string{"objectives", "support"}, Process{
		Name: "Lead and set the AI policy", Clauses: []string{"5.1", "5.2", "5.3"},
		Purpose:  "To say what we stand for with AI, and who answers for what.",
		Inputs:   []string{"Scope statement", "Decisions of top management"},
		Outputs:  []string{"AI policy", "Roles and duties"},
		Criteria: "The policy in force is signed and known to everyone inside the scope.",
	}},
	{"systems", []string{"impact", "risk"}, Process{
		Name: "Register AI systems", Clauses: []string{"4.1", "4.3"},
		Purpose:  "To know every AI system, what it is for, and who owns it.",
		Inputs:   []string{"Ideas and purchases", "Scope statement"},
		Outputs:  []string{"Inventory of AI systems"},
		Criteria: "No system goes live before it is registered.",
	}},
	{"impact", []string{"risk"}, Process{
		Name: "Assess the impact on people", Clauses: []string{"6.1.4", "8.4"},
		Purpose:  "To know what a system can do to people and to society, before it does.",
		Inputs:   []string{"Inventory of AI systems", "Views of those affected"},
		Outputs:  []string{"Approved impact assessments", "Measures"},
		Criteria: "Every system in scope has an approved assessment that is no older than its review day.",
	}},
	{"risk", []string{"objectives", "operate"}, Process{
		Name: "Assess and treat AI risks", Clauses: []string{"6.1.1", "6.1.2", "6.1.3", "8.2", "8.3"},
		Purpose:  "To find what may go wrong, weigh it, and choose what is done about it.",
		Inputs:   []string{"Impact assessments", "Incidents", "Issues"},
		Outputs:  []string{"Risk register", "Treatment plan", "Statement of Applicability"},
		Criteria: "No risk above the threshold stays without treatment or acceptance.",
	}},
	{"objectives", []string{"operate", "measure"}, Process{
		Name: "Set objectives and plan changes", Clauses: []string{"6.2", "6.3"},
		Purpose:  "To say what we want to reach with AI, by when, and to change the system on purpose.",
		Inputs:   []string{"AI policy", "Risks and opportunities"},
		Outputs:  []string{"AI objectives with plans", "Planned changes"},
		Criteria: "Each objective has an owner, a measure and a day.",
	}},
	{"support", []string{"operate"}, Process{
		Name: "Provide people, skills and documents", Clauses: []string{"7.1", "7.2", "7.3", "7.4", "7.5.1", "7.5.2", "7.5.3"},
		Purpose:  "To have what the work needs: people who can do it, tools, data, and documents that hold.",
		Inputs:   []string{"Roles and duties", "Plans"},
		Outputs:  []string{"Skilled people", "Resources", "Documents in force"},
		Criteria: "Needs of skill are met by the day they were planned for.",
	}},
	{"operate", []string{"measure", "improve"}, Process{
		Name: "Build, buy and run AI", Clauses: []string{"8.1"},
		Purpose:  "To carry out what was planned, from the first idea of a system to its end.",
		Inputs:   []string{"Treatment plan", "Objectives", "Skilled people"},
		Outputs:  []string{"AI systems in use", "Records of work", "Incidents and concerns"},
		Criteria: "Each release passed its checks, and each incident has an answer.",
	}},
	{"measure", []string{"audit", "review"}, Process{
		Name: "Measure and evaluate", Clauses: []string{"9.1"},
		Purpose:  "To see in numbers whether systems and controls do what they should.",
		Inputs:   []string{"Records of work", "Objectives"},
		Outputs:  []string{"Results of measures"},
		Criteria: "Each measure is taken when it is due.",
	}},
	{"audit", []string{"review", "improve"}, Process{
		Name: "Audit the management system", Clauses: []string{"9.2.1", "9.2.2"},
		Purpose:  "To have someone impartial check that the system is followed and works.",
		Inputs:   []string{"Results of measures", "All registers"},
		Outputs:  []string{"Audit findings"},
		Criteria: "Every clause is audited within the time of the programme.",
	}},
	{"review", []string{"improve", "policy"}, Process{
		Name: "Review by top management", Clauses: []string{"9.3.1", "9.3.2", "9.3.3"},
		Purpose:  "To let those at the top judge whether the system still fits, and decide.",
		Inputs:   []string{"Results of measures", "Audit findings", "Changes of issues and needs"},
		Outputs:  []string{"Decisions and resources"},
		Criteria: "Held as planned, with a decision on every point.",
	}},
	{"improve", []string{"context", "risk"}, Process{
		Name: "Correct and improve", Clauses: []string{"10.1", "10.2"},
		Purpose:  "To mend what went wrong, remove its cause, and get better.",
		Inputs:   []string{"Incidents and concerns", "Audit findings", "Decisions"},
		Outputs:  []string{"Corrective actions", "Improvements"},
		Criteria: "Each cause is removed, and someone checked that it is.",
	}},
}

// TakeProposals records the chosen proposals as processes in one act, under one batch
// by which it can be undone, and gives the batch and how many were recorded. A process
// whose name is in force already is not recorded twice.
func TakeProposals(ctx context.Context, db *store.DB, who access.Actor, keys []string) (batch string, n int, err error) {
	err = db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
		open, err := openProposals(tx)
		if err != nil {
			return err
		}
		chosen := slices.DeleteFunc(open, func(p Proposal) bool { return !slices.Contains(keys, p.Key) })
		if n = len(chosen); n == 0 {
			return fault.New(fault.Invalid, "Nothing was recorded. Tick at least one process that is not recorded yet.")
		}
		if batch, err = tx.NextRef("BAT"); err != nil {
			return err
		}
		tx.Batch = batch
		return createAll(tx, chosen)
	})
	return batch, n, err
}

// createAll gives all of them their references first: they name each other.
func createAll(tx *store.Tx, chosen []Proposal) error {
	refs := map[string]string{}
	for i := range chosen {
		ref, err := tx.NextRef(Processes.Prefix)
		if err != nil {
			return err
		}
		chosen[i].Head, refs[chosen[i].Key] = store.Head{Ref: ref}, ref
	}
	for _, p := range chosen {
		for _, key := range p.Feeds {
			if ref, taken := refs[key]; taken {
				p.Process.Feeds = append(p.Process.Feeds, ref)
			}
		}
		if err := Processes.Check(&p.Process); err != nil {
			return err
		}
		if err := tx.Create(Processes.Verb, &p.Process, "taken from the proposed processes"); err != nil {
			return err
		}
	}
	return nil
}

func openProposals(tx *store.Tx) ([]Proposal, error) {
	there, err := store.All[Process](store.InForce(tx.Read(), true))
	if err != nil {
		return nil, err
	}
	return OpenProposals(there), nil
}

// OpenProposals leaves out the proposals whose names processes in force have already.
func OpenProposals(there []Process) []Proposal {
	return slices.DeleteFunc(Proposals(), func(p Proposal) bool {
		return slices.ContainsFunc(there, func(t Process) bool { return !t.Retired() && strings.EqualFold(t.Name, p.Name) })
	})
}
