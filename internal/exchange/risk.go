package exchange

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// risks is the risk register as a table.
type risks struct{}

var riskFields = []field[risk.Risk]{
	text(col("ref", "Ref", "Reference").help("Leave it empty for a new risk. RSK-… changes the risk of that reference."), func(r *risk.Risk) *string { return &r.Ref }),
	text(col("source", "Own id", "Risk ID", "ID", "No", "Number"), func(r *risk.Risk) *string { return &r.Source }),
	text(col("title", "Title", "Risk", "Risk title", "Risk name").help("What could happen, in a few words. Left empty, the first sentence of the description is taken."), func(r *risk.Risk) *string { return &r.Title }),
	text(col("description", "Description", "Risk description", "Risk Description (What / Cause / Consequence)"), func(r *risk.Risk) *string { return &r.Description }),
	text(col("category", "Category", "Risk category"), func(r *risk.Risk) *string { return &r.Category }),
	choice(col("kind", "Kind", "Type").help("threat or opportunity; empty is a threat."), func(r *risk.Risk) *risk.Kind { return &r.Kind }, risk.Kinds, nil),
	list(col("sources", "Risk sources", "Annex C sources").help("C.3.1 … C.3.7, with semicolons between."), func(r *risk.Risk) *[]string { return &r.Sources }),
	list(col("objectives", "Objectives affected").help("C.2.1 … C.2.11, with semicolons between."), func(r *risk.Risk) *[]string { return &r.Objectives }),
	list(col("systems", "AI systems", "Systems", "AI system").help("SYS-… references, with semicolons between."), func(r *risk.Risk) *[]string { return &r.Systems }),
	list(col("harms", "Harms").help("Impacts such as IMP-2026-001#H1, with semicolons between."), func(r *risk.Risk) *[]string { return &r.Harms }),
	list(col("assessments", "Impact assessments").help("IMP-… references, with semicolons between."), func(r *risk.Risk) *[]string { return &r.Assessments }),
	text(col("for_organisation", "Consequences for the organisation"), func(r *risk.Risk) *string { return &r.ForOrganisation }),
	text(col("for_individuals", "Consequences for individuals"), func(r *risk.Risk) *string { return &r.ForIndividuals }),
	text(col("for_society", "Consequences for society"), func(r *risk.Risk) *string { return &r.ForSociety }),
	score(col("inherent_likelihood", "Inherent likelihood", "Likelihood", "Likelihood (1-5)", "Inherent Likelihood (1-5)"), func(r *risk.Risk) *int { return &r.InherentLikelihood }),
	score(col("inherent_impact", "Inherent impact", "Impact", "Impact (1-5)", "Inherent Impact (1-5)", "Severity"), func(r *risk.Risk) *int { return &r.InherentImpact }),
	computed(col("inherent_level", "Inherent level", "Risk Level (L×I)", "Risk score", "Inherent Risk Score", "Risk level").help("Only compared: likelihood × impact."), func(r *risk.Risk) int { return r.InherentLikelihood * r.InherentImpact }),
	text(col("inherent_reason", "Reason for the inherent rating"), func(r *risk.Risk) *string { return &r.InherentReason }),
	score(col("residual_likelihood", "Residual likelihood", "Residual Likelihood (1-5)"), func(r *risk.Risk) *int { return &r.ResidualLikelihood }),
	score(col("residual_impact", "Residual impact", "Residual Impact (1-5)"), func(r *risk.Risk) *int { return &r.ResidualImpact }),
	computed(col("residual_level", "Residual level", "Residual Risk Score").help("Only compared: likelihood × impact."), func(r *risk.Risk) int { return r.ResidualLikelihood * r.ResidualImpact }),
	text(col("residual_reason", "Reason for the residual rating"), func(r *risk.Risk) *string { return &r.ResidualReason }),
	choice(col("treatment", "Treatment", "Treatment option").help("mitigate, avoid, share or accept a threat; exploit, enhance, share or accept an opportunity."), func(r *risk.Risk) *risk.Treatment { return &r.Treatment }, risk.Treatments,
		map[string]risk.Treatment{"reduce": risk.Mitigate, "treat": risk.Mitigate, "transfer": risk.Share, "tolerate": risk.Accept, "terminate": risk.Avoid}),
	text(col("options_considered", "Options considered"), func(r *risk.Risk) *string { return &r.OptionsConsidered }),
	text(col("option_reason", "Why this treatment", "Reason for the treatment"), func(r *risk.Risk) *string { return &r.OptionReason }),
	text(col("treatment_plan", "Treatment plan", "Mitigation strategy", "Mitigation", "Treatment description"), func(r *risk.Risk) *string { return &r.TreatmentPlan }),
	appended(col("target", "Target date", "Due date", "Deadline").help("When the treatment should be done. Added to the treatment plan."), "Target date", func(r *risk.Risk) *string { return &r.TreatmentPlan }),
	text(col("resources", "Resources", "Resources needed", "Budget"), func(r *risk.Risk) *string { return &r.Resources }),
	text(col("approver", "Plan to be approved by"), func(r *risk.Risk) *string { return &r.Approver }),
	controlList(col("controls", "Controls", "Control(s)", "Annex A controls").help("A.5.4 and the like, with semicolons between; own controls as CTL-…"), func(r *risk.Risk) *[]string { return &r.Controls }),
	inPlace(col("in_place", "Controls in place", "Existing controls").help("In words. They become the treatment plan and the reason for the residual rating.")),
	text(col("owner", "Owner", "Risk owner", "Responsible owner", "Responsible"), func(r *risk.Risk) *string { return &r.Owner }),
	choice(col("status", "Status").help("open, treated or closed."), func(r *risk.Risk) *risk.Status { return &r.Status }, risk.Statuses,
		map[string]risk.Status{"in progress": risk.Open, "planned": risk.Open, "active": risk.Open, "monitored": risk.Treated, "implemented": risk.Treated, "mitigated": risk.Treated, "done": risk.Treated}),
	day(col("review_on", "Review on", "Review date", "Next review"), func(r *risk.Risk) *dayOf { return &r.ReviewOn }),
	day(col("reviewed_on", "Last reviewed on", "Last review"), func(r *risk.Risk) *dayOf { return &r.ReviewedOn }),
	text(col("library", "Drawn from the risk library").help("The name of an entry of the risk library, such as prompt-injection."), func(r *risk.Risk) *string { return &r.Library }),
	text(col("notes", "Notes", "Note", "Comments", "Remarks"), func(r *risk.Risk) *string { return &r.Notes }),
	appended(col("review_status", "Review Date / Status", "Status / Review Date").help("Added to the notes."), "Review date / status", func(r *risk.Risk) *string { return &r.Notes }),
	appended(col("evidence", "Evidence link", "Evidence", "Link").help("Added to the notes."), "Evidence", func(r *risk.Risk) *string { return &r.Notes }),
}

