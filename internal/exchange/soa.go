package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// statement is the Statement of Applicability as a table: a row for each control
// of Annex A and each control of the organisation's own.
type statement struct{}

var soaFields = []field[soa.Row]{
	{col("control", "Control", "Control ID", "Control no", "Annex A control", "ID").required().help("A.5.4 and the like; own controls as CTL-…"),
		func(r *soa.Row) string { return controls.Key(r.Ref).ID() },
		func(r *Row, into *soa.Row) { into.Ref = controlOf(r, "control") }},
	{col("title", "Title", "Control title", "Control name").help("Only compared with the standard's own title, so that a wrong number is noticed."),
		titleOf,
		func(r *Row, into *soa.Row) {
			if into.Own {
				into.Title = r.Text("title")
			}
			sameTitle(r, into.Ref)
		}},
	{col("description", "Description", "Control description").help("What an own control asks for; that of Annex A is not kept."),
		func(r *soa.Row) string { return r.Description },
		func(r *Row, into *soa.Row) {
			if into.Own {
				into.Description = r.Text("description")
			}
		}},
	choice(col("applicable", "Applicable", "Applicability", "Included", "Necessary").help("yes, no or undecided."), func(r *soa.Row) *scope.Answer { return &r.Applicable }, scope.Answers,
		map[string]scope.Answer{"y": scope.Yes, "true": scope.Yes, "applicable": scope.Yes, "included": scope.Yes, "n": scope.No, "false": scope.No, "not applicable": scope.No, "excluded": scope.No, "n/a": scope.No}),
	text(col("reason", "Justification", "Reason", "Justification for inclusion or exclusion"), func(r *soa.Row) *string { return &r.Reason }),
	{col("drivers", "Drivers").help("One a line: kind | reference | note."), writeDrivers, readDrivers},
	choice(col("status", "Status", "Implemented", "Implemented (Yes/No)", "Implementation status").help("not started, in progress or implemented."), func(r *soa.Row) *soa.Status { return &r.Status }, soa.Statuses,
		map[string]soa.Status{"yes": soa.Implemented, "partial": soa.InProgress, "partially": soa.InProgress, "partially implemented": soa.InProgress, "planned": soa.NotStarted, "no": soa.NotStarted, "not implemented": soa.NotStarted}),
	text(col("how", "How implemented", "Implementation", "Implementation description", "Notes", "Comments"), func(r *soa.Row) *string { return &r.How }),
	appended(col("document", "Linked document", "Document", "Evidence", "Reference document").help("Added to how it is implemented."), "Documented in", func(r *soa.Row) *string { return &r.How }),
	appended(col("since", "Implementation date", "Implemented on", "Date implemented").help("Added to how it is implemented."), "Implemented on", func(r *soa.Row) *string { return &r.How }),
	text(col("owner", "Owner", "Control owner", "Responsible"), func(r *soa.Row) *string { return &r.Owner }),
	list(col("systems", "AI systems", "Systems").help("SYS-… references; empty means all in scope."), func(r *soa.Row) *[]string { return &r.Systems }),
	day(col("review_on", "Review on", "Review date", "Next review"), func(r *soa.Row) *dayOf { return &r.ReviewOn }),
}

// Spec describes the table.
func (statement) Spec() Spec { return Spec{Register: "soa", Columns: columns(soaFields)} }

// Table writes all controls of Annex A, decided or not, then the own ones.
func (statement) Table(s *snapshot.Snapshot) Table {
	var written []soa.Row
	for _, c := range controls.MustLoad().Controls {
		row, begun := s.Row(c.Key().String())
		if !begun {
			row = soa.Row{Head: store.Head{Ref: c.Key().String()}, Applicable: scope.Undecided}
		}
		written = append(written, row)
	}
	written = append(written, only(s.Rows, func(r soa.Row) bool { return r.Own && !r.Retired() })...)
	return tableOf("Statement of Applicability", soaFields, written)
}

func titleOf(r *soa.Row) string {
	if c, ok := controls.MustLoad().Control(r.Ref); ok {
		return c.Title
	}
	return r.Title
}

