package exchange

import (
	"maps"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/support"
	described "github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// keptKinds are the registers of internal/register, whose tables follow from their
// descriptions.
func keptKinds() map[string]register {
	all := map[string]register{}
	for _, k := range []register{
		kept[scope.Obligation, *scope.Obligation]{scope.Obligations},
		kept[scope.Process, *scope.Process]{scope.Processes},
		kept[leadership.Publication, *leadership.Publication]{leadership.Publications},
		kept[leadership.Acknowledgement, *leadership.Acknowledgement]{leadership.Acknowledgements},
		kept[leadership.Activity, *leadership.Activity]{leadership.Activities},
		kept[impact.Publication, *impact.Publication]{impact.Publications},
		kept[support.Resource, *support.Resource]{support.Resources},
		kept[support.Competence, *support.Competence]{support.Competences},
		kept[support.Training, *support.Training]{support.Trainings},
		kept[support.Proof, *support.Proof]{support.Proofs},
		kept[support.Briefing, *support.Briefing]{support.Briefings},
		kept[support.Communication, *support.Communication]{support.Communications},
		kept[support.Message, *support.Message]{support.Messages},
		kept[support.Document, *support.Document]{support.Documents},
		kept[inventory.SystemChange, *inventory.SystemChange]{inventory.Changes},
		kept[inventory.Confirmation, *inventory.Confirmation]{inventory.Confirmations},
		kept[objective.Objective, *objective.Objective]{objective.Objectives},
		kept[objective.Measurement, *objective.Measurement]{objective.Measurements},
		kept[objective.PlannedChange, *objective.PlannedChange]{objective.PlannedChanges},
		kept[inventory.Model, *inventory.Model]{inventory.Models},
		kept[inventory.Dataset, *inventory.Dataset]{inventory.Datasets},
		kept[inventory.EventLog, *inventory.EventLog]{inventory.EventLogs},
		kept[operation.Control, *operation.Control]{operation.Controls},
		kept[operation.Record, *operation.Record]{operation.Records},
		kept[operation.Gate, *operation.Gate]{operation.Gates},
		kept[operation.Supplier, *operation.Supplier]{operation.Suppliers},
		kept[operation.Certificate, *operation.Certificate]{operation.Certificates},
		kept[operation.Split, *operation.Split]{operation.Splits},
		kept[operation.Expectation, *operation.Expectation]{operation.Expectations},
		kept[operation.Incident, *operation.Incident]{operation.Incidents},
		kept[operation.Information, *operation.Information]{operation.Informations},
		kept[performance.Measure, *performance.Measure]{performance.Measures},
		kept[performance.Result, *performance.Result]{performance.Results},
		kept[performance.Evaluation, *performance.Evaluation]{performance.Evaluations},
		kept[internalaudit.Programme, *internalaudit.Programme]{internalaudit.Programmes},
		kept[internalaudit.Audit, *internalaudit.Audit]{internalaudit.Audits},
		kept[internalaudit.Row, *internalaudit.Row]{internalaudit.Checklist},
		kept[internalaudit.Sample, *internalaudit.Sample]{internalaudit.Samples},
		kept[internalaudit.Finding, *internalaudit.Finding]{internalaudit.Findings},
		kept[improvement.Nonconformity, *improvement.Nonconformity]{improvement.Nonconformities},
		kept[improvement.Action, *improvement.Action]{improvement.Actions},
		kept[improvement.Improvement, *improvement.Improvement]{improvement.Improvements},
		kept[review.Review, *review.Review]{review.Reviews},
		kept[review.Decision, *review.Decision]{review.Decisions},
		kept[certification.Cycle, *certification.Cycle]{certification.Cycles},
		kept[certification.Event, *certification.Event]{certification.Events},
		kept[certification.Request, *certification.Request]{certification.Requests},
	} {
		all[k.Spec().Register] = k
	}
	return all
}

// Described tells of a register whose table follows from its description.
type Described struct {
	described.About

	Table string // in the database, as the trail names it
}

// Describe lists those registers in the order of the life cycle.
func Describe() []Described {
	var out []Described
	for _, b := range (&snapshot.Snapshot{}).Kept() {
		if k, ok := kinds[b.Name].(interface{ tableName() string }); ok {
			out = append(out, Described{b.About, k.tableName()})
		}
	}
	return out
}

func (k kept[T, P]) tableName() string { return k.Store().New().TableName() }

// kept is one of them as a table.
type kept[T any, P described.Rec[T]] struct{ *described.Register[T, P] }

// Spec describes the table: the reference, then the fields by their labels.
func (k kept[T, P]) Spec() Spec {
	columns := []Column{col("ref", "Ref", "Reference").help("Leave it empty for a new " + k.One + ".")}
	for _, f := range k.Fields {
		c := col(f.Name, f.Title(), f.Name, f.Label).help(f.Hint)
		c.Required = f.Must != ""
		if f.Kind == described.OnDay {
			c.Kind = Date
		}
		if f.Kind == described.Count {
			c.Kind = Number
		}
		if words := f.Options; len(words) > 0 {
			c.Help = strings.TrimSpace(c.Help + " One of: " + offeredWords(words) + ".")
		}
		columns = append(columns, c)
	}
	return Spec{Register: k.Name, Columns: columns}
}

func offeredWords(all []described.Option) string {
	words := make([]string, len(all))
	for i, o := range all {
		words[i] = o.Value
	}
	return strings.Join(words, ", ")
}

// Table writes the records in force, values as they are stored.
func (k kept[T, P]) Table(s *snapshot.Snapshot) Table {
	t := Table{Name: k.Title, Header: []string{"Ref"}}
	for _, f := range k.Fields {
		t.Header = append(t.Header, f.Title())
	}
	for _, b := range s.Kept() {
		if b.Name != k.Name {
			continue
		}
		for _, e := range b.InForce() {
			row := []string{e.Ref}
			for _, a := range e.Answers {
				if a.Kind == described.Tabled {
					row = append(row, linesOf(a))
					continue
				}
				row = append(row, strings.Join(a.Values, between(a.Kind)))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// between is what stands between the values of one cell.
func between(kind described.Kind) string {
	if kind == described.Listed {
		return "\n"
	}
	return "; "
}

func (k kept[T, P]) apply(a *act, r *Row) (outcome, error) {
	in, err := existing[T, P](a, r)
	if err != nil || len(r.Problems()) > 0 {
		return unchanged, err
	}
	before, answers := in, map[string][]string{}
	for _, q := range k.Answers(&in) {
		answers[q.Name] = q.Values
		if _, has := r.Cells[q.Name]; has {
			answers[q.Name] = cell(r, q.Question)
		}
	}
	if len(r.Problems()) > 0 || !a.once(r, "ref", r.Text("ref")) {
		return unchanged, nil
	}
	if err := k.Read(&in, func(name string) []string { return answers[name] }); err != nil {
		return unchanged, r.refuse(err)
	}
	found := store.HeadOf(P(&before)).Ref != ""
	if same, err := sameImage(before, in); err != nil || same && found {
		return unchanged, err
	}
	if how, is := elsewhere[k.Name]; is {
		r.Refuse("ref", "It is neither made nor changed by a table", how)
		return unchanged, nil
	}
	if !found {
		return a.make(r, k.Prefix, r.Text("ref"), func() error { return k.Add(a.tx, &in) })
	}
	return updated, r.refuse(k.Revise(a.tx, &in))
}

// elsewhere are the registers whose records are made in one way alone, because it asks
// who may judge what; by name, and what to do instead. Their tables are for reading.
var elsewhere = map[string]string{
	inventory.Confirmations.Name: "Confirm the record in the workbench, from the list of what is to be confirmed",
}

// cell reads one cell as the values of a field.
func cell(r *Row, q described.Question) []string {
	switch q.Kind {
	case described.OnDay:
		return filled(string(r.Day(q.Name)))
	case described.OneOf:
		return filled(r.Choice(q.Name, accepted(q.Options)))
	case described.YesNo:
		return filled(r.Choice(q.Name, map[string]string{"yes": "yes", "no": "", "y": "yes", "n": "", "true": "yes", "false": "", "1": "yes", "0": ""}))
	case described.SomeOf:
		return r.List(q.Name, ";")
	case described.Tabled:
		return partsOf(q, r.Text(q.Name))
	case described.Records, described.Listed:
		return r.List(q.Name, ";\n")
	case described.OneLine, described.Prose, described.Count, described.Measure, described.Record:
	}
	return filled(r.Text(q.Name))
}

func filled(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// accepted lets a choice be given by its value or its label.
func accepted(options []described.Option) map[string]string {
	out := map[string]string{}
	for _, o := range options {
		out[strings.ToLower(o.Label)] = o.Value
	}
	for _, o := range options {
		out[o.Value] = o.Value
	}
	return out
}

// allKinds are the registers of tables by their name on the command line.
func allKinds() map[string]register {
	all := keptKinds()
	maps.Copy(all, map[string]register{"risk": risks{}, "soa": statement{}, "system": systems{}, "evidence": items{}})
	return all
}
