package risk

// concern is something that an auditor would question in a risk.
type concern struct {
	holds bool
	says  string
}

// Concerns says in plain sentences what an auditor would question in the record
// itself; nothing of it keeps the record from being saved.
func (r Risk) Concerns() []string {
	all := []concern{
		{r.InherentLevel > 0 && r.Treatment == "", "No treatment is chosen (6.1.3)."},
		{r.Treatment != "" && r.OptionReason == "", "Nobody wrote which options were weighed and why this one was chosen (6.1.3)."},
		{r.Owner == "", "Nobody owns this risk."},
	}
	own := r.ofThreat()
	if r.Kind == Opportunity {
		own = r.ofOpportunity()
	}
	var out []string
	for _, c := range append(own, all...) {
		if c.holds {
			out = append(out, c.says)
		}
	}
	return out
}

func (r Risk) ofThreat() []concern {
	return []concern{
		{r.InherentLevel == 0, "The risk is not assessed yet. Choose likelihood and impact before treatment (6.1.2)."},
		{r.InherentLevel > 0 && r.InherentReason == "", "Nobody wrote why likelihood and impact before treatment are what they are. Without a reason the score cannot be repeated (6.1.2)."},
		{r.Treatable() && len(r.Controls) == 0, "The treatment names no control. Choose the controls that carry it out (6.1.3)."},
		{r.Treatment != "" && r.ResidualLevel == 0, "What remains after treatment is not assessed yet (6.1.3)."},
		{r.ResidualLevel > 0 && r.ResidualReason == "", "Nobody wrote why likelihood and impact after treatment are what they are (6.1.3)."},
		{r.InherentLevel > 0 && r.ResidualLevel > r.InherentLevel, "More risk remains after treatment than before it. Check both scores (8.3)."},
		{r.ResidualLevel > 0 && r.ResidualLevel < r.InherentLevel && len(r.Controls) == 0, "The level falls although no control is named. Say which controls bring it down (8.3)."},
	}
}

func (r Risk) ofOpportunity() []concern {
	return []concern{
		{r.InherentLevel == 0, "The opportunity is not assessed yet. Choose likelihood and benefit as things are (6.1.2)."},
		{r.InherentLevel > 0 && r.InherentReason == "", "Nobody wrote why likelihood and benefit are what they are. Without a reason the score cannot be repeated (6.1.2)."},
		{r.Treatment != "" && r.ResidualLevel == 0, "What the plan should bring is not assessed yet (6.1.3)."},
		{r.ResidualLevel > 0 && r.ResidualReason == "", "Nobody wrote why the plan should bring this much (6.1.3)."},
		{r.InherentLevel > 0 && r.ResidualLevel > 0 && r.ResidualLevel < r.InherentLevel, "The plan brings less than doing nothing would. Check both scores (8.3)."},
	}
}
