package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/trail"
)

// commitment is 5.1. There is no register of it; what was approved elsewhere is named.
func (b *book) commitment() answer {
	var a answer
	if st, ok := b.s.Scope(); ok {
		a.records++
		a.says = append(a.says, join(say("Scope statement, version %d, approved by %s; see ", st.Number, orUnknown(b.approved(st.ApprovedBy, st.ApprovedAs, st.ApprovedAt))), see("4.3", "42001:4.3"), text(".")))
	}
	if p, ok := b.s.MainPolicy(); ok {
		if v, ok := b.s.InForce(p.Ref); ok {
			a.records++
			a.says = append(a.says, join(say("AI policy, version %d, approved by %s; see ", v.Number, orUnknown(b.approved(v.ApprovedBy, v.ApprovedAs, v.ApprovedAt))), see("5.2", "42001:5.2"), text(".")))
		}
	}
	if v, ok := b.s.Statement(); ok {
		a.records++
		a.says = append(a.says, join(say("Statement of Applicability, version %d, approved by %s; see ", v.Number, orUnknown(b.approved(v.ApprovedBy, v.Role, v.ApprovedAt))), see("6.1.3", "42001:6.1.3"), text(".")))
	}
	if n := len(inForce(b.s.Acceptances)); n > 0 {
		a.records += n
		a.says = append(a.says, join(say("%s of residual risk %s recorded; see ", capital(count(n, "acceptance", "acceptances")), is(n)), see("6.1.3", "42001:6.1.3"), text(".")))
	}
	return a
}

// policy is 5.2: the AI policy in force with its signatures, and the policies beside it.
func (b *book) policy() answer {
	policies := inForce(b.s.Policies)
	a := answer{kept: true, records: len(policies), targets: refsOf(policies, func(p leadership.Policy) string { return p.Ref })}
	a.targets = append(a.targets, refsOf(inForce(b.s.Versions), func(v leadership.Version) string { return v.Ref })...)
	main, ok := b.s.MainPolicy()
	a.lacksWhere("No policy is marked as the AI policy.", !ok)
	v, approvedOne := b.s.InForce(main.Ref)
	approvedOne = approvedOne && ok
	a.lacksWhere(fmt.Sprintf("The AI policy, %s, has no approved version.", main.Ref), ok && !approvedOne)
	if approvedOne {
		a.says = append(a.says, say("The AI policy in force is %q (%s), version %d, approved by %s.", main.Title, main.Ref, v.Number, orUnknown(b.approved(v.ApprovedBy, v.ApprovedAs, v.ApprovedAt))))
		a.signed(b.s.SignaturesOn(v.Ref), v)
		a.lacksWhere("No date is set for the next review of the AI policy.", main.ReviewOn == "")
		b.knownTo(&a, v)
	}
	if others := len(policies) - 1; ok && others > 0 {
		a.says = append(a.says, say("%s beside it %s recorded.", capital(count(others, "other policy or procedure", "other policies and procedures")), is(others)))
	}
	a.show = func() {
		if approvedOne {
			b.policyText(main, v)
		}
		b.policyTables(policies)
	}
	return a
}

func (a *answer) signed(all []leadership.Signature, v leadership.Version) {
	sound := filter(all, func(g leadership.Signature) bool { return len(leadership.CheckSignature(g, v)) == 0 })
	switch {
	case len(all) == 0:
		a.lacks = append(a.lacks, fmt.Sprintf("Version %d of the AI policy carries no signature.", v.Number))
	case len(sound) == len(all):
		a.says = append(a.says, say("It carries %s; text and seal of each give the SHA-256 that was signed.", count(len(all), "signature", "signatures")))
	default:
		a.says = append(a.says, say("It carries %s, of which %d %s INVALID; see the signature below.", count(len(all), "signature", "signatures"), len(all)-len(sound), is(len(all)-len(sound))))
	}
}

