package pack

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
)

func riskRef(r risk.Risk) string          { return r.Ref }
func soaKey(l soaLine) string             { return l.Key }
func systemRef(y inventory.System) string { return y.Ref }
func actionRef(x risk.Action) string      { return x.Ref }

// onRisks is the evidence linked to risks in force.
func (b *book) onRisks() beyond {
	return beyond{targets: refsOf(b.s.RisksInForce(), riskRef), to: "risks", place: see("Annex 2", "annex-2")}
}

// criteria is 6.1.1: what risk is acceptable, and both risks and opportunities.
func (b *book) criteria() answer {
	current := b.s.RisksInForce()
	a := answer{kept: true, records: len(b.s.Criteria) + len(current), targets: []string{risk.CriteriaRef}}
	c, ok := b.s.RiskCriteria()
	if ok {
		a.says = append(a.says, say("Risk criteria are recorded (version %d, last changed by %s on %s): %d steps of likelihood, %d of impact, %s. A level of risk is likelihood × impact; a level above %d needs acceptance by the designated management.",
			c.Version, orUnknown(c.UpdatedBy), c.UpdatedAt.Human(), len(c.Likelihoods), len(c.Impacts), count(len(c.Bands), "band", "bands"), c.AcceptUpTo))
	} else {
		a.lacks = append(a.lacks, "No criteria are recorded that tell acceptable from unacceptable risk.")
	}
	threats := filter(current, func(r risk.Risk) bool { return r.Kind != risk.Opportunity })
	chances := len(current) - len(threats)
	a.says = append(a.says, join(say("%s and %s %s in force; see ", capital(count(len(threats), "threat", "threats")), count(chances, "opportunity", "opportunities"), is(len(current))), see("Annex 2", "annex-2"), text(".")))
	a.lacksWhere("No opportunity is recorded; 6.1.1 asks for opportunities as well as risks.", chances == 0)
	a.lacksWhere("No risk is recorded.", len(threats) == 0)
	a.lacksWhere("The criteria do not say how often risks are reviewed.", ok && !slices.ContainsFunc(c.Bands, func(x risk.Band) bool { return x.Months > 0 }))
	a.show = func() {
		if ok {
			b.scales(c)
		}
	}
	return a
}

// scales prints both scales, the bands and the threshold.
func (b *book) scales(c risk.Criteria) {
	steps := max(len(c.Likelihoods), len(c.Impacts))
	t := table{Caption: "Scales", Whole: true, Columns: []column{{"Step", 0.4, true}, {"Likelihood", 2.2, false}, {"Impact", 2.2, false}, {"Benefit of an opportunity", 1.1, false}}}
	word := func(all []string, i int) cell {
		if i < len(all) {
			return text(all[i])
		}
		return nil
	}
	for i := range steps {
		t.Rows = append(t.Rows, row{"", []cell{
			text(fmt.Sprint(i + 1)), stack(word(c.Likelihoods, i), softly(word(c.LikelihoodMeans, i))), stack(word(c.Impacts, i), softly(word(c.ImpactMeans, i))), word(c.Benefits, i),
		}})
	}
	b.table(t)
	from := 1
	bands := table{Caption: "Bands of level", Whole: true, Columns: []column{{"Band", 1.3, false}, {"For an opportunity", 1.3, false}, {"Levels", 1, false}, {"Threats against the threshold", 2.4, false}, {"Reviewed", 1.4, false}}}
	for _, band := range c.Bands {
		against := "accepted by the criteria"
		switch {
		case from > c.AcceptUpTo:
			against = "needs acceptance by management"
		case band.UpTo > c.AcceptUpTo:
			against = fmt.Sprintf("accepted by the criteria up to %d; above it needs acceptance by management", c.AcceptUpTo)
		}
		bands.Rows = append(bands.Rows, row{"", []cell{text(band.Name), text(band.Chance), say("%d to %d", from, band.UpTo), text(against), cadence(band)}})
		from = band.UpTo + 1
	}
	b.table(bands)
}

