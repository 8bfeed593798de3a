package pack

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
)

// soaLine is one control as the Statement of Applicability shows it.
type soaLine struct {
	soa.Frozen
	Key   string
	Since []string // evidence linked after the version was approved
	Note  string   // "not in the approved version", "not begun"
}

// applicability gives the Statement: the approved version, or the draft where none
// is approved. All controls of Annex A are in it, in their order, then the
// organisation's own.
func (b *book) applicability() (lines []soaLine, approved bool) {
	v, approved := b.s.Statement()
	frozen := map[string]soa.Frozen{}
	for _, f := range v.Rows {
		frozen[f.Control] = f
	}
	add := func(key, title string, own bool) {
		f, known := frozen[key]
		note := ""
		switch {
		case !approved:
			f, note = b.draftLine(key)
		case !known:
			note = "not in the approved version"
		}
		f.Control, f.Own = key, own
		if title != "" {
			f.Title = title
		}
		l := soaLine{Frozen: f, Key: key, Note: note}
		if approved {
			l.Since = b.evidenceSince(key, f.Evidence)
		}
		lines = append(lines, l)
	}
	for _, c := range b.cat.Controls {
		add(c.Key().String(), c.Title, false)
	}
	for _, key := range b.ownControls(v, approved) {
		add(key, "", true)
	}
	return lines, approved
}

// ownControls are the keys of the controls beyond Annex A.
func (b *book) ownControls(v soa.Version, approved bool) (keys []string) {
	if approved {
		for _, f := range v.Rows {
			if _, known := b.cat.Control(f.Control); !known {
				keys = append(keys, f.Control)
			}
		}
		return keys
	}
	for _, r := range inForce(b.s.Rows) {
		if _, known := b.cat.Control(r.Ref); !known {
			keys = append(keys, r.Ref)
		}
	}
	return keys
}

// draftLine is a control as it stands in the register now.
func (b *book) draftLine(key string) (f soa.Frozen, note string) {
	r, begun := b.s.Row(key)
	if !begun {
		note = "not begun"
	}
	f = soa.Frozen{Title: r.Title, Applicable: r.Applicable, Reason: r.Reason, Drivers: slices.Clone(r.Drivers), Status: r.Status, How: r.How, Owner: r.Owner, Systems: r.Systems}
	for _, k := range b.s.RisksUsing(key) {
		if !slices.ContainsFunc(f.Drivers, func(d soa.Driver) bool { return d.Ref == k.Ref }) {
			f.Drivers = append(f.Drivers, soa.Driver{Kind: soa.DriverRisk, Ref: k.Ref})
		}
	}
	f.Evidence = mapped(b.s.EvidenceFor(key), func(i evidence.Item) string { return i.Ref })
	return f, note
}

func (b *book) evidenceSince(key string, known []string) (since []string) {
	for _, i := range b.s.EvidenceFor(key) {
		if !slices.Contains(known, i.Ref) {
			since = append(since, i.Ref)
		}
	}
	return since
}

// changedSince names the controls whose row differs from the approved version.
func (b *book) changedSince(v soa.Version) (keys []string) {
	frozen := map[string]soa.Frozen{}
	for _, f := range v.Rows {
		frozen[f.Control] = f
	}
	for _, r := range inForce(b.s.Rows) {
		f, known := frozen[r.Ref]
		if !known || r.Applicable != f.Applicable || r.Reason != f.Reason || r.Status != f.Status || r.How != f.How || r.Owner != f.Owner || !slices.Equal(r.Systems, f.Systems) {
			keys = append(keys, r.Ref)
		}
	}
	return keys
}

// annexStatement is the Statement of Applicability, group by group.
func (b *book) annexStatement() {
	b.landscape()
	b.newPage()
	b.anchor("annex-1")
	b.heading(1, "Annex 1", "Statement of Applicability")
	b.wholeStatement()
}

