package readiness

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

var supportRules = []rule{
	{
		id: "SUP-01", severity: Minor, at: Stage1, clauses: []string{"7.1"}, stage: "support",
		message: "It is not recorded what the management system itself needs",
		why:     "The system is run by somebody with something; it is only not written down.",
		fix:     "Record the people, money and tools of the management system.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(refs(s.Resources, func(r support.Resource) bool { return !r.Retired() && r.ForAIMS }, resourceRef)) > 0 || documentedBy(s, "7.1")
		}),
	},
	{
		id: "SUP-02", severity: Minor, at: Stage2, clauses: []string{"A.4.2"}, stage: "support",
		message: "For some AI systems in scope data, tools, machines or people are not written down",
		why:     "Most of what systems stand on is known; there are holes.",
		fix:     "Open “What systems stand on” and fill the holes.",
		find:    each(systemsWithHoles),
	},
	{
		id: "SUP-03", severity: Minor, at: Stage2, clauses: []string{"7.2", "A.4.6"}, stage: "support",
		message: "Some people have not shown a competence that is asked of them, and no training is planned",
		why:     "What people must know is laid down; for some the proof is missing.",
		fix:     "Record the proof if there is one; otherwise plan a training.",
		find:    each(gapsThat(aims.NotStarted)),
	},
	{
		id: "SUP-04", severity: Minor, at: Stage2, clauses: []string{"7.2", "A.4.6"}, stage: "support",
		message: "Some people no longer have a proof that counts, or a training did not close the gap",
		why:     "People were competent once; the proof has ended or the training did not help.",
		fix:     "Have the competence judged again, or plan another training.",
		find:    each(gapsThat(aims.NeedsAttention)),
	},
	{
		id: "SUP-05", severity: Minor, at: Stage2, clauses: []string{"7.2"}, stage: "support",
		message: "Nobody has judged whether some trainings worked",
		why:     "Trainings take place; that they work was not looked at.",
		fix:     "Look at the work of the people who were trained, and write down what you saw.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Trainings, func(t support.Training) bool { return t.Unjudged(s.Today()) }, func(t support.Training) string { return t.Ref })
		}),
	},
	{
		id: "SUP-06", severity: Minor, at: Stage2, clauses: []string{"7.3"}, stage: "support",
		message: "No briefing was held on the policy, on people's own part, or on what it means when rules are not kept",
		why:     "People may know; nothing shows that they were told.",
		fix:     "Plan a briefing that covers the subjects that are missing, and record that it was held.",
		find:    missing(func(s *snapshot.Snapshot) bool { return allSubjectsHeld(s) || documentedBy(s, "7.3") }),
	},
	{
		id: "SUP-07", severity: Minor, at: Stage1, clauses: []string{"7.4"}, stage: "support",
		message: "There is no plan of who hears what about your AI",
		why:     "Communication takes place; who hears what is not decided.",
		fix:     "Plan the first communication: what, when, with whom and how.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return slices.ContainsFunc(s.Communications, func(c support.Communication) bool { return !c.Retired() }) || documentedBy(s, "7.4")
		}),
	},
	{
		id: "SUP-08", severity: Minor, at: Stage2, clauses: []string{"7.4"}, stage: "support",
		message: "Some planned communications are overdue",
		why:     "The plan exists; some messages are late.",
		fix:     "Record the message that was sent, or send it now.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Communications, func(c support.Communication) bool { return c.Late(s.Today()) }, func(c support.Communication) string { return c.Ref })
		}),
	},
	{
		id: "SUP-09", severity: Minor, at: Stage1, clauses: []string{"7.5.1"}, stage: "support",
		message: "Some mandatory documented information of clauses 4 to 8 lies nowhere",
		why:     "The documents may lie elsewhere; the auditor asks for each of them by name.",
		fix:     "Open the mandatory list: each line leads to where the piece is made.",
		find:    each(nowhere),
	},
	{
		id: "SUP-10", severity: Minor, at: Stage2, clauses: []string{"7.5.2"}, stage: "support",
		message: "The review of some documents is overdue",
		why:     "The documents are controlled; some reviews are late.",
		fix:     "Review the document and set the day of the next review.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Documents, func(d support.Document) bool { return d.InUse() && d.ReviewOn.Passed(s.Today()) }, documentRef)
		}),
	},
	{
		id: "SUP-11", severity: Minor, at: Stage2, clauses: []string{"7.5.3"}, stage: "support",
		message: "For some documents from outside nobody watches for a new edition",
		why:     "The documents are known; that they are the newest edition is not sure.",
		fix:     "Say how a new edition is noticed, and by whom.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Documents, func(d support.Document) bool { return d.InUse() && d.External() && d.Control == "" }, documentRef)
		}),
	},
	{
		id: "SUP-12", severity: Minor, at: Stage1, clauses: []string{"7.5.2"}, stage: "support",
		message: "Some documents have been drafts for more than 90 days, and nobody has approved them",
		why:     "The document is written and may be in use; that it was judged fit for that is missing.",
		fix:     "Have the document approved, or retire it if nobody needs it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Documents, func(d support.Document) bool { return neverApproved(d, s.Today()) }, documentRef)
		}),
	},
}