// assessing is 6.1.2: the method, and what the register holds of its parts.
func (b *book) assessing() answer {
	current, c := b.s.RisksInForce(), b.criteriaOrNone()
	a := answer{kept: true, records: len(current), beyond: b.onRisks()}
	if c.Method != "" {
		a.records++
		a.says = append(a.says, text("The way in which risks are assessed is recorded with the risk criteria and printed below."))
	} else {
		a.lacks = append(a.lacks, "The way in which risks are assessed is not recorded with the risk criteria.")
	}
	assessed := filter(current, func(r risk.Risk) bool { return r.InherentLevel > 0 })
	a.says = append(a.says, join(say("Of %s in force, %d %s a level before treatment; see ", count(len(current), "risk", "risks"), len(assessed), has(len(assessed))), see("Annex 2", "annex-2"), text(".")))
	missing := func(without string, lacks func(risk.Risk) bool) {
		list := filter(current, lacks)
		switch {
		case len(list) > 1 && len(list) == len(current):
			a.lacks = append(a.lacks, fmt.Sprintf("%s all %d risks in force.", without, len(list)))
		case len(list) > 0:
			a.lacks = append(a.lacks, without+": "+plainList(list, riskRef)+".")
		}
	}
	missing("No likelihood or impact is recorded for", func(r risk.Risk) bool { return r.InherentLevel == 0 })
	missing("No reason for the level before treatment is recorded for", func(r risk.Risk) bool { return r.InherentLevel > 0 && r.InherentReason == "" })
	missing("No consequence for the organisation is recorded for", func(r risk.Risk) bool { return r.ForOrganisation == "" })
	missing("No consequence for individuals is recorded for", func(r risk.Risk) bool { return r.ForIndividuals == "" })
	missing("No consequence for societies is recorded for", func(r risk.Risk) bool { return r.ForSociety == "" })
	a.show = func() {
		if c.Method != "" {
			b.facts(fact{"Assessment process", text(c.Method)})
		}
		if len(current) > 0 {
			threats := filter(current, func(r risk.Risk) bool { return r.Kind != risk.Opportunity })
			b.bandTable(threats, c)
			b.small("Bands and the first two matrices count the threats in force. Opportunities have a benefit in place of an impact and stand in a matrix of their own.")
			before, after := func(r risk.Risk) (int, int) { return r.InherentLikelihood, r.InherentImpact }, func(r risk.Risk) (int, int) { return r.ResidualLikelihood, r.ResidualImpact }
			b.matrix("Threats in force by likelihood and impact, before treatment", risk.Threat, threats, c, before)
			b.matrix("Threats in force by likelihood and impact, after treatment", risk.Threat, threats, c, after)
			if chances := filter(current, func(r risk.Risk) bool { return r.Kind == risk.Opportunity }); len(chances) > 0 {
				b.matrix("Opportunities in force by likelihood and benefit, with the plan", risk.Opportunity, chances, c, after)
			}
		}
	}
	return a
}

func (b *book) criteriaOrNone() risk.Criteria {
	c, _ := b.s.RiskCriteria()
	return c
}

// bandName is the organisation's word for a level; "not assessed" for none.
func bandName(c risk.Criteria, level int) string {
	if level < 1 {
		return "not assessed"
	}
	if i, band := c.Band(level); i >= 0 {
		return band.Name
	}
	return "no band"
}

// levelText is a level with its word for a kind: "12 High".
func levelText(c risk.Criteria, k risk.Kind, level int) cell {
	if level < 1 {
		return text("not assessed")
	}
	word := c.BandWord(k, level)
	if word == "" {
		word = "no band"
	}
	return cell{{Text: fmt.Sprint(level), Look: strong}, {Text: " " + word}}
}

// bandTable counts threats by band before and after treatment.
func (b *book) bandTable(all []risk.Risk, c risk.Criteria) {
	names := []string{"not assessed"}
	for _, band := range c.Bands {
		names = append(names, band.Name)
	}
	before, after := map[string]int{}, map[string]int{}
	for _, r := range all {
		before[bandName(c, r.InherentLevel)]++
		after[bandName(c, r.ResidualLevel)]++
	}
	if before["no band"]+after["no band"] > 0 {
		names = append(names, "no band")
	}
	t := table{Caption: "Threats in force by band", Whole: true, Columns: []column{{"Band", 2, false}, {"Before treatment", 1, true}, {"After treatment", 1, true}}}
	for _, n := range names {
		t.Rows = append(t.Rows, row{"", []cell{text(n), text(fmt.Sprint(before[n])), text(fmt.Sprint(after[n]))}})
	}
	t.Rows = append(t.Rows, row{"", []cell{strongText("All"), strongText(fmt.Sprint(len(all))), strongText(fmt.Sprint(len(all)))}})
	b.table(t)
}

