package web

import (
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// showRetired lets a list show what is no longer in force.
var showRetired = ui.FilterSelect{Name: "show", Label: "Show", Options: []ui.Option{{Value: "retired", Label: "Retired"}}}

// options offers plain words.
func options(words []string) []ui.Option { return ui.Choices(words) }

// roleOptions offers the ISO/IEC 22989 roles with their sub-roles.
func (s *Server) roleOptions() []ui.Option {
	var out []ui.Option
	for _, role := range s.catalogue.Roles {
		out = append(out, ui.Option{Value: role.Name, Label: role.Name, Hint: strings.Join(role.SubRoles, ", ")})
	}
	return out
}

// systemOptions offers AI systems by name, with the reference to tell twins apart.
func systemOptions(systems []inventory.System) []ui.Option {
	out := make([]ui.Option, len(systems))
	for i, sys := range systems {
		out[i] = ui.Option{Value: sys.Ref, Label: sys.Name + " (" + sys.Ref + ")"}
	}
	return out
}

// countOf writes a number with its noun: "1 risk", "214 risks".
func countOf(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.FormatInt(n, 10) + " " + many
}

// pager keeps the list's filter and moves its place.
func (r *request) pager(next, prev string) ui.Pager {
	return ui.Pager{Next: r.at(next), Prev: r.at(prev)}
}

func (r *request) at(cursor string) string {
	if cursor == "" {
		return ""
	}
	q := r.QueryParams()
	q.Set("at", cursor)
	return r.Request().URL.Path + "?" + q.Encode()
}

// filter is the filter form of a list as the address has it.
func (r *request) filter(search string, selects ...ui.FilterSelect) ui.Filter {
	path := r.Request().URL.Path
	f := ui.Filter{Action: path, Search: search, Query: r.QueryParam("q")}
	on := f.Query != ""
	for _, s := range selects {
		s.Value = r.QueryParam(s.Name)
		on = on || s.Value != ""
		f.Selects = append(f.Selects, s)
	}
	if on {
		f.Clear = path
	}
	return f
}

// thread gathers what joins a record to the rest. retire is the address that
// retires it; it is offered to who holds p.
func (r *request) thread(h store.Head, p access.Permission, retire string) (ui.Thread, error) {
	t := ui.Thread{
		History: link.HistoryOf(h.Ref), Version: h.Version,
		Changed: "version " + strconv.Itoa(h.Version) + ", " + h.UpdatedAt.Human() + ", by " + h.UpdatedBy,
	}
	if h.Retired() {
		t.Retired = "Retired on " + h.RetiredOn.Human() + ": " + h.RetiredBecause
	} else if r.may(p) {
		t.RetireHref = retire
	}
	if r.may(access.AddEvidence) && !h.Retired() {
		t.AttachHref = link.EvidenceNew(h.Ref)
	}
	var err error
	if t.Evidence, err = r.evidenceFor(h.Ref); err != nil {
		return t, err
	}
	t.Pointing, err = r.pointing(h.Ref)
	return t, err
}

// evidenceFor lists the evidence that supports a record, control or clause.
func (r *request) evidenceFor(target string) ([]ui.EvidenceItem, error) {
	items, err := r.s.evidence.Supporting(r.ctx(), target)
	if err != nil {
		return nil, err
	}
	out := make([]ui.EvidenceItem, len(items))
	for i, it := range items {
		out[i] = ui.EvidenceItem{Ref: it.Ref, Title: it.Title, Href: link.Evidence(it.Ref), Detail: it.Detail(), Problem: it.Concern(r.today())}
	}
	return out, nil
}

// pointing lists the other records that cite a record, evidence apart.
func (r *request) pointing(target string) ([]ui.RelatedItem, error) {
	links, err := r.s.DB.Pointing(r.ctx(), target)
	if err != nil {
		return nil, err
	}
	var refs []string
	for _, l := range links {
		if l.Register != (evidence.Item{}).TableName() {
			refs = append(refs, l.Ref)
		}
	}
	titles, err := r.s.DB.Titles(r.ctx(), refs)
	if err != nil {
		return nil, err
	}
	out := make([]ui.RelatedItem, len(refs))
	for i, ref := range refs {
		out[i] = ui.RelatedItem{Ref: ref, Title: titles[ref], Href: link.Of(ref)}
	}
	return out, nil
}

// split takes the items whose reference has the prefix out of a list.
func split(items []ui.RelatedItem, prefix string) (those, rest []ui.RelatedItem) {
	for _, it := range items {
		if strings.HasPrefix(it.Ref, prefix) {
			those = append(those, it)
		} else {
			rest = append(rest, it)
		}
	}
	return those, rest
}