// bandFields are the words of the criteria for both levels. They are written for
// people who read the file; coming in, the level alone decides and they are let pass.
func bandFields(c risk.Criteria) []field[risk.Risk] {
	word := func(column Column, level func(*risk.Risk) int) field[risk.Risk] {
		return field[risk.Risk]{column.help("Only for reading: the word of the criteria for the level."),
			func(r *risk.Risk) string { return c.BandWord(r.Kind, level(r)) }, func(*Row, *risk.Risk) {}}
	}
	return []field[risk.Risk]{
		word(col("inherent_band", "Inherent band"), func(r *risk.Risk) int { return r.InherentLevel }),
		word(col("residual_band", "Residual band"), func(r *risk.Risk) int { return r.ResidualLevel }),
	}
}

// withBands puts each band behind its level.
func withBands(c risk.Criteria) []field[risk.Risk] {
	all := slices.Clone(riskFields)
	for _, b := range bandFields(c) {
		at := slices.IndexFunc(all, func(f field[risk.Risk]) bool { return f.Key == strings.TrimSuffix(b.Key, "band")+"level" })
		all = slices.Insert(all, at+1, b)
	}
	return all
}

// Spec describes the table.
func (risks) Spec() Spec { return Spec{Register: "risk", Columns: columns(withBands(risk.Criteria{}))} }

// Table writes the risks in force.
func (risks) Table(s *snapshot.Snapshot) Table {
	written := only(s.Risks, func(r risk.Risk) bool { return !r.Retired() })
	c, _ := s.RiskCriteria()
	return tableOf("Risks", withBands(c), written)
}