// matrix counts risks in each field of likelihood and impact. What has no place
// in it is counted in the caption's last words, so that no risk is lost.
func (b *book) matrix(caption string, kind risk.Kind, all []risk.Risk, c risk.Criteria, at func(risk.Risk) (int, int)) {
	if len(c.Likelihoods) == 0 || len(c.Impacts) == 0 {
		return
	}
	n, placed := map[[2]int]int{}, 0
	for _, r := range all {
		l, i := at(r)
		n[[2]int{l, i}]++
	}
	_, impacts := c.Words(kind)
	corner := "Likelihood ↓  Impact →"
	if kind == risk.Opportunity {
		corner = "Likelihood ↓  Benefit →"
	}
	t := table{Whole: true, Columns: []column{{corner, 1.8, false}}}
	for i, word := range impacts {
		t.Columns = append(t.Columns, column{fmt.Sprintf("%d %s", i+1, word), 1, true})
	}
	for l := len(c.Likelihoods); l >= 1; l-- {
		r := row{Cells: []cell{say("%d %s", l, c.Likelihoods[l-1])}}
		for i := 1; i <= len(c.Impacts); i++ {
			placed += n[[2]int{l, i}]
			r.Cells = append(r.Cells, field(n[[2]int{l, i}], l*i))
		}
		t.Rows = append(t.Rows, r)
	}
	t.Caption = fmt.Sprintf("%s; %d without a place here", caption, len(all)-placed)
	b.table(t)
}

// field is one field of the matrix: how many risks, at which level.
func field(n, level int) cell {
	if n == 0 {
		return quietText(fmt.Sprintf("0  at %d", level))
	}
	return join(strongText(fmt.Sprint(n)), quietText(fmt.Sprintf("  at %d", level)))
}

// treating is 6.1.3: options, controls, the Statement, plan and acceptances.
func (b *book) treating() answer {
	current, c := b.s.RisksInForce(), b.criteriaOrNone()
	actions := inForce(b.s.Actions)
	acceptances := inForce(b.s.Acceptances)
	a := answer{kept: true, records: len(inForce(b.s.Rows)) + len(b.s.Approved) + len(actions) + len(acceptances)}
	a.targets = refsOf(acceptances, func(x risk.Acceptance) string { return x.Ref })
	for _, v := range b.s.Approved {
		a.targets = append(a.targets, v.Ref)
	}
	a.beyond = beyond{targets: refsOf(actions, actionRef), to: "treatment actions", place: see("8.3", "42001:8.3")}
	a.lacksWhere("The way in which risks are treated is not recorded with the risk criteria.", c.Treatment == "")
	b.optionSays(&a, current)
	bare := filter(current, func(r risk.Risk) bool {
		return r.Treatable() && len(r.Controls) == 0
	})
	a.lacksWhere("A treated risk names no control: "+plainList(bare, riskRef)+".", len(bare) > 0)
	b.statementSays(&a)
	b.acceptanceSays(&a, current, c)
	done := len(filter(actions, func(x risk.Action) bool { return x.DoneOn != "" }))
	a.says = append(a.says, say("The treatment plan holds %s, %d done.", count(len(actions), "action", "actions"), done))
	b.planSays(&a, current)
	a.show = func() {
		if c.Treatment != "" {
			b.facts(fact{"Treatment process", text(c.Treatment)})
		}
		b.planTable(actions)
		b.approvalTable(current)
		b.acceptanceTable(acceptances)
	}
	return a
}