// policyText prints the whole policy in force and, under it, its signatures as sealed.
func (b *book) policyText(p leadership.Policy, v leadership.Version) {
	b.facts(fact{"Policy", say("%s, %s", p.Ref, p.Title)}, fact{"Version", say("%d (%s)", v.Number, v.Ref)},
		fact{"Approved", text(b.approved(v.ApprovedBy, v.ApprovedAs, v.ApprovedAt))}, fact{"Next review", onDay(p.ReviewOn, b.today)},
		fact{"Owner", text(p.Owner)}, fact{"Refers to", text(p.Related)}, fact{"What changed", text(v.Changes)})
	b.hash("SHA-256 of the text", v.TextSum)
	if got := leadership.Sum(v.Text); got != v.TextSum {
		b.notice(noticeWarning, "INVALID: the text below is not the one that was approved. Recorded SHA-256: "+orDashText(v.TextSum)+"; of the text below: "+got+".")
	}
	called := p.Title
	if main, ok := b.s.MainPolicy(); ok && main.Ref == p.Ref {
		called = "the AI policy"
	}
	b.heading(3, "", "Text of "+called+", version "+fmt.Sprint(v.Number))
	b.markdown(v.Text)
	b.heading(3, "", "Signatures")
	all := b.s.SignaturesOn(v.Ref)
	if len(all) == 0 {
		b.para("No signature is recorded on this version.")
	}
	for _, g := range all {
		b.signature(g, v)
	}
}

// signature prints the sealed text as it was sealed, line by line (R36).
func (b *book) signature(g leadership.Signature, v leadership.Version) {
	b.anchor(g.Ref)
	b.facts(fact{g.Ref, join(strongText(g.Name), say(", %s, “%s”, %s", g.Role, g.Meaning, g.SignedAt.Human()))})
	if wrong := leadership.CheckSignature(g, v); len(wrong) > 0 {
		b.notice(noticeWarning, strings.Join(wrong, "\n"))
	}
	b.labelled("Sealed text")
	b.flow(monoText(strings.TrimSuffix(g.Sealed, "\n")), 0, axis, 8.2, 11.5, inkText)
	b.hash("SHA-256 of the sealed text", g.SealedSum)
	b.small(g.Label())
}

// brokenSeals are the signatures and approved texts, on any version, that do not hold.
func (b *book) brokenSeals() (all []Notice) {
	for _, v := range b.s.Versions {
		if got := leadership.Sum(v.Text); v.State != leadership.Draft && got != v.TextSum {
			all = append(all, Notice{Ref: v.Ref, Name: v.Policy, Kind: BadText, Expected: v.TextSum, Found: got,
				Sentence: fmt.Sprintf("The text of %s is not the one that was approved. Recorded SHA-256: %s; found: %s.", v.Ref, orDashText(v.TextSum), got)})
		}
		for _, g := range b.s.SignaturesOn(v.Ref) {
			if wrong := leadership.CheckSignature(g, v); len(wrong) > 0 {
				all = append(all, Notice{Ref: g.Ref, Name: v.Ref, Kind: BadSeal, Expected: g.TargetSum, Found: leadership.Sum(v.Text),
					Sentence: fmt.Sprintf("Signature %s of %s on %s. %s", g.Ref, g.Name, v.Ref, strings.Join(wrong, " "))})
			}
		}
	}
	for _, v := range b.s.Approved {
		if got, err := soa.Sum(v.Rows); err != nil || got != v.RowsSum {
			all = append(all, Notice{Ref: v.Ref, Name: "Statement of Applicability", Kind: BadText, Expected: v.RowsSum, Found: got,
				Sentence: fmt.Sprintf("The rows of %s are not those that were approved. Recorded SHA-256: %s; found: %s.", v.Ref, orDashText(v.RowsSum), got)})
		}
	}
	return all
}

// damage turns what verification found into notices.
func damage(problems []trail.Problem) []Notice {
	return mapped(problems, func(p trail.Problem) Notice {
		return Notice{Ref: p.Ref, Name: p.Register, Kind: BadRecord, Sentence: capital(p.Message) + "."}
	})
}

