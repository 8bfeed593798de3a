package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
)

// annexRisks is the register in one table, then each risk with all that is recorded.
func (b *book) annexRisks() {
	b.landscape()
	b.newPage()
	b.anchor("annex-2")
	b.heading(1, "Annex 2", "Risk register")
	all, c := b.s.Risks, b.criteriaOrNone()
	if len(all) == 0 {
		b.notice(noticeGap, "No risk is recorded.")
		b.portrait()
		return
	}
	b.para(fmt.Sprintf("The register holds %s, %d of them in force. Closed and retired risks are printed too. References lead to the whole entry.", count(len(all), "risk", "risks"), len(b.s.RisksInForce())))
	b.table(table{Caption: "Risk register", Columns: []column{
		{"Reference", 0, false}, {"Risk", 2.8, false}, {"AI systems", 0, false}, {"Before treatment", 1.2, false}, {"Treatment", 1.05, false},
		{"Controls", 0.95, false}, {"After treatment", 1.2, false}, {"Accepted", 1.3, false}, {"Owner", 1.2, false}, {"Status, review on", 1.2, false},
	}, Rows: mapped(all, func(r risk.Risk) row {
		return row{"", []cell{
			{linked(r.Ref)}, stack(text(r.Title), quietText(string(r.Kind))), keyed(r.Systems), levelText(c, r.Kind, r.InherentLevel), text(string(r.Treatment)),
			keyed(r.Controls), levelText(c, r.Kind, r.ResidualLevel), b.acceptedText(r, c), text(r.Owner), stack(text(riskStanding(r)), onDay(r.ReviewOn, b.today)),
		}}
	})})
	b.portrait()
	b.newPage()
	for _, r := range all {
		b.riskEntry(r, c)
	}
}

// acceptedText says whether what remains was accepted, where the criteria ask for it.
func (b *book) acceptedText(r risk.Risk, c risk.Criteria) cell {
	_, accepted := b.newestAcceptance(r.Ref)
	switch {
	case accepted || r.NeedsAcceptance(c):
		return text(b.acceptanceState(r))
	case !c.InForce():
		return quietText("no criteria set")
	case r.ResidualLevel == 0:
		return quietText("not assessed")
	}
	return quietText("not needed")
}

func (b *book) riskEntry(r risk.Risk, c risk.Criteria) {
	b.anchor(r.Ref)
	b.heading(3, r.Ref, r.Title)
	_, impacts := c.Words(r.Kind)
	rated := func(l, i, level int, why string) cell {
		if level < 1 {
			return stack(text("not assessed"), text(why))
		}
		return stack(join(levelText(c, r.Kind, level), say(" = likelihood %d%s × %s %d%s", l, stepWord(c.Likelihoods, l), scaleWord(r.Kind), i, stepWord(impacts, i))), text(why))
	}
	if doubt := b.toConfirm(r.Ref); doubt != nil {
		b.facts(fact{"To be confirmed", doubt})
	}
	b.filled("Left empty",
		fact{"Standing", say("%s; %s; version %d, last changed by %s on %s", r.Kind, riskStanding(r), r.Version, orUnknown(r.UpdatedBy), r.UpdatedAt.Human())},
		fact{"Description", text(r.Description)}, fact{"Category", text(r.Category)},
		fact{"Risk sources (C.3)", themes(r.Sources, b.cat.Source)}, fact{"Objectives (C.2)", themes(r.Objectives, b.cat.Aim)},
		fact{"AI systems", b.namedAll(r.Systems)}, fact{"Follows from", keyed(r.Assessments)},
		fact{"For the organisation", text(r.ForOrganisation)}, fact{"For individuals", text(r.ForIndividuals)}, fact{"For societies", text(r.ForSociety)},
		fact{"Before treatment", rated(r.InherentLikelihood, r.InherentImpact, r.InherentLevel, r.InherentReason)},
		fact{"Treatment", stack(text(string(r.Treatment)), text(r.TreatmentPlan))},
		fact{"Options considered", text(r.OptionsConsidered)}, fact{"Why this option", text(r.OptionReason)}, fact{"Resources", text(r.Resources)}, fact{"Controls", b.controlNames(r.Controls)},
		fact{"After treatment", rated(r.ResidualLikelihood, r.ResidualImpact, r.ResidualLevel, r.ResidualReason)},
		fact{"Actions", stack(mapped(b.actions[r.Ref], b.actionLine)...)},
		fact{"Plan approved", b.planApproved(r)},
		fact{"Accepted", b.acceptedBy(r)},
		fact{"Owner", text(r.Owner)}, fact{"Last looked at", text(r.ReviewedOn.Human())}, fact{"Review on", onDay(r.ReviewOn, b.today)}, fact{"Notes", text(r.Notes)},
		fact{"Evidence", b.evidenceRefs(r.Ref)},
	)
	if r.Retired() {
		b.facts(fact{"Retired because", text(r.RetiredBecause)})
	}
}

