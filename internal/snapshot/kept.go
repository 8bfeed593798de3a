package snapshot

import (
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/register"
)

// Kept gives the registers of internal/register in plain values, in the order of the
// life cycle: what exports and packs print alike.
func (s *Snapshot) Kept() []register.Book {
	return []register.Book{
		scope.Obligations.Book(s.Obligations),
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
	}
}
