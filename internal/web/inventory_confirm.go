package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/inventoryview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// prefixes are the registers of inventory.Effects in the order of the life cycle.
var prefixes = []string{"IMP", "RSK", "ACC", "CTL", "EVD"}

// markKey names one mark in a form: the record, and the system that changed.
func markKey(m snapshot.Mark) string { return m.Record + "~" + m.System }

// doubts puts marks into words for the person who asks.
func (r *request) doubts(v *snapshot.Snapshot, marks []snapshot.Mark) []inventoryview.Doubt {
	names := map[string]string{}
	for _, y := range v.Systems {
		names[y.Ref] = y.Name
	}
	out := make([]inventoryview.Doubt, len(marks))
	for i, m := range marks {
		d := inventoryview.Doubt{
			Key: markKey(m), Record: m.Record, Number: m.Record, Title: m.Title, Register: inventoryview.Registers[m.Prefix],
			System: m.System, SystemName: names[m.System], Owner: m.Owner, Since: m.Since.Day().Human(), By: m.By,
			Changes: changesOf(m), May: r.may(access.ConfirmRecord) && r.may(inventory.MayConfirm(m.Record)),
		}
		if strings.Contains(m.Record, ":") {
			d.Number = controls.Key(m.Record).ID()
		}
		for _, k := range m.Kinds() {
			d.Kinds, d.Because = append(d.Kinds, k.Label()), append(d.Because, k.Because(m.Prefix))
		}
		out[i] = d
	}
	return out
}

func changesOf(m snapshot.Mark) []ui.Change {
	out := make([]ui.Change, len(m.Changed))
	for i, c := range m.Changed {
		out[i] = ui.Change{Field: c.Field, Before: c.Before, After: c.After}
	}
	return out
}

// showToConfirm lists what is to be confirmed, narrowed by system, owner and register.
func (s *Server) showToConfirm(r *request) error {
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	marks := v.ToConfirm()
	shown := slices.DeleteFunc(slices.Clone(marks), func(m snapshot.Mark) bool {
		return differs(r, "system", m.System) || differs(r, "register", m.Prefix) || differs(r, "owner", m.Owner) || differs(r, "record", m.Record)
	})
	l := listing[inventoryview.Doubt]{
		title: "To be confirmed", one: "record", many: "records", columns: inventoryview.DoubtColumns(),
		ref: func(d inventoryview.Doubt) string { return d.Key }, filter: r.confirmFilter(v, marks),
		find: func(p store.Place) (store.Page[inventoryview.Doubt], error) {
			return memory[inventoryview.Doubt]{}.page(r.doubts(v, shown), p), nil
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		if len(shown) < len(marks) {
			t.Count = strconv.Itoa(len(shown)) + " of " + countOf(int64(len(marks)), "record", "records")
		}
		if r.may(access.ConfirmRecord) && len(shown) > 0 {
			q := r.Request().URL.Query()
			q.Set(paramAll, "yes")
			t.Pick = &ui.Pick{Action: link.ConfirmPreview(), Label: "Confirm ticked records", All: joined(link.ConfirmPreview(), q.Encode()), AllOf: "Confirm all " + countOf(int64(len(shown)), "record", "records") + " shown"}
		}
		t.Empty = ui.Empty{Title: "Nothing is to be confirmed", Clause: "8.1", Why: "No AI system has changed in a way that puts one of its records in question. When one does, its assessment, risks, acceptances, controls and evidence come here by themselves."}
		return page{title: "To be confirmed", crumbs: inventoryCrumbs, body: inventoryview.ToConfirm(inventoryview.ConfirmPage{Nav: inventoryNav("To be confirmed"), Table: t, Figures: confirmFigures(marks)})}
	})
}

func differs(r *request, name, value string) bool {
	asked := r.QueryParam(name)
	return asked != "" && asked != value
}

// confirmFigures count by register; each number opens its part of the list.
func confirmFigures(marks []snapshot.Mark) []ui.Figure {
	var out []ui.Figure
	for _, prefix := range prefixes {
		n := 0
		for _, m := range marks {
			if m.Prefix == prefix {
				n++
			}
		}
		if n > 0 {
			out = append(out, figure(n, strings.ToLower(inventoryview.Registers[prefix][:1])+inventoryview.Registers[prefix][1:], link.ToConfirm("register", prefix)))
		}
	}
	return out
}