// statementSays is about the Statement of Applicability.
func (b *book) statementSays(a *answer) {
	lines, _ := b.applicability()
	n := map[scope.Answer]int{}
	for _, l := range lines {
		n[l.Applicable]++
	}
	own := len(filter(lines, func(l soaLine) bool { return l.Own }))
	counts := fmt.Sprintf("%d necessary, %d not necessary, %d undecided, of the %d controls of Annex A and %d of its own", n[scope.Yes], n[scope.No], len(lines)-n[scope.Yes]-n[scope.No], len(b.cat.Controls), own)
	if v, ok := b.s.Statement(); ok {
		a.says = append(a.says, join(say("The Statement of Applicability in force is version %d (%s), approved by %s: %s; see ", v.Number, v.Ref, orUnknown(b.approved(v.ApprovedBy, v.Role, v.ApprovedAt)), counts), see("Annex 1", "annex-1"), text(".")))
		if changed := b.changedSince(v); len(changed) > 0 {
			a.says = append(a.says, join(text("Changed since that version and not approved again: "), listed(changed), text(".")))
		}
	} else {
		a.lacks = append(a.lacks, "No Statement of Applicability is approved.")
		a.says = append(a.says, join(say("The draft of the Statement of Applicability holds: %s; see ", counts), see("Annex 1", "annex-1"), text(".")))
	}
	bare := filter(lines, func(l soaLine) bool { return l.Applicable != scope.Undecided && l.Applicable != "" && l.Reason == "" })
	a.lacksWhere("No reason for including or excluding is recorded for: "+plainList(bare, soaKey)+".", len(bare) > 0)
	undriven := filter(lines, func(l soaLine) bool {
		return l.Applicable == scope.Yes && len(l.Drivers) == 0 && len(b.s.RisksUsing(l.Key)) == 0 && !b.s.MeasureUses(l.Key)
	})
	a.lacksWhere("Necessary, and nothing recorded that makes it so (no risk, impact assessment, law, contract or objective): "+plainList(undriven, soaKey)+".", len(undriven) > 0)
}

// acceptanceSays names each risk above the threshold that nobody accepted as it is.
func (b *book) acceptanceSays(a *answer, current []risk.Risk, c risk.Criteria) {
	if len(b.s.Criteria) == 0 {
		return
	}
	above := filter(current, func(r risk.Risk) bool { return r.NeedsAcceptance(c) })
	open := filter(above, func(r risk.Risk) bool { return b.acceptanceState(r) != "in force" })
	a.says = append(a.says, say("%s %s above the threshold of %d after treatment; for %d of them an acceptance at that level or higher is recorded and has not lapsed.", capital(count(len(above), "risk", "risks")), is(len(above)), c.AcceptUpTo, len(above)-len(open)))
	a.lacksWhere("Above the threshold and not accepted as it stands: "+plainList(open, riskRef)+".", len(open) > 0)
	unknown := filter(current, func(r risk.Risk) bool { return r.ResidualLevel == 0 })
	a.lacksWhere("No level after treatment is recorded for: "+plainList(unknown, riskRef)+".", len(unknown) > 0)
}

// acceptanceState says whether what remains of a risk was accepted, as it stands.
func (b *book) acceptanceState(r risk.Risk) string {
	x, ok := b.newestAcceptance(r.Ref)
	if !ok {
		return "not accepted"
	}
	switch state, why := x.State(r, b.today); state {
	case risk.AcceptanceStands:
		return "in force"
	case risk.AcceptanceStale:
		return "no longer fits: " + why
	default:
		return why
	}
}

func (b *book) planTable(actions []risk.Action) {
	if len(actions) == 0 {
		return
	}
	b.table(table{Caption: "Treatment plan", Columns: []column{{"Reference", 0, false}, {"Risk", 0, false}, {"Action", 3, false}, {"Owner", 1.4, false}, {"Due", 0, false}, {"Done", 0, false}},
		Rows: mapped(actions, func(x risk.Action) row {
			due := text(x.Due.Human())
			if x.DoneOn == "" {
				due = onDay(x.Due, b.today)
			}
			return row{x.Ref, []cell{text(x.Ref), {linked(x.Risk)}, text(x.What), text(x.Owner), due, text(x.DoneOn.Human())}}
		})})
}

func (b *book) acceptanceTable(all []risk.Acceptance) {
	if len(all) == 0 {
		return
	}
	b.table(table{Caption: "Acceptances of residual risk", Columns: []column{{"Reference", 0, false}, {"Risk", 0, false}, {"Level", 0.6, true}, {"Accepted by", 2, false}, {"Until", 0, false}, {"Reason", 3, false}},
		Rows: mapped(all, func(x risk.Acceptance) row {
			return row{x.Ref, []cell{text(x.Ref), {linked(x.Risk)}, text(fmt.Sprint(x.Level)), stack(say("%s, %s", x.By, x.Role), text(x.At.Human())), onDay(x.Until, b.today), text(x.Reason)}}
		})})
}

// answered prints a yes or no; "undecided" where there is neither.
func answered(a scope.Answer) cell {
	if a == "" {
		a = scope.Undecided
	}
	return text(string(a))
}
