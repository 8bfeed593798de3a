package exchange

import (
	"maps"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// systems is the inventory as a table.
type systems struct{}

// yesNoWords are the words people use for yes, no and not decided.
var yesNoWords = map[string]scope.Answer{
	"y": scope.Yes, "true": scope.Yes, "1": scope.Yes, "n": scope.No, "false": scope.No, "0": scope.No,
	"in scope": scope.Yes, "out of scope": scope.No, "unknown": scope.Undecided,
}

// stageWords are short names of the life-cycle stages.
var stageWords = map[string]string{
	"idea": "inception", "concept": "inception", "planned": "inception",
	"design": "design and development", "development": "design and development", "in development": "design and development",
	"testing": "verification and validation", "validation": "verification and validation",
	"operation": "operation and monitoring", "in operation": "operation and monitoring", "in use": "operation and monitoring",
	"production": "operation and monitoring", "live": "operation and monitoring", "monitoring": "operation and monitoring",
	"retired": "retirement or replacement", "decommissioned": "retirement or replacement",
}

// stages are those of the catalogue, with their short names.
func stages() map[string]string {
	words := maps.Clone(stageWords)
	for _, stage := range controls.MustLoad().LifeCycle {
		words[stage] = stage
	}
	return words
}

// tiers lets a class of the EU AI Act be given by its key or its name.
func tiers() map[string]string {
	words := map[string]string{}
	for _, t := range controls.MustLoad().Tiers {
		words[t.ID], words[t.Name] = t.ID, t.ID
	}
	return words
}

var systemFields = []field[inventory.System]{
	text(col("ref", "Ref", "Reference").help("Leave it empty for a new system."), func(s *inventory.System) *string { return &s.Ref }),
	text(col("source", "Own id", "System ID", "ID", "Asset ID"), func(s *inventory.System) *string { return &s.Source }),
	text(col("name", "Name", "AI system", "System", "System name").required(), func(s *inventory.System) *string { return &s.Name }),
	text(col("purpose", "Purpose", "Description").required(), func(s *inventory.System) *string { return &s.Purpose }),
	text(col("intended_use", "Intended use", "Use case"), func(s *inventory.System) *string { return &s.IntendedUse }),
	text(col("misuse", "Foreseeable misuse", "Misuse"), func(s *inventory.System) *string { return &s.Misuse }),
	offered(col("stage", "Life-cycle stage", "Lifecycle stage", "Stage").help("A stage of ISO/IEC 22989, such as operation and monitoring."), func(s *inventory.System) *string { return &s.Stage }, stages),
	choice(col("autonomy", "Autonomy"), func(s *inventory.System) *inventory.Autonomy { return &s.Autonomy }, inventory.Autonomies, nil),
	text(col("oversight", "Human oversight", "Oversight"), func(s *inventory.System) *string { return &s.Oversight }),
	text(col("models", "Models", "Model"), func(s *inventory.System) *string { return &s.Models }),
	text(col("data", "Data", "Datasets"), func(s *inventory.System) *string { return &s.Data }),
	choice(col("personal_data", "Personal data", "Personal data processed"), func(s *inventory.System) *scope.Answer { return &s.PersonalData }, scope.Answers, yesNoWords),
	text(col("suppliers", "Suppliers", "Supplier", "Vendor"), func(s *inventory.System) *string { return &s.Suppliers }),
	text(col("jurisdictions", "Jurisdictions", "Jurisdiction"), func(s *inventory.System) *string { return &s.Jurisdictions }),
	text(col("affected", "People affected", "Affected people", "Affected persons"), func(s *inventory.System) *string { return &s.Affected }),
	text(col("owner", "Owner", "System owner", "Owner email"), func(s *inventory.System) *string { return &s.Owner }),
	text(col("unit", "Unit", "Department", "Domain"), func(s *inventory.System) *string { return &s.Unit }),
	list(col("roles", "Our roles", "AI roles").help("ISO/IEC 22989 words, with semicolons between."), func(s *inventory.System) *[]string { return &s.Roles }),
	choice(col("in_scope", "In scope", "Scope").help("yes, no or undecided."), func(s *inventory.System) *scope.Answer { return &s.InScope }, scope.Answers, yesNoWords),
	text(col("scope_reason", "Why in or out of scope", "Scope reason"), func(s *inventory.System) *string { return &s.ScopeReason }),
	offered(col("act_tier", "EU AI Act class", "AI Act tier").help("The key or the name of a class."), func(s *inventory.System) *string { return &s.ActTier }, tiers),
	text(col("act_reason", "Why this class"), func(s *inventory.System) *string { return &s.ActReason }),
	day(col("deployed_on", "In use since", "Deployed on", "Deployment date", "Go-live"), func(s *inventory.System) *dayOf { return &s.DeployedOn }),
	text(col("notes", "Notes", "Comments", "Remarks"), func(s *inventory.System) *string { return &s.Notes }),
}

// Spec describes the table.
func (systems) Spec() Spec { return Spec{Register: "system", Columns: columns(systemFields)} }

// Table writes the systems in force.
func (systems) Table(s *snapshot.Snapshot) Table {
	written := only(s.Systems, func(y inventory.System) bool { return !y.Retired() })
	return tableOf("AI systems", systemFields, written)
}

func (systems) apply(a *act, r *Row) (outcome, error) {
	in, err := existing[inventory.System](a, r, "name")
	if err != nil || len(r.Problems()) > 0 {
		return unchanged, err
	}
	before := in
	given(systemFields, r, &in)
	in.Head, in.Source = before.Head, firstOf(r.Text("source"), before.Source)
	if r.Text("ref") == "" && r.Text("source") == "" {
		a.once(r, "name", in.Name) // a system without an id is known by its name
	}
	if !a.once(r, "source", in.Source) || !a.once(r, "ref", in.Ref) || len(r.Problems()) > 0 {
		return unchanged, nil
	}
	if same, err := sameImage(before, in); err != nil || same && in.Ref != "" {
		return unchanged, err
	}
	if in.Ref == "" {
		return a.make(r, "SYS", r.Text("ref"), func() error { return inventory.Add(a.tx, &in) })
	}
	return updated, r.refuse(inventory.Revise(a.tx, &in))
}
