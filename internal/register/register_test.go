package register_test

import (
	"testing"

	"github.com/aims-workbench/aims/internal/register"
)

func TestNobodyChangesAChange(t *testing.T) {
	for one, want := range map[string]string{"supplier": "Change supplier", "change": "Edit change", "planned change": "Edit planned change"} {
		if got := (register.About{One: one}).Altering(); got != want {
			t.Errorf("%s: %q, want %q", one, got, want)
		}
	}
}
