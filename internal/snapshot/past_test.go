package snapshot_test

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// A new version of a model, or other data in a dataset, is a change of each system that
// rests on it, although nobody touched the inventory. Describing what is there is none.
func TestCardsMarkWhatIsTied(t *testing.T) {
	model := inventory.Model{Name: "Ranking net", Edition: "3.1", Origin: inventory.Own, Systems: []string{ours}}
	data := inventory.Dataset{Name: "Letters", Edition: "2025", Content: "Letters of a year", Personal: scope.No, Systems: []string{ours}}
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		w := settle(t, db)
		keepModel := func(set func(*inventory.Model)) {
			w.Helper()
			m, err := inventory.Models.Take(w.ctx, db, "MOD-2026-001")
			w.no(err)
			set(&m)
			_, err = inventory.Models.Change(w.ctx, db, w.lead, m)
			w.no(err)
		}
		_, err := inventory.Models.Keep(w.ctx, db, w.lead, model)
		w.no(err)
		_, err = inventory.Datasets.Keep(w.ctx, db, w.lead, data)
		w.no(err)
		w.want("cards describe what was there")

		keepModel(func(m *inventory.Model) { m.Owner, m.Limits = "Jo", "Long letters" })
		w.want("how the model is looked after changed")
		keepModel(func(m *inventory.Model) { m.Edition = "4.0" })
		w.want("another version of the model", of("IMP RSK ACC EVD")...)
		keepModel(func(m *inventory.Model) { m.Systems = nil })
		keepModel(func(m *inventory.Model) { m.Systems = []string{ours} })
		w.want("the version does not go by naming the system anew", of("IMP RSK ACC EVD")...)
		keepModel(func(m *inventory.Model) { m.Edition = "3.1" })
		w.want("the version is as it was")

		d, err := inventory.Datasets.Take(w.ctx, db, "DAT-2026-001")
		w.no(err)
		d.Personal, d.LegalBasis = scope.Yes, "Consent"
		_, err = inventory.Datasets.Change(w.ctx, db, w.lead, d)
		w.no(err)
		w.want("the dataset holds personal data", of("IMP RSK ACC CTL EVD")...)
	})
}

// of are the marks of ours for the registers with some prefixes.
func of(prefixes string) []string {
	var out []string
	for _, prefix := range strings.Fields(prefixes) {
		for _, ref := range tied[prefix] {
			out = append(out, ref+" "+ours)
		}
	}
	return out
}
