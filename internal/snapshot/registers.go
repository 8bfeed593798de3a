// Package snapshot holds every register at one position of the trail: as it is
// now, or as it was at any past moment. Rules, packs and exports are pure
// functions of a Snapshot, so the same data always gives the same answer.
package snapshot

import (
	"slices"

	"github.com/aims-workbench/aims/internal/account"
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
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
)

// Registers lists every register of the workbench in the order of the life cycle.
func Registers() []store.Register {
	return slices.Concat(
		account.Registers(), scope.Registers(), leadership.Registers(), inventory.Registers(),
		impact.Registers(), risk.Registers(), soa.Registers(), objective.Registers(), support.Registers(), operation.Registers(), performance.Registers(),
		internalaudit.Registers(), improvement.Registers(), review.Registers(), certification.Registers(),
		evidence.Registers(), comment.Registers(),
		[]store.Register{store.SampleRegister()},
	)
}
