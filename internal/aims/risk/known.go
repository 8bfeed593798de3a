package risk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// OwnControl is a control beyond Annex A (6.1.3): its CTL reference and title.
type OwnControl struct{ Ref, Title string }

// ownControls is the table of the Statement of Applicability. It is asked by name
// because that stage comes after this one and cannot be imported.
const ownControls = "soa_rows"

// OwnControls lists the organisation's own controls in force, for the form of a risk.
func (s *Risks) OwnControls(ctx context.Context) ([]OwnControl, error) {
	var all []OwnControl
	q := store.InForce(s.db.Read(ctx).Table(ownControls), true).Select("ref", "title").Where("own = ?", true)
	if err := q.Order("ref").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("risk: own controls: %w", err)
	}
	return all, nil
}

// Assessments lists the impact assessments in force, newest first, from which a
// risk may follow (6.1.4 into 6.1.2). Only reference, system, state and day are read.
func (s *Risks) Assessments(ctx context.Context) ([]impact.Assessment, error) {
	var all []impact.Assessment
	q := store.InForce(s.db.Read(ctx), true).Select("ref", "system", "state", "assessed_on")
	if err := q.Order("ref DESC").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("risk: assessments: %w", err)
	}
	return all, nil
}

// checkLinks refuses what a risk cites and nobody knows, and writes what is known
// in its one form: "A.5.4" becomes "42001:A.5.4".
func (r *Risk) checkLinks(q *gorm.DB, l *check.List) error {
	cat := controls.MustLoad()
	r.Sources = themes(l, "sources", "source of risk", r.Sources, cat.C3, cat.Source)
	r.Objectives = themes(l, "objectives", "objective", r.Objectives, cat.C2, cat.Aim)
	var own []string
	r.Controls, own = annexA(l, r.Controls)
	r.Systems, r.Assessments, r.Harms = once(r.Systems), once(r.Assessments), once(r.Harms)
	for _, harm := range r.Harms {
		if ref, id := impact.SplitName(harm); id == "" || !slices.Contains(r.Assessments, ref) {
			l.Add("harms", "%s belongs to none of the assessments that the risk follows from", harm)
		}
	}
	for _, cited := range []struct {
		field, table, advice string
		refs                 []string
	}{
		{"systems", inventory.System{}.TableName(), "There is no AI system %s. Choose one of the inventory, or register it there first", r.Systems},
		{"assessments", impact.Assessment{}.TableName(), "There is no impact assessment %s. Choose one that is recorded", r.Assessments},
		{"controls", ownControls, "There is no control %s of your own. Record it in the Statement of Applicability first", own},
	} {
		if err := mustExist(q, l, cited.field, cited.table, cited.advice, cited.refs); err != nil {
			return err
		}
	}
	return nil
}

func mustExist(q *gorm.DB, l *check.List, field, table, advice string, refs []string) error {
	if len(refs) == 0 {
		return nil
	}
	var known []string
	if err := q.Table(table).Where("ref IN ?", refs).Pluck("ref", &known).Error; err != nil {
		return fmt.Errorf("risk: what it cites in %s: %w", table, err)
	}
	for _, ref := range refs {
		if !slices.Contains(known, ref) {
			l.Add(field, advice, ref)
		}
	}
	return nil
}

// annexA gives every control its key and sets the organisation's own apart.
func annexA(l *check.List, given []string) (keys, own []string) {
	cat := controls.MustLoad()
	for _, id := range once(given) {
		if strings.HasPrefix(id, "CTL-") {
			keys, own = append(keys, id), append(own, id)
			continue
		}
		c, ok := cat.Control(id)
		if !ok {
			l.Add("controls", "%s", unknownControl(cat, id))
			continue
		}
		keys = append(keys, c.Key().String())
	}
	return once(keys), own
}

// unknownControl says what a wrong control number may have meant.
func unknownControl(cat *controls.Catalogue, id string) string {
	text := fmt.Sprintf("There is no control %s in Annex A", id)
	var meant []string
	for _, s := range cat.Suggest(id, "") {
		if !s.Control {
			text += ": " + s.Reason
			continue
		}
		meant = append(meant, s.Key.ID()+" "+s.Title)
	}
	if len(meant) == 0 {
		return text + ". Choose one of the 38 controls, such as A.5.4, or one of your own"
	}
	return text + ". Did you mean " + strings.Join(meant, ", or ") + "?"
}

// themes gives every entry of Annex C its number.
func themes(l *check.List, field, what string, given []string, all []controls.Theme, find func(string) (controls.Theme, bool)) []string {
	var ids []string
	for _, id := range once(given) {
		t, ok := find(id)
		if !ok {
			l.Add(field, "%q is no %s of Annex C. Choose from %s to %s", id, what, all[0].ID, all[len(all)-1].ID)
			continue
		}
		ids = append(ids, t.ID)
	}
	return once(ids)
}

// once trims, and drops what is empty or stands there already.
func once(given []string) []string {
	var out []string
	for _, g := range given {
		if g = strings.TrimSpace(g); g != "" && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}