func (r *request) confirmFilter(v *snapshot.Snapshot, marks []snapshot.Mark) ui.Filter {
	systems, registers, owners := []ui.Option{}, []ui.Option{}, []ui.Option{}
	for _, y := range v.Systems {
		if slices.ContainsFunc(marks, func(m snapshot.Mark) bool { return m.System == y.Ref }) {
			systems = append(systems, ui.Option{Value: y.Ref, Label: y.Name})
		}
	}
	for _, p := range prefixes {
		registers = append(registers, ui.Option{Value: p, Label: inventoryview.Registers[p]})
	}
	for _, m := range marks {
		if m.Owner != "" && !slices.ContainsFunc(owners, func(o ui.Option) bool { return o.Value == m.Owner }) {
			owners = append(owners, ui.Option{Value: m.Owner, Label: m.Owner})
		}
	}
	slices.SortFunc(owners, func(a, b ui.Option) int { return strings.Compare(a.Label, b.Label) })
	return r.filter("", ui.FilterSelect{Name: "system", Label: "AI system", Options: systems},
		ui.FilterSelect{Name: "register", Label: "Register", Options: registers}, ui.FilterSelect{Name: "owner", Label: "Owner", Options: owners})
}

// picked are the marks that an address or a form names and that still stand.
func picked(r *request, marks []snapshot.Mark, keys []string) []snapshot.Mark {
	return slices.DeleteFunc(slices.Clone(marks), func(m snapshot.Mark) bool {
		if r.QueryParam(paramAll) != "" {
			return differs(r, "system", m.System) || differs(r, "register", m.Prefix) || differs(r, "owner", m.Owner)
		}
		return !slices.Contains(keys, markKey(m))
	})
}

// previewConfirm shows what would be confirmed together.
func (s *Server) previewConfirm(r *request) error {
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	p, err := r.together(v, picked(r, v.ToConfirm(), r.QueryParams()["row"]), "", ui.State{})
	if err != nil {
		return err
	}
	if len(p.Doubts)+len(p.Refused) == 0 {
		return r.done(link.ToConfirm(), "No row is ticked. Tick what still holds, then choose again.")
	}
	return r.show(page{title: "Confirm records", crumbs: inventoryCrumbs, body: inventoryview.Together(p)})
}

func (r *request) together(v *snapshot.Snapshot, marks []snapshot.Mark, reason string, st ui.State) (inventoryview.ConfirmTogetherPage, error) {
	p := inventoryview.ConfirmTogetherPage{Seen: strconv.FormatInt(v.Position.Seq, 10), Reason: reason, Cancel: link.ToConfirm(), State: st}
	for _, d := range r.doubts(v, marks) {
		may, err := r.mayConfirm(d)
		if err != nil {
			return p, err
		}
		if may {
			p.Doubts = append(p.Doubts, d)
		} else {
			p.Refused = append(p.Refused, d)
		}
	}
	return p, nil
}

// mayConfirm asks, beyond the permission, whether the record is one's own or another's
// to judge.
func (r *request) mayConfirm(d inventoryview.Doubt) (bool, error) {
	if !d.May {
		return false, nil
	}
	err := snapshot.Judges.Ask(r.s.DB.Read(r.ctx()), r.who, d.Record)
	if fault.KindOf(err) == fault.Forbidden {
		return false, nil
	}
	return err == nil, err
}

// confirm records that the chosen records still hold. What changed after the page was
// shown stays to be confirmed, because the form says up to which entry it was seen.
func (s *Server) confirm(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	seen := min(f.number("seen"), int(v.Position.Seq))
	chosen := picked(r, v.ToConfirm(), f.values["row"])
	var all []inventory.Confirmation
	for _, m := range chosen {
		if m, was := v.SeenAt(m, int64(seen)); was {
			all = append(all, inventory.Confirmation{Record: m.Record, System: m.System, Kinds: m.Kinds(), Seen: seen})
		}
	}
	if err := inventory.Confirm(r.ctx(), s.DB, r.who, snapshot.Judges, f.text("reason"), all); err != nil {
		return r.refuse(reasonAsked(err), "Confirm records", func(st ui.State) templ.Component {
			p, e := r.together(v, chosen, f.text("reason"), st)
			if e != nil {
				return ui.Refusal(st)
			}
			return inventoryview.Together(p)
		})
	}
	if len(all) == 1 {
		return r.done(link.Of(all[0].Record), "It is confirmed.")
	}
	return r.done(link.ToConfirm(), countOf(int64(len(all)), "record is confirmed.", "records are confirmed."))
}