// wholeStatement is the Statement below its heading.
func (b *book) wholeStatement() {
	all, isApproved := b.applicability()
	if v, ok := b.s.Statement(); ok {
		b.facts(fact{"Version", say("%d (%s)", v.Number, v.Ref)}, fact{"Approved by", text(orUnknown(b.approved(v.ApprovedBy, v.Role, v.ApprovedAt)))}, fact{"Approved alone", alone(v.ApprovedAlone)},
			fact{"Why this version", text(v.Note)}, fact{"SHA-256 of its rows", monoText(v.RowsSum)})
		if !v.Intact() {
			b.notice(noticeWarning, "INVALID: the rows of this version are not those that were approved; their SHA-256 is another one. See Annex 6.")
		}
		if changed := b.changedSince(v); len(changed) > 0 {
			b.notice(noticeWarning, "The register was changed after this version was approved, and the changes are not approved: "+plainList(changed, func(s string) string { return s })+".")
		}
	}
	if !isApproved {
		b.notice(noticeWarning, "DRAFT, NOT APPROVED. No version of the Statement of Applicability is approved; this is the register as it stands.")
	}
	own := len(filter(all, func(l soaLine) bool { return l.Own }))
	b.para(fmt.Sprintf("%d controls: %d of Annex A of ISO/IEC 42001 and %d of the organisation's own. The implementation status is not asked for by ISO/IEC 42001; auditors expect it.", len(all), len(all)-own, own))
	for _, o := range b.cat.Objectives {
		if len(o.Controls) > 0 {
			b.soaTable(o.ID+"  "+o.Title, filter(all, func(l soaLine) bool { return !l.Own && b.groupOf(l) == o.ID }))
		}
	}
	if own > 0 {
		b.soaTable("The organisation's own controls", filter(all, func(l soaLine) bool { return l.Own }))
	} else {
		b.para("No control beyond Annex A is recorded.")
	}
}

func (b *book) groupOf(l soaLine) string {
	c, _ := b.cat.Control(l.Key)
	return c.Group
}

func (b *book) soaTable(caption string, all []soaLine) {
	b.table(table{Caption: caption, Columns: []column{
		{"Control", 0, false}, {"Title and owner", 1.4, false}, {"Necessary", 1.05, false}, {"Why, or why not", 1.9, false}, {"Driven by", 3, false},
		{"Status", 1.3, false}, {"How it is implemented", 1.9, false}, {"AI systems", 0, false}, {"Evidence", 0, false},
	}, Rows: mapped(all, func(l soaLine) row {
		title := text(l.Title)
		if l.Owner != "" {
			title = stack(title, quietText(l.Owner))
		}
		if l.Note != "" {
			title = stack(title, badgeText(l.Note))
		}
		title = stack(title, b.toConfirm(l.Key))
		return row{l.Key, []cell{
			strongText(keyName(l.Key)), title, answered(l.Applicable), text(l.Reason), drivers(l.Drivers),
			text(string(l.Status)), text(l.How), systemsOf(l), shownBy(l),
		}}
	})})
}

func systemsOf(l soaLine) cell {
	if len(l.Systems) == 0 && l.Applicable == scope.Yes {
		return quietText("all in scope")
	}
	return keyed(l.Systems)
}

func drivers(all []soa.Driver) cell {
	return stack(mapped(all, func(d soa.Driver) cell {
		c := text(string(d.Kind))
		if d.Ref != "" {
			c = append(c, span{Text: " "}, linked(d.Ref))
		}
		if d.Note != "" {
			c = append(c, span{Text: " " + d.Note})
		}
		return c
	})...)
}

func shownBy(l soaLine) cell {
	c := keyed(l.Evidence)
	if len(l.Since) > 0 {
		c = stack(c, quietText("linked since approval:"), keyed(l.Since))
	}
	if len(c) == 0 {
		return text(noEvidence)
	}
	return c
}

// controlNames prints controls with their titles, one a line.
func (b *book) controlNames(keys []string) cell {
	return stack(mapped(keys, func(key string) cell {
		c := cell{linked(key)}
		if k, known := b.cat.Control(key); known {
			return append(c, span{Text: " " + k.Title})
		}
		if r, known := b.s.Row(key); known {
			return append(c, span{Text: " " + r.Title})
		}
		return c
	})...)
}

// themes prints entries of Annex C of ISO/IEC 42001 with their titles, one a line.
func themes(ids []string, find func(string) (controls.Theme, bool)) cell {
	return stack(mapped(ids, func(id string) cell {
		if t, known := find(id); known {
			return text(id + " " + t.Title)
		}
		return text(id)
	})...)
}

// riskStanding is a risk's place in its life, in a word or two.
func riskStanding(r risk.Risk) string {
	if r.Retired() {
		return "retired on " + r.RetiredOn.Human()
	}
	return string(r.Status)
}
