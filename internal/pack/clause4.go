package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
)

// context is 4.1: the organisation, its issues, its roles with AI.
func (b *book) context() answer {
	org, issues, systems := b.s.Organisation(), inForce(b.s.Issues), inForce(b.s.Systems)
	a := answer{kept: true, records: len(inForce(b.s.Organisations)) + len(issues) + len(systems), targets: refsOf(issues, func(i scope.Issue) string { return i.Ref })}
	a.targets = append(a.targets, org.Ref)
	a.beyond = beyond{targets: refsOf(systems, systemRef), to: "AI systems", place: see("Annex 4", "annex-4")}
	outside := len(filter(issues, func(i scope.Issue) bool { return i.Side == scope.External }))
	inside := len(filter(issues, func(i scope.Issue) bool { return i.Side == scope.Internal }))
	a.says = append(a.says, say("%s %s recorded: %d external, %d internal.", capital(count(len(issues), "issue", "issues")), is(len(issues)), outside, inside))
	if len(issues) == 0 {
		a.lacks = append(a.lacks, "No external or internal issue is recorded.")
	}
	a.climate(org)
	a.does(org)
	unplayed := filter(systems, func(y inventory.System) bool { return len(y.Roles) == 0 })
	a.says = append(a.says, join(say("%s %s recorded; for %d of them the role of the organisation is recorded. See ", capital(count(len(systems), "AI system", "AI systems")), is(len(systems)), len(systems)-len(unplayed)), see("Annex 4", "annex-4"), text(".")))
	if len(unplayed) > 0 {
		a.lacks = append(a.lacks, "No role of the organisation is recorded for: "+plainList(unplayed, systemRef)+".")
	}
	a.show = func() {
		b.facts(fact{"What it does", text(org.Does)}, fact{"What the AIMS is to achieve", text(org.Intended)},
			fact{"Roles with AI", lines(org.Roles)}, fact{"How roles were found", text(org.RoleNotes)}, fact{"Jurisdictions", text(org.Jurisdictions)})
		b.issueTable(issues)
	}
	return a
}

// climate is the recorded conclusion that 4.1 asks for.
func (a *answer) climate(org scope.Organisation) {
	switch org.Climate {
	case scope.Yes, scope.No:
		verdict := "is"
		if org.Climate == scope.No {
			verdict = "is not"
		}
		s := fmt.Sprintf("Climate change %s recorded as a relevant issue.", verdict)
		if verdict == "is not" {
			s = "Climate change is recorded as not relevant."
		}
		if org.ClimateReason != "" {
			s += " Reason: " + org.ClimateReason
		} else {
			a.lacks = append(a.lacks, "No reason is recorded for the conclusion on climate change.")
		}
		a.says = append(a.says, text(s))
	default:
		a.lacks = append(a.lacks, "It is not recorded whether climate change is a relevant issue.")
	}
}

func (a *answer) does(org scope.Organisation) {
	for _, c := range []struct{ value, lack string }{
		{org.Does, "It is not recorded what the organisation does."},
		{org.Intended, "It is not recorded what the AIMS is meant to achieve."},
	} {
		if c.value == "" {
			a.lacks = append(a.lacks, c.lack)
		}
	}
	if len(org.Roles) == 0 {
		a.lacks = append(a.lacks, "No role of the organisation with AI is recorded.")
	}
}

func (b *book) issueTable(issues []scope.Issue) {
	if len(issues) == 0 {
		return
	}
	b.table(table{Caption: "Issues", Columns: []column{
		{"Reference", 0, false}, {"Side and theme", 1.2, false}, {"Issue", 2, false}, {"Effect on the AIMS", 2.4, false}, {"Response", 2.4, false}, {"Owner", 1.2, false},
	}, Rows: mapped(issues, func(i scope.Issue) row {
		return row{i.Ref, []cell{text(i.Ref), stack(text(string(i.Side)), text(i.Theme)), text(i.Title), text(i.Effect), text(i.Response), text(i.Owner)}}
	})})
}

// parties is 4.2: interested parties, their needs and what the AIMS takes on.
func (b *book) parties() answer {
	parties, needs := inForce(b.s.Parties), inForce(b.s.Needs)
	a := answer{kept: true, records: len(parties) + len(needs)}
	a.targets = append(refsOf(parties, func(p scope.Party) string { return p.Ref }), refsOf(needs, func(n scope.Need) string { return n.Ref })...)
	affected := len(filter(parties, func(p scope.Party) bool { return p.Affected }))
	a.says = append(a.says, say("%s %s recorded; %d of them %s recorded as affected by AI systems.", capital(count(len(parties), "interested party", "interested parties")), is(len(parties)), affected, is(affected)))
	in := func(w scope.Answer) []scope.Need {
		return filter(needs, func(n scope.Need) bool { return n.Addressed == w || w == scope.Undecided && n.Addressed == "" })
	}
	a.says = append(a.says, say("%s %s recorded: %d addressed by the AIMS, %d not addressed, %d undecided.", capital(count(len(needs), "need or requirement", "needs and requirements")), is(len(needs)), len(in(scope.Yes)), len(in(scope.No)), len(in(scope.Undecided))))
	a.lacksWhere("No interested party is recorded.", len(parties) == 0)
	if open := in(scope.Undecided); len(open) > 0 {
		a.lacks = append(a.lacks, "Not decided whether the AIMS addresses: "+plainList(open, func(n scope.Need) string { return n.Ref })+".")
	}
	silent := filter(parties, func(p scope.Party) bool {
		return len(filter(needs, func(n scope.Need) bool { return n.Party == p.Ref })) == 0
	})
	if len(silent) > 0 {
		a.lacks = append(a.lacks, "No need or requirement is recorded for: "+plainList(silent, func(p scope.Party) string { return p.Ref })+".")
	}
	unexplained := filter(needs, func(n scope.Need) bool {
		return n.How == "" && (n.Addressed == scope.Yes || n.Addressed == scope.No)
	})
	if len(unexplained) > 0 {
		a.lacks = append(a.lacks, "Not recorded how it is addressed, or why not: "+plainList(unexplained, func(n scope.Need) string { return n.Ref })+".")
	}
	a.show = func() {
		b.needTable(parties, needs)
		b.threadTable()
	}
	return a
}

