package seed

import (
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// direction approves the AI policy and has it signed, drafts its next version and
// a topic policy, and assigns roles (5.2, 5.3).
func (f *fill) direction() {
	d, lead := leadership.New(f.db), f.as[access.Lead]
	main := of(d.Draft(f.ctx, lead, leadership.Policy{Title: "AI policy", Main: true, Owner: "Lea", ReviewOn: "2026-11-01"})).by(f)
	f.version(d, main.Ref, "# Purpose\n\nWe use AI fairly.\n\n- A person decides\n- "+Hostile+"\n\n| a | b |\n|---|---|\n| 1 | "+LongWord+" |\n", true)
	of(d.Sign(f.ctx, f.as[access.Executive], main.Ref+".v1", leadership.Proof{How: "password", CredentialSetAt: f.db.Now(), CredentialSetBy: "Test Executive", JobTitle: "CEO", Product: "test"})).by(f)
	f.version(d, main.Ref, "# Purpose\n\nWe use AI fairly and openly.\n", false)
	of(d.Draft(f.ctx, lead, leadership.Policy{Title: "Acceptable use " + Hostile})).by(f)
	for _, duty := range leadership.Duties {
		of(d.Assign(f.ctx, lead, leadership.Role{Title: "Answers for " + string(duty), Duty: duty, Person: "Lea", Responsibilities: "Conformity. " + Hostile, AppointedOn: "2026-01-15"})).by(f)
	}
}

func (f *fill) version(d *leadership.Direction, policy, text string, approve bool) {
	lead := f.as[access.Lead]
	v := of(d.DraftVersion(f.ctx, lead, policy)).by(f)
	v.Text, v.Changes = text, "Openness"
	v = of(d.Write(f.ctx, lead, v)).by(f)
	if approve {
		of(d.ApproveVersion(f.ctx, f.as[access.Executive], v.Ref, v.Version)).by(f)
	}
}

// systems registers four systems; the last is retired.
func (f *fill) systems() {
	s, lead := inventory.New(f.db), f.as[access.Lead]
	for _, in := range []inventory.System{
		{Name: "Résumé ranker", Purpose: "Order applications", IntendedUse: "Recruiters", Misuse: "Rejecting unread", Affected: "Applicants", PersonalData: scope.Yes,
			Autonomy: inventory.Recommends, Oversight: "A recruiter reads every file", InScope: scope.Yes, Stage: f.known.LifeCycle[0], ActTier: "high-annex-iii", ActReason: "Employment"},
		{Name: "Chat help", Purpose: "Answer staff", InScope: scope.Yes},
		{Name: "Spam filter", Purpose: "Sort mail", InScope: scope.No, ScopeReason: "Bought as a part of the mail service"},
		{Name: LongWord, Purpose: Hostile},
	} {
		rec := of(s.Register(f.ctx, lead, in)).by(f)
		if in.Name == LongWord {
			f.must(s.Retire(f.ctx, lead, rec.Ref, rec.Version, "replaced "+Hostile))
		}
	}
}

// assessments approves one assessment and begins another (6.1.4).
func (f *fill) assessments() {
	s, writer := impact.New(f.db), f.as[access.Contributor]
	a := of(s.Begin(f.ctx, writer, impact.Assessment{System: "SYS-2026-001"})).by(f)
	a.Assessors, a.AssessedOn, a.NextReview, a.Decision = "Ada (law), Jo (data)", "2026-11-20", "2027-11-20", impact.Go
	a.Items = []impact.Item{{Area: "fairness", Reach: impact.Groups, Effect: impact.Harm, What: "Older applicants rank lower. " + Hostile, Severity: 4, Likelihood: 3, Scale: 3, Irreversible: 2}}
	a.Measures = []impact.Measure{{What: "Sample weekly", Control: "42001:A.6.2.6", Owner: "Jo", Due: "2026-12-01", Status: impact.Planned, Residual: "Little"}}
	a.Items = append(a.Items, impact.Item{Area: "financial", Reach: impact.Individuals, Effect: impact.Benefit, What: "Sooner an answer. " + Hostile, Severity: 2, Likelihood: 4, Scale: 4, Irreversible: 1})
	a.Consultations = []impact.Consultation{{Who: "Applicants " + Hostile, Voice: impact.Affected, How: "Two evenings", On: "2026-11-10", Said: "Tell us why. " + Hostile, Done: "Reasons are given"}}
	a.Untouched = []impact.Untouched{{Area: "democracy", Why: "It ranks applications alone. " + Hostile}}
	a.Uses, a.TriggeredBy = []string{"employment"}, "First use "+Hostile
	a.SetAnswer("balance", "The answer sooner does not outweigh the harm. "+Hostile)
	a.SetAnswer("public-summary", "It ranks applications. "+Hostile)
	of(s.SetRule(f.ctx, f.as[access.Lead], impact.ProposedRule())).by(f)
	for _, section := range impact.Sections() {
		for _, q := range section.Questions {
			if q.Need != "" && a.Answer(q.Key) == "" {
				a.SetAnswer(q.Key, "Said. "+Hostile)
			}
		}
	}
	a = of(s.Save(f.ctx, writer, "", a)).by(f)
	of(s.Approve(f.ctx, f.as[access.Executive], a.Ref, a.Version, "")).by(f)
	of(s.Begin(f.ctx, writer, impact.Assessment{System: "SYS-2026-002"})).by(f)
}

// risks sets criteria and records twelve risks of all kinds (6.1, 8.2, 8.3).
func (f *fill) risks() {
	s, lead, writer := risk.New(f.db), f.as[access.Lead], f.as[access.Contributor]
	of(s.SetCriteria(f.ctx, lead, risk.Proposed())).by(f)
	for n := range 12 {
		of(s.Identify(f.ctx, writer, riskOf(n))).by(f)
	}
	of(s.PlanAction(f.ctx, writer, risk.Action{Risk: "RSK-2026-001", What: "Sample weekly. " + Hostile, Owner: "Jo", Due: "2026-11-01"})).by(f)
	done := of(s.PlanAction(f.ctx, writer, risk.Action{Risk: "RSK-2026-001", What: "Train reviewers", Owner: "Jo", Due: "2026-12-01"})).by(f)
	f.must(s.CompleteAction(f.ctx, writer, done.Ref, done.Version, "2026-11-20", "It worked"))
	of(s.Accept(f.ctx, f.as[access.Executive], "RSK-2026-001", 1, "The benefit is worth it. "+Hostile, "2027-11-20")).by(f)
	f.must(s.Retire(f.ctx, lead, "RSK-2026-012", 1, "merged"))
	for _, ref := range []string{"RSK-2026-001", "RSK-2026-002"} {
		plan := risk.PlanOf(of(s.Take(f.ctx, ref)).by(f), of(s.Actions(f.ctx, ref)).by(f))
		of(s.ApprovePlans(f.ctx, f.as[access.Executive], []risk.Pick{{Risk: ref, Seal: plan.Seal()}}, "As discussed. "+Hostile)).by(f)
	}
	of(s.PlanAction(f.ctx, writer, risk.Action{Risk: "RSK-2026-002", What: "Added after the approval", Owner: "Ada", Due: "2026-12-20"})).by(f)
	of(s.Review(f.ctx, writer, "RSK-2026-005", 1, "Nothing changed. "+Hostile, "2027-02-01")).by(f)
}

// riskOf is the n-th risk: in turn of every level, treatment and status, every
// fourth not assessed and some with hostile text.
func riskOf(n int) risk.Risk {
	r := risk.Risk{
		Title: [...]string{"Drift harms a group", "Prompt injection", "Data leaks", Hostile, "Supplier ends " + LongWord}[n%5], Kind: risk.Kinds[min(n%7/6, 1)],
		Description: "The model changes and nobody sees it.", Category: [...]string{"fairness", "security", "supply"}[n%3], Owner: "Amara",
		Sources: []string{"C.3.4"}, Objectives: []string{"C.2.5"}, Systems: []string{"SYS-2026-001"}, Controls: []string{"42001:A.6.2.6", "42001:A.5.4"},
		Treatment: risk.TreatmentsOf(risk.Kinds[min(n%7/6, 1)])[n%4], OptionReason: "It costs least for what it brings.", Status: risk.Statuses[n%11/5], ReviewOn: when.Day("2026-12-01"),
		ForIndividuals: strings.Repeat("Somebody is turned down. ", n%6),
	}
	if n%5 == 1 {
		r.Library, r.Resources, r.OptionsConsidered = "prompt-injection", "Two people for a month", "Leave the tool out. "+Hostile
	}
	if n%4 != 3 {
		r.InherentLikelihood, r.InherentImpact, r.InherentReason = 1+n%5, 1+n/5%5, "seen twice"
		r.ResidualLikelihood, r.ResidualImpact, r.ResidualReason = 1+n%3, 1+n/5%5, "weekly samples"
	}
	return r
}

// statementOfApplicability approves a Statement that includes everything, then
// works on its next version: some rows as they should be, one excluded, some open
// again, and a control of the organisation's own.
func (f *fill) statementOfApplicability() {
	s, lead := soa.New(f.db), f.as[access.Lead]
	var picks []soa.Pick
	for _, c := range f.known.Controls {
		picks = append(picks, soa.Pick{Key: c.Key().String()})
	}
	_, _, err := s.DecideMany(f.ctx, lead, picks, soa.Change{Applicable: scope.Yes, Reason: "People affected by the ranking must be considered.", Owner: "Jo"})
	f.must(err)
	of(s.Approve(f.ctx, f.as[access.Executive], "The first "+Hostile)).by(f)
	for n, pick := range picks[:12] {
		row := soa.Row{Applicable: scope.Yes, Reason: "Risks ask for it. " + Hostile, Status: soa.Statuses[n%3], How: "Weekly samples", Owner: "Jo"}
		switch {
		case n == 4:
			row = soa.Row{Applicable: scope.No, Reason: "We develop no system of our own and plan none."}
		case n > 8:
			row = soa.Row{Applicable: scope.Undecided}
		}
		row.Ref, row.Version = pick.Key, 1
		of(s.Decide(f.ctx, lead, row)).by(f)
	}
	of(s.AddOwn(f.ctx, lead, soa.Row{Title: "Red team " + LongWord, Description: "Attack each release", Applicable: scope.Yes, Reason: "The market asks"})).by(f)
}

// evidence adds a reviewed file with two revisions, a link and an item for nothing.
func (f *fill) evidence() {
	s, writer := f.shelf(), f.as[access.Contributor]
	item := of(s.AddFile(f.ctx, writer, evidence.Item{Title: "Bias test " + Hostile, Supports: []string{"RSK-2026-001", "42001:A.5.4", "42001:6.1.3"}, PeriodFrom: "2026-03-01", PeriodTo: "2026-03-31", ValidUntil: "2026-12-01", Owner: "Ada"},
		strings.NewReader("%PDF-1.7 one"), `Prüf "bericht".pdf`)).by(f)
	item = of(s.Replace(f.ctx, writer, item.Ref, item.Version, strings.NewReader("%PDF-1.7 two"), "two.pdf")).by(f)
	of(s.Review(f.ctx, f.as[access.Auditor], item.Ref, item.Version, evidence.Accepted, "Fits")).by(f)
	of(s.AddLink(f.ctx, writer, evidence.Item{Title: "Minutes", Address: "https://example.org/" + LongWord, Supports: []string{"42001:5.1"}})).by(f)
	of(s.AddLink(f.ctx, writer, evidence.Item{Title: "Of nothing", Address: "https://example.org/", ValidUntil: "2026-11-01"})).by(f)
}

// talk leaves a comment, a decision and a word that was taken back. The lead is
// named in the decision.
func (f *fill) talk() {
	s, lead := comment.New(f.db), f.as[access.Lead]
	names := []comment.Name{{Ref: lead.Ref, Name: lead.Name, Email: lead.Email}}
	of(s.Add(f.ctx, lead, comment.Comment{Target: "RSK-2026-001", Kind: comment.Remark, Text: "Is the score still right? " + Hostile}, names)).by(f)
	of(s.Add(f.ctx, f.as[access.Executive], comment.Comment{
		Target: "RSK-2026-001", Kind: comment.Decision, Text: "Stop the pilot until the test is repeated, @" + lead.Name, Because: "Two reviewers disagree " + LongWord, DecidedOn: "2026-11-20",
	}, names)).by(f)
	said := of(s.Add(f.ctx, lead, comment.Comment{Target: "SYS-2026-001", Kind: comment.Remark, Text: "Wrong place"}, names)).by(f)
	f.must(s.Withdraw(f.ctx, lead, said.Ref, said.Version, "Written on the wrong record"))
}

// together changes a few records of each register that allows it as one act each:
// BAT-2026-002 risks, 003 systems, 004 evidence.
func (f *fill) together() {
	lead := f.as[access.Lead]
	both := func(a, b string, n int) store.Choice {
		pos := of(store.Position(f.db.Read(f.ctx))).by(f)
		return store.Choice{Refs: []string{a, b}, Seen: pos.Seq, Expected: n}
	}
	of(risk.New(f.db).Amend(f.ctx, lead, both("RSK-2026-010", "RSK-2026-011", 2), risk.Change{Owner: "Noor " + LongWord})).by(f)
	of(inventory.New(f.db).Amend(f.ctx, lead, both("SYS-2026-002", "SYS-2026-001", 2), inventory.Change{Unit: "Recruiting"})).by(f)
	of(f.shelf().Amend(f.ctx, lead, both("EVD-2026-003", "EVD-2026-002", 2), evidence.Amendment{Owner: "Noor"})).by(f)
}
