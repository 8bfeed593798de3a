package web

import (
	"path"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/comment"
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

// pagerOf also says where the page stands in the whole list.
func pagerOf[T any](r *request, p store.Page[T]) ui.Pager {
	return ui.Pager{Next: r.at(p.Next), Prev: r.at(p.Prev), From: int(p.From), To: int(p.From) + len(p.Rows) - 1, Total: int(p.Total)}
}

func (r *request) at(cursor string) string {
	if cursor == "" {
		return ""
	}
	return r.with(paramAt, cursor)
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
	if !h.Retired() && onThread(h.Ref) {
		t.Trace = link.Trace(h.Ref)
	}
	if h.Retired() {
		t.Retired = "Retired on " + h.RetiredOn.Human() + ": " + h.RetiredBecause
	} else if r.may(p) {
		t.RetireHref = retire
	}
	r.refused(&t)
	if r.may(access.AddEvidence) && !h.Retired() {
		t.AttachHref = link.EvidenceNew(h.Ref)
	}
	var err error
	if t.Confirm, err = r.toConfirm(h.Ref); err != nil {
		return t, err
	}
	if t.Evidence, err = r.evidenceFor(h.Ref); err != nil {
		return t, err
	}
	if t.Pointing, err = r.pointing(h.Ref); err != nil {
		return t, err
	}
	talk, err := r.talk(h.Ref)
	t.Talk = &talk
	return t, err
}

// evidenceFor lists the newest evidence that supports a record, control or clause;
// where there is more than a screenful, the last line leads to all of it.
func (r *request) evidenceFor(target string) ([]ui.EvidenceItem, error) {
	found, err := r.s.evidence.List(r.ctx(), evidence.Query{For: target})
	if err != nil {
		return nil, err
	}
	out := make([]ui.EvidenceItem, len(found.Rows))
	for i, it := range found.Rows {
		out[i] = ui.EvidenceItem{Ref: it.Ref, Title: it.Title, Href: link.Evidence(it.Ref), Detail: it.Detail(), Problem: it.Concern(r.today())}
	}
	if more := found.Total - int64(len(found.Rows)); more > 0 {
		out = append(out, ui.EvidenceItem{
			Title: "All " + countOf(found.Total, "item", "items") + " of evidence", Href: link.EvidenceFor(target), Detail: "The newest are shown here.",
		})
	}
	return out, nil
}

// pointing lists the other records that cite a record, evidence apart: of each
// register a screenful.
func (r *request) pointing(target string) ([]ui.RelatedItem, error) {
	links, err := r.s.DB.Pointing(r.ctx(), target, evidence.Item{}.TableName(), comment.Comment{}.TableName())
	if err != nil {
		return nil, err
	}
	return r.related(target, links)
}

// related names what points to a record. Beyond a screenful of a register it says
// how many there are and leads to where they are listed.
func (r *request) related(target string, links []store.Link) ([]ui.RelatedItem, error) {
	var refs []string
	count := map[string]int{}
	for _, l := range links {
		if count[l.Register]++; count[l.Register] <= store.PageSize {
			refs = append(refs, l.Ref)
		}
	}
	titles, err := r.s.DB.Titles(r.ctx(), refs)
	if err != nil {
		return nil, err
	}
	var out []ui.RelatedItem
	for _, l := range links {
		switch n := count[l.Register]; {
		case len(refs) > 0 && l.Ref == refs[0]:
			out, refs = append(out, ui.RelatedItem{Ref: l.Ref, Title: titles[l.Ref], Href: link.Of(l.Ref)}), refs[1:]
		case n > store.PageSize:
			prefix, _, _ := strings.Cut(l.Ref, "-")
			out = append(out, ui.RelatedItem{Ref: prefix + "-…", Title: strconv.Itoa(n-store.PageSize) + " more, in the register", Href: listOf(l, target)})
			count[l.Register] = 0
		}
	}
	return out, nil
}

// listOf is the list in which a record stands; the risks of a system have a
// list of their own.
func listOf(l store.Link, target string) string {
	if l.Register == (risk.Risk{}).TableName() {
		if strings.HasPrefix(target, "SYS-") {
			return link.Risks("system", target)
		}
		return link.Risks()
	}
	return path.Dir(link.Of(l.Ref))
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
