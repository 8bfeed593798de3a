package sample

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// kept adds the verbs of the registers of internal/register: "keep obligation",
// "change obligation" and "retire obligation".
func (b *builder) kept(db *store.DB) {
	keeps(b, db, scope.Obligations)
	keeps(b, db, scope.Processes)
	keeps(b, db, leadership.Publications)
	keeps(b, db, leadership.Acknowledgements)
	keeps(b, db, leadership.Activities)
	keeps(b, db, impact.Publications)
	keeps(b, db, inventory.Changes)
	keeps(b, db, inventory.Confirmations)
	keeps(b, db, objective.Objectives)
	keeps(b, db, objective.Measurements)
	keeps(b, db, objective.PlannedChanges)
	keeps(b, db, inventory.Models)
	keeps(b, db, inventory.Datasets)
	keeps(b, db, inventory.EventLogs)
	keeps(b, db, operation.Controls)
	keeps(b, db, operation.Records)
	keeps(b, db, operation.Gates)
	keeps(b, db, support.Resources)
	keeps(b, db, support.Competences)
	keeps(b, db, support.Trainings)
	keeps(b, db, support.Proofs)
	keeps(b, db, support.Briefings)
	keeps(b, db, support.Communications)
	keeps(b, db, support.Messages)
	keeps(b, db, support.Documents)
	b.verbs["approve document"] = approve(b, func(ctx context.Context, who access.Actor, ref string, version int) (support.Document, error) {
		return support.ApproveDocument(ctx, db, who, ref, version)
	})
	b.verbs["acknowledge briefing"] = approve(b, func(ctx context.Context, who access.Actor, ref string, _ int) (support.Briefing, error) {
		read, err := support.Briefings.Take(ctx, db, ref)
		if err != nil {
			return read, err
		}
		return support.Acknowledge(ctx, db, who, ref, read.Version)
	})
	b.keptOutside(db)
	b.keptChecks(db)
	b.outside(db)
	b.improvement(db)
	b.audits(db)
	b.reviews(db)
	b.gates(db)
	b.concerns(db)
	b.changes(db)
}

// keptOutside are registers about others than the organisation.
func (b *builder) keptOutside(db *store.DB) {
	keeps(b, db, operation.Suppliers)
	keeps(b, db, operation.Certificates)
	keeps(b, db, operation.Splits)
	keeps(b, db, operation.Expectations)
	keeps(b, db, operation.Incidents)
	keeps(b, db, operation.Informations)
	keeps(b, db, certification.Cycles)
	keeps(b, db, certification.Events)
	keeps(b, db, certification.Requests)
}

// keptChecks are registers of clauses 9 and 10.
func (b *builder) keptChecks(db *store.DB) {
	keeps(b, db, improvement.Nonconformities)
	keeps(b, db, improvement.Actions)
	keeps(b, db, improvement.Improvements)
	keeps(b, db, review.Reviews)
	keeps(b, db, review.Decisions)
	keeps(b, db, performance.Measures)
	keeps(b, db, performance.Results)
	keeps(b, db, performance.Evaluations)
}

func keeps[T any, P register.Rec[T]](b *builder, db *store.DB, reg *register.Register[T, P]) {
	b.verbs["keep "+reg.Name] = create(b, func(ctx context.Context, who access.Actor, in T) (T, error) {
		return reg.Keep(ctx, db, who, in)
	})
	b.verbs["change "+reg.Name] = change(b,
		func(ctx context.Context, ref string) (T, error) { return reg.Take(ctx, db, ref) },
		func(ctx context.Context, who access.Actor, in T) (T, error) { return reg.Change(ctx, db, who, in) })
	b.verbs["retire "+reg.Name] = retire(b, func(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
		return reg.Retire(ctx, db, who, ref, version, reason)
	})
}
