package snapshot

import (
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/register"
)

// Kept gives the registers of internal/register in plain values, in the order of the
// life cycle: what exports and packs print alike.
func (s *Snapshot) Kept() []register.Book {
	return []register.Book{
		scope.Obligations.Book(s.Obligations),
		operation.Suppliers.Book(s.Suppliers),
		operation.Certificates.Book(s.Certificates),
		operation.Splits.Book(s.Splits),
		operation.Expectations.Book(s.Expectations),
		operation.Incidents.Book(s.Incidents),
		operation.Informations.Book(s.Informations),
	}
}