func (b *book) policyTables(policies []leadership.Policy) {
	if len(policies) > 0 {
		b.table(table{Caption: "Policies and procedures", Columns: []column{{"Reference", 0, false}, {"Title", 3, false}, {"Kind", 1, false}, {"In force", 1.2, false}, {"Owner", 1.4, false}, {"Next review", 0, false}},
			Rows: mapped(policies, func(p leadership.Policy) row {
				inForce := "no approved version"
				if v, ok := b.s.InForce(p.Ref); ok {
					inForce = fmt.Sprintf("version %d", v.Number)
				}
				return row{p.Ref, []cell{text(p.Ref), text(p.Title), text(kindOf(p)), text(inForce), text(p.Owner), onDay(p.ReviewOn, b.today)}}
			})})
	}
	if len(b.s.Versions) > 0 {
		b.table(table{Caption: "Versions of policies", Columns: []column{{"Reference", 1.6, false}, {"State", 1, false}, {"What changed", 2.6, false}, {"Approved", 2, false}, {"Signed by", 2, false}},
			Rows: mapped(b.s.Versions, func(v leadership.Version) row {
				state := string(v.State)
				if v.Retired() {
					state += ", withdrawn on " + v.RetiredOn.Human()
				}
				by := mapped(b.s.SignaturesOn(v.Ref), func(g leadership.Signature) string { return g.Name + ", " + g.Role + ", " + g.SignedAt.Human() })
				return row{v.Ref, []cell{text(v.Ref), text(state), text(v.Changes), text(b.approved(v.ApprovedBy, v.ApprovedAs, v.ApprovedAt)), lines(by)}}
			})})
	}
}

// kindOf is what sort of document it is, in words.
func kindOf(p leadership.Policy) string {
	switch p.Kind() {
	case leadership.AIPolicy:
		return "AI policy of 5.2"
	case leadership.Procedure:
		return "procedure"
	case leadership.Topic:
	}
	return "topic policy"
}

// roles is 5.3: roles, and the two duties it names.
func (b *book) roles() answer {
	roles := inForce(b.s.Roles)
	a := answer{kept: true, records: len(roles), targets: refsOf(roles, func(r leadership.Role) string { return r.Ref })}
	a.says = append(a.says, say("%s %s recorded; for %d of them a date of communication is recorded.", capital(count(len(roles), "role", "roles")), is(len(roles)),
		len(filter(roles, func(r leadership.Role) bool { return r.CommunicatedOn != "" }))))
	a.duty(roles, leadership.Conformity, "for the AIMS conforming to the standard")
	a.duty(roles, leadership.Reporting, "for reporting the performance of the AIMS to top management")
	vacant := filter(roles, func(r leadership.Role) bool { return strings.TrimSpace(r.Person) == "" })
	a.lacksWhere("No person is recorded for: "+plainList(vacant, func(r leadership.Role) string { return r.Ref })+".", len(vacant) > 0)
	untold := filter(roles, func(r leadership.Role) bool { return r.CommunicatedOn == "" })
	a.lacksWhere("No date of communication is recorded for: "+plainList(untold, func(r leadership.Role) string { return r.Ref })+".", len(untold) > 0)
	a.show = func() {
		if len(roles) > 0 {
			b.table(table{Caption: "Roles, responsibilities and authorities", Columns: []column{{"Reference", 0, false}, {"Role and person", 1.8, false}, {"Duty named in 5.3", 1.1, false}, {"Responsibilities", 2.4, false}, {"Authorities", 2.2, false}, {"Appointed, communicated", 1.4, false}},
				Rows: mapped(roles, func(r leadership.Role) row {
					return row{r.Ref, []cell{text(r.Ref), stack(strongText(r.Title), text(r.Person)), text(string(r.Duty)), text(r.Responsibilities), text(r.Authorities), stack(text(r.AppointedOn.Human()), text(r.CommunicatedOn.Human()))}}
				})})
		}
	}
	return a
}

// duty says who holds one of the two duties.
func (a *answer) duty(roles []leadership.Role, d leadership.Duty, what string) {
	held := filter(roles, func(r leadership.Role) bool { return r.Duty == d })
	if len(held) == 0 {
		a.lacks = append(a.lacks, "Responsibility and authority "+what+" are assigned to no role.")
	}
	for _, r := range held {
		person := r.Person
		if person == "" {
			person = "a person who is not recorded"
		}
		a.says = append(a.says, join(say("Responsibility and authority %s: %s, %s; see ", what, r.Title, person), cell{linked(r.Ref)}, text(".")))
	}
}

func orDashText(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// newestAcceptance is the acceptance of a risk recorded last, and whether there is one.
func (b *book) newestAcceptance(ref string) (risk.Acceptance, bool) {
	all := b.acceptances[ref]
	if len(all) == 0 {
		return risk.Acceptance{}, false
	}
	return slices.MaxFunc(all, func(x, y risk.Acceptance) int { return strings.Compare(string(x.At)+x.Ref, string(y.At)+y.Ref) }), true
}