func stepWord(all []string, step int) string {
	if step >= 1 && step <= len(all) {
		return " (" + all[step-1] + ")"
	}
	return ""
}

func (b *book) actionLine(x risk.Action) cell {
	c := join(cell{linked(x.Ref)}, say(" %s; owner %s; ", x.What, orDashText(x.Owner)))
	switch {
	case x.DoneOn != "":
		return append(c, span{Text: "done " + x.DoneOn.Human() + ". " + x.Result})
	case x.Due == "":
		return append(c, span{Text: "no due date"})
	}
	return join(c, text("due "), onDay(x.Due, b.today))
}

func (b *book) acceptedBy(r risk.Risk) cell {
	all := b.acceptances[r.Ref]
	if len(all) == 0 {
		return nil
	}
	lines := mapped(all, func(x risk.Acceptance) cell {
		c := join(cell{linked(x.Ref)}, say(" level %d of version %d, by %s, %s, %s", x.Level, x.RiskVersion, x.By, x.Role, x.At.Human()))
		if x.Until != "" {
			c = join(c, text("; until "), onDay(x.Until, b.today))
		}
		if x.Reason != "" {
			c = append(c, span{Text: ". " + x.Reason})
		}
		return stack(c, b.toConfirm(x.Ref))
	})
	return stack(append(lines, say("As it stands now: %s.", b.acceptanceState(r)))...)
}

// annexSystems is the inventory of AI systems, whole.
func (b *book) annexSystems() {
	b.newPage()
	b.anchor("annex-4")
	b.heading(1, "Annex 4", "AI systems")
	if len(b.s.Systems) == 0 {
		b.notice(noticeGap, "No AI system is recorded.")
		return
	}
	b.para(fmt.Sprintf("The inventory holds %s, %d of them in force. Retired systems are printed too.", count(len(b.s.Systems), "AI system", "AI systems"), len(inForce(b.s.Systems))))
	b.table(table{Caption: "Inventory", Columns: []column{{"Reference", 0, false}, {"AI system", 2.4, false}, {"Stage", 1.4, false}, {"In scope", 0.9, false}, {"Owner", 1.4, false}, {"Assessment", 0, false}},
		Rows: mapped(b.s.Systems, func(y inventory.System) row {
			name := text(y.Name)
			if y.Retired() {
				name = stack(name, badgeText("retired "+y.RetiredOn.Human()))
			}
			assessed := text("no approved assessment")
			if x, ok := b.s.AssessmentOf(y.Ref); ok {
				assessed = cell{linked(x.Ref)}
			}
			return row{"", []cell{{linked(y.Ref)}, name, text(y.Stage), answered(y.InScope), text(y.Owner), assessed}}
		})})
	for _, y := range b.s.Systems {
		b.systemEntry(y)
	}
}

func (b *book) systemEntry(y inventory.System) {
	b.anchor(y.Ref)
	b.heading(3, y.Ref, y.Name)
	tier, _ := b.cat.Tier(y.ActTier)
	named := filter(b.s.RisksInForce(), func(r risk.Risk) bool {
		for _, s := range r.Systems {
			if s == y.Ref {
				return true
			}
		}
		return false
	})
	b.filled("Left empty", append([]fact{
		{"Purpose", text(y.Purpose)}, {"Intended use", text(y.IntendedUse)}, {"Foreseeable misuse", text(y.Misuse)},
		{"Stage, autonomy", stack(text(y.Stage), text(string(y.Autonomy)))}, {"Human oversight", text(y.Oversight)},
		{"Models", text(y.Models)}, {"Data", text(y.Data)}, {"Personal data", text(string(y.PersonalData))},
		{"Suppliers", text(y.Suppliers)}, {"Jurisdictions", text(y.Jurisdictions)}, {"People affected", text(y.Affected)},
		{"Owner, unit", stack(text(y.Owner), text(y.Unit))}, {"Our roles", lines(y.Roles)},
		{"In scope", stack(answered(y.InScope), text(y.ScopeReason))},
		{"EU AI Act class, as recorded", stack(text(tier.Name), text(y.ActReason))},
		{"Deployed on", text(y.DeployedOn.Human())}, {"Notes", text(y.Notes)},
		{"Risks in force", listed(refsOf(named, riskRef))}, {"Evidence", b.evidenceRefs(y.Ref)},
	}, b.madeOf(y.Ref)...)...)
	b.gateTable(y.Ref)
	if y.Retired() {
		b.facts(fact{"Retired", say("%s: %s", y.RetiredOn.Human(), y.RetiredBecause)})
	}
}