func (b *book) needTable(parties []scope.Party, needs []scope.Need) {
	if len(parties) > 0 {
		b.table(table{Caption: "Interested parties", Columns: []column{
			{"Reference", 0, false}, {"Party", 3, false}, {"Side", 1, false}, {"Relationship", 2, false}, {"Affected by AI systems", 1.2, false},
		}, Rows: mapped(parties, func(p scope.Party) row {
			return row{p.Ref, []cell{text(p.Ref), text(p.Name), text(string(p.Side)), text(p.Relationship), text(yesNo(p.Affected))}}
		})})
	}
	if len(needs) > 0 {
		b.table(table{Caption: "Needs and requirements", Columns: []column{
			{"Reference", 0, false}, {"Party", 0, false}, {"Need or requirement", 3, false}, {"Kind", 1, false}, {"Addressed", 1.3, false}, {"How, or why not", 3, false},
		}, Rows: mapped(needs, func(n scope.Need) row {
			return row{n.Ref, []cell{text(n.Ref), {linked(n.Party)}, text(n.Text), text(string(n.Kind)), answered(n.Addressed), text(n.How)}}
		})})
	}
}

// boundary is 4.3: the scope statement in force, its versions and the inventory.
func (b *book) boundary() answer {
	versions := inForce(b.s.Statements)
	a := answer{kept: true, records: len(versions), targets: refsOf(versions, func(v scope.Statement) string { return v.Ref })}
	st, ok := b.s.Scope()
	if ok {
		a.says = append(a.says, say("The scope statement in force is version %d, approved by %s.", st.Number, orUnknown(b.approved(st.ApprovedBy, st.ApprovedAs, st.ApprovedAt))))
		for _, x := range st.Exclusions {
			a.lacksWhere(fmt.Sprintf("No reason is recorded for excluding %q.", x.What), x.Reason == "")
		}
	} else {
		a.lacks = append(a.lacks, "No scope statement is approved.")
	}
	a.drafts(versions)
	a.covered(inForce(b.s.Systems))
	a.show = func() {
		if ok {
			b.statement(st)
		}
		if len(versions) > 0 {
			b.table(table{Caption: "Versions of the scope statement", Columns: []column{{"Reference", 0, false}, {"Version", 0.7, true}, {"State", 1, false}, {"Approved", 3, false}},
				Rows: mapped(versions, func(v scope.Statement) row {
					return row{v.Ref, []cell{text(v.Ref), text(fmt.Sprint(v.Number)), text(string(v.State)), text(b.approved(v.ApprovedBy, v.ApprovedAs, v.ApprovedAt))}}
				})})
		}
	}
	return a
}

func (a *answer) drafts(versions []scope.Statement) {
	for _, v := range versions {
		if v.State == scope.Draft {
			a.says = append(a.says, say("Version %d is a draft; it is not approved and not printed here.", v.Number))
		}
	}
}

// covered counts the inventory against the scope.
func (a *answer) covered(systems []inventory.System) {
	in := func(w scope.Answer) []inventory.System {
		return filter(systems, func(y inventory.System) bool { return y.InScope == w || w == scope.Undecided && y.InScope == "" })
	}
	out := in(scope.No)
	a.says = append(a.says, say("Of %s in force, %d %s recorded as in scope, %d as out of scope, %d as undecided.", count(len(systems), "AI system", "AI systems"), len(in(scope.Yes)), is(len(in(scope.Yes))), len(out), len(in(scope.Undecided))))
	if open := in(scope.Undecided); len(open) > 0 {
		a.lacks = append(a.lacks, "Not decided whether in scope: "+plainList(open, systemRef)+".")
	}
	if bare := filter(out, func(y inventory.System) bool { return y.ScopeReason == "" }); len(bare) > 0 {
		a.lacks = append(a.lacks, "No reason is recorded for leaving out: "+plainList(bare, systemRef)+".")
	}
}

func (b *book) statement(st scope.Statement) {
	b.facts(fact{"Scope statement", text(st.Text)}, fact{"Activities", text(st.Activities)}, fact{"Units", text(st.Units)}, fact{"Sites", text(st.Sites)},
		fact{"AI systems and services", text(st.Systems)}, fact{"Interfaces", text(st.Interfaces)})
	if len(st.Exclusions) == 0 {
		b.facts(fact{"Exclusions", text("None recorded.")})
		return
	}
	b.table(table{Caption: "Exclusions", Columns: []column{{"Excluded", 2, false}, {"Reason", 3, false}},
		Rows: mapped(st.Exclusions, func(x scope.Exclusion) row { return row{"", []cell{text(x.What), text(x.Reason)}} })})
}