func (statement) apply(a *act, r *Row) (outcome, error) {
	key := controlOf(r, "control")
	if len(r.Problems()) > 0 || !a.once(r, "control", key) {
		return unchanged, nil
	}
	before, err := store.Take[soa.Row](a.tx.Read(), key)
	done := updated
	switch {
	case fault.KindOf(err) == fault.NotFound && strings.HasPrefix(key, "CTL-"):
		return a.addOwn(r, key)
	case fault.KindOf(err) == fault.NotFound || err == nil && before.Retired():
		// Never decided, or its making was undone: the row begins from nothing.
		before = soa.Row{Head: store.Head{Ref: key, Version: before.Version}, Applicable: scope.Undecided}
		done = created
	case err != nil:
		return unchanged, err
	}
	in := before
	given(soaFields[1:], r, &in)
	if len(r.Problems()) > 0 {
		return unchanged, nil
	}
	if same, err := sameImage(before, in); err != nil || same {
		return unchanged, err
	}
	return done, r.refuse(soa.Decide(a.tx, &in))
}

// addOwn keeps an own control under its reference where there is none yet, as in a
// workspace coming back from its export; else it must be there already.
func (a *act) addOwn(r *Row, key string) (outcome, error) {
	empty, err := a.empty(func(held *int64) error { return a.tx.Read().Model(&soa.Row{}).Where("own = ?", true).Count(held).Error })
	if err != nil || !empty {
		r.Refuse("control", "There is no own control "+key, "Add the control on the Statement's page first")
		return unchanged, err
	}
	in := soa.Row{Own: true}
	given(soaFields[1:], r, &in)
	if len(r.Problems()) > 0 {
		return unchanged, nil
	}
	return a.make(r, "CTL", key, func() error { return soa.Add(a.tx, &in) })
}

// controlOf reads the one control of a row. What Annex A does not have is refused
// with what may have been meant.
func controlOf(r *Row, key string) string {
	value := r.Text(key)
	if own := strings.ToUpper(value); strings.HasPrefix(own, "CTL-") {
		return own
	}
	ids, bad := controls.ParseControlIDs(value)
	if len(ids) == 1 && len(bad) == 0 {
		return controls.ControlKey(ids[0]).String()
	}
	r.Refuse(key, fmt.Sprintf("ISO/IEC 42001 has no control %q", value), meant(value, r.Text("title")))
	return ""
}

// sameTitle refuses a row whose number and title belong to different controls:
// one of the two is wrong, and only the person knows which.
func sameTitle(r *Row, key string) {
	title := r.Text("title")
	c, ok := controls.MustLoad().Control(key)
	if !ok || title == "" || controls.MustLoad().TitleFits(c.ID, title) {
		return
	}
	r.Refuse("title", fmt.Sprintf("%s is %q in ISO/IEC 42001, so the number and the title do not belong together", c.ID, c.Title),
		meant(c.ID, title)+". If the number is right, leave the title column out of the mapping")
}

func writeDrivers(r *soa.Row) string {
	lines := make([]string, len(r.Drivers))
	for i, d := range r.Drivers {
		lines[i] = string(d.Kind) + " | " + d.Ref + " | " + strings.ReplaceAll(d.Note, "\n", " ")
	}
	return strings.Join(lines, "\n")
}

func readDrivers(r *Row, into *soa.Row) {
	into.Drivers = nil
	for line := range strings.Lines(r.Text("drivers")) {
		parts := strings.SplitN(strings.TrimSpace(line), "|", 3)
		if len(parts) != 3 {
			r.Refuse("drivers", fmt.Sprintf("%q is not a driver", strings.TrimSpace(line)), "Write each on a line of its own as: kind | reference | note")
			return
		}
		d := soa.Driver{Kind: soa.DriverKind(strings.TrimSpace(parts[0])), Ref: strings.TrimSpace(parts[1]), Note: strings.TrimSpace(parts[2])}
		if !slices.Contains(soa.DriverKinds, d.Kind) {
			r.Refuse("drivers", fmt.Sprintf("%q is not a kind of driver", d.Kind), "Use risk, impact assessment, legal, contractual, objective or good practice")
			return
		}
		into.Drivers = append(into.Drivers, d)
	}
}