// draftDays is how long a document may be a draft before an auditor asks whether people
// work by it.
const draftDays = 90

// neverApproved leaves out records, which nobody approves, and papers from outside.
func neverApproved(d support.Document, today when.Day) bool {
	asked := d.Kind != support.Recorded && !d.External()
	return asked && !d.Retired() && d.State == support.Draft && d.CreatedAt != "" && d.CreatedAt.Day().Add(draftDays).Passed(today)
}

func resourceRef(r support.Resource) string { return r.Ref }

func documentRef(d support.Document) string { return d.Ref }

// systemsWithHoles looks only where the register is begun: as long as it is empty, the
// Statement of Applicability says how A.4.2 stands.
func systemsWithHoles(s *snapshot.Snapshot) []string {
	held := slices.DeleteFunc(slices.Clone(s.Resources), func(r support.Resource) bool { return r.Retired() || len(r.Systems) == 0 })
	if len(held) == 0 {
		return nil
	}
	var out []string
	for _, y := range s.SystemsInScope() {
		for _, k := range support.SystemKinds {
			if !slices.ContainsFunc(held, func(r support.Resource) bool { return r.Kind == k.Kind && slices.Contains(r.Systems, y.Ref) }) {
				out = append(out, y.Ref)
				break
			}
		}
	}
	return out
}

// gapsThat names the competences that somebody lacks with a status.
func gapsThat(status aims.Status) func(s *snapshot.Snapshot) []string {
	return func(s *snapshot.Snapshot) []string {
		var out []string
		for _, st := range s.Competence().Gaps() {
			if st.Status == status && !slices.Contains(out, st.Competence) {
				out = append(out, st.Competence)
			}
		}
		slices.Sort(out)
		return out
	}
}

func allSubjectsHeld(s *snapshot.Snapshot) bool {
	for _, subject := range support.Asked {
		if !slices.ContainsFunc(s.Briefings, func(b support.Briefing) bool {
			return !b.Retired() && b.HeldOn != "" && slices.Contains(b.Subjects, subject)
		}) {
			return false
		}
	}
	return true
}

// nowhere names the clauses whose mandatory pieces are missing. It waits until a
// document is registered: before that the rules of the stages say what to do first.
func nowhere(s *snapshot.Snapshot) []string {
	if len(s.Documents) == 0 {
		return nil
	}
	var out []string
	for _, n := range document.Missing(s) {
		key := controls.ClauseKey(n.Clause).String()
		if clause := aims.Clause(n.Clause); !clause.Within("9") && !clause.Within("10") && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}
