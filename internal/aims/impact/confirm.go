package impact

import (
	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// MayConfirm says what keeps a person from confirming that an assessment still holds
// after its system changed: what only an executive may approve, only an executive
// confirms (6.1.4, 8.4).
func MayConfirm(q *gorm.DB, who access.Actor, ref string) error {
	a, err := store.Take[Assessment](q, ref)
	if err != nil {
		return err
	}
	rule, err := ruleInForce(q)
	if err != nil {
		return err
	}
	if why := rule.OnlyExecutive(a); why != "" && who.Role != access.Executive {
		return fault.New(fault.Forbidden, "%s, so an executive has to confirm %s. Ask one of them.", why, ref)
	}
	return nil
}