func (risks) apply(a *act, r *Row) (outcome, error) {
	in, err := existing[risk.Risk](a, r)
	if err != nil || len(r.Problems()) > 0 {
		return unchanged, err
	}
	before := in
	if err := a.withinScales(r); err != nil {
		return unchanged, err
	}
	given(riskFields, r, &in)
	in.Head, in.Source = before.Head, firstOf(r.Text("source"), before.Source)
	if in.Title == "" {
		in.Title = firstSentence(in.Description)
	}
	if !a.once(r, "source", in.Source) || !a.once(r, "ref", in.Ref) || len(r.Problems()) > 0 {
		return unchanged, nil
	}
	in.InherentLevel = risk.Level(in.InherentLikelihood, in.InherentImpact)
	in.ResidualLevel = risk.Level(in.ResidualLikelihood, in.ResidualImpact)
	if same, err := sameImage(before, in); err != nil || same && in.Ref != "" {
		return unchanged, err
	}
	if in.Ref == "" {
		return a.make(r, "RSK", r.Text("ref"), func() error { return risk.Add(a.tx, &in) })
	}
	return updated, r.refuse(risk.Revise(a.tx, &in))
}

// withinScales refuses a score beyond the criteria in force. Its product is not
// compared then: it would be blamed for the wrong factor.
func (a *act) withinScales(r *Row) error {
	c, err := store.Take[risk.Criteria](a.tx.Read(), risk.CriteriaRef)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	likelihoods, impacts := c.Steps()
	for _, which := range []string{"inherent", "residual"} {
		fits := r.withinSteps(which+"_likelihood", len(likelihoods))
		if !r.withinSteps(which+"_impact", len(impacts)) || !fits {
			delete(r.Cells, which+"_level")
		}
	}
	return nil
}

func (r *Row) withinSteps(key string, steps int) bool {
	n, err := parseInt(r.Text(key))
	if err != nil || n <= steps {
		return true
	}
	r.Refuse(key, fmt.Sprintf("%d is outside 1 to %d, the scale of the risk criteria", n, steps), fmt.Sprintf("Write a whole number from 1 to %d", steps))
	return false
}

// controlList reads control ids in whatever way people write them. An id that
// Annex A does not have is refused with what may have been meant.
func controlList[T any](c Column, at func(*T) *[]string) field[T] {
	return field[T]{c,
		func(t *T) string {
			out := make([]string, len(*at(t)))
			for i, key := range *at(t) {
				out[i] = controls.Key(key).ID()
			}
			return strings.Join(out, "; ")
		},
		func(r *Row, t *T) { *at(t) = controlKeys(r, c.Key) }}
}

func controlKeys(r *Row, key string) []string {
	var keys []string
	var rest []string
	for _, part := range r.List(key, ";,") {
		if strings.HasPrefix(strings.ToUpper(part), "CTL-") {
			keys = append(keys, strings.ToUpper(part))
		} else {
			rest = append(rest, part)
		}
	}
	ids, bad := controls.ParseControlIDs(strings.Join(rest, "; "))
	for _, b := range bad {
		r.Refuse(key, fmt.Sprintf("ISO/IEC 42001 has no control %s", b), meant(b, ""))
	}
	for _, id := range ids {
		keys = append(keys, controls.ControlKey(id).String())
	}
	return keys
}

// meant words the catalogue's proposals as something to do.
func meant(wrong, title string) string {
	var parts []string
	for _, s := range controls.MustLoad().Suggest(wrong, title) {
		if s.Control {
			parts = append(parts, s.Key.ID()+" "+s.Title)
		} else {
			parts = append(parts, s.Reason)
		}
	}
	if len(parts) == 0 {
		return "Look the control up in the catalogue and write its number"
	}
	return "Perhaps: " + strings.Join(parts, "; ")
}

// inPlace takes a text about existing controls for what it is twice over: the
// treatment so far, and why the residual rating is lower. It fills only what the
// file has no column for.
func inPlace(c Column) field[risk.Risk] {
	return field[risk.Risk]{c, nil,
		func(r *Row, in *risk.Risk) {
			if _, own := r.Cells["treatment_plan"]; !own {
				in.TreatmentPlan = r.Text(c.Key)
			}
			if _, own := r.Cells["residual_reason"]; !own {
				in.ResidualReason = r.Text(c.Key)
			}
		}}
}

// firstSentence makes a title of a description: up to the first full stop, dash
// or line end, at most 120 characters, never within a word.
func firstSentence(s string) string {
	const most = 120
	s = strings.TrimSpace(s)
	for _, end := range []string{"\n", ". ", ": ", " - ", " – ", " — "} {
		if head, _, cut := strings.Cut(s, end); cut && utf8.RuneCountInString(head) >= 12 {
			s = head
		}
	}
	if utf8.RuneCountInString(s) <= most {
		return strings.TrimSuffix(s, ".")
	}
	short := string([]rune(s)[:most])
	if i := strings.LastIndex(short, " "); i > 0 {
		short = short[:i]
	}
	return short + "…"
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
