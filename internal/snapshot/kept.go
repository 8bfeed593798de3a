package snapshot

import (
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
	"github.com/aims-workbench/aims/internal/register"
)

// Kept gives the registers of internal/register in plain values, in the order of the
// life cycle: what exports and packs print alike.
func (s *Snapshot) Kept() []register.Book {
	return []register.Book{
		scope.Obligations.Book(s.Obligations),
		scope.Processes.Book(s.Processes),
		leadership.Publications.Book(s.Publications),
		leadership.Acknowledgements.Book(s.Acks),
		leadership.Activities.Book(s.Activities),
		impact.Publications.Book(s.Disclosed),
		inventory.Changes.Book(s.Changes),
		inventory.Confirmations.Book(s.Confirmations),
		objective.Objectives.Book(s.Objectives),
		objective.Measurements.Book(s.Measurements),
		objective.PlannedChanges.Book(s.Planned),
		inventory.Models.Book(s.Models),
		inventory.Datasets.Book(s.Datasets),
		inventory.EventLogs.Book(s.EventLogs),
		operation.Controls.Book(s.Controls),
		operation.Records.Book(s.Carried),
		operation.Gates.Book(s.Gates),
		support.Resources.Book(s.Resources),
		support.Competences.Book(s.Competences),
		support.Trainings.Book(s.Trainings),
		support.Proofs.Book(s.Proofs),
		support.Briefings.Book(s.Briefings),
		support.Communications.Book(s.Communications),
		support.Messages.Book(s.Messages),
		support.Documents.Book(s.Documents),
		operation.Suppliers.Book(s.Suppliers),
		operation.Certificates.Book(s.Certificates),
		operation.Splits.Book(s.Splits),
		operation.Expectations.Book(s.Expectations),
		operation.Incidents.Book(s.Incidents),
		operation.Informations.Book(s.Informations),
		performance.Measures.Book(s.Measures),
		performance.Results.Book(s.Results),
		performance.Evaluations.Book(s.Evaluations),
		internalaudit.Programmes.Book(s.Programmes),
		internalaudit.Audits.Book(s.Audits),
		internalaudit.Checklist.Book(s.AuditRows),
		internalaudit.Samples.Book(s.Samples),
		internalaudit.Findings.Book(s.Findings),
		improvement.Nonconformities.Book(s.Nonconforming),
		improvement.Actions.Book(s.Corrective),
		improvement.Improvements.Book(s.Improvements),
		review.Reviews.Book(s.Reviews),
		review.Decisions.Book(s.Decisions),
		certification.Cycles.Book(s.Cycles),
		certification.Events.Book(s.CycleEvents),
		certification.Requests.Book(s.Requests),
	}
}
