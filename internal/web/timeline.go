package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

const (
	datedEach = 25  // lines of each group on the page of all
	datedPage = 100 // lines of a group on a page of its own
	// mostOwners keeps the choice of owners short enough to choose from.
	mostOwners = 200
)

// showTimeline lists everything that has a day, the list first, a drawing after it.
func (s *Server) showTimeline(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	owner, kind, span := r.QueryParam("owner"), agenda.Kind(r.QueryParam("kind")), agenda.Span(r.QueryParam("when"))
	var all []agenda.Item
	owners := map[string]bool{}
	for _, i := range v.items {
		if i.Owner != "" {
			owners[strings.TrimSpace(i.Owner)] = true
		}
		if (owner == "" || agenda.Names(i.Owner, owner)) && (kind == "" || i.Kind == kind) && (!slices.Contains(agenda.Spans, span) || agenda.SpanOf(i.On, v.Today()) == span) {
			all = append(all, i)
		}
	}
	names := slices.Sorted(maps.Keys(owners))
	p := homeview.TimelinePage{
		Count: countOf(int64(len(all)), "date", "dates"), Today: v.Today().Human(), Empty: len(v.items) == 0,
		Filter: r.filter("",
			ui.FilterSelect{Name: "when", Label: "When", Options: spanOptions()},
			ui.FilterSelect{Name: "kind", Label: "Kind", Options: ui.Choices(agenda.Kinds)},
			ui.FilterSelect{Name: "owner", Label: "Owner", Options: ui.Choices(names[:min(len(names), mostOwners)])}),
	}
	for _, sp := range agenda.Spans {
		if g := r.spanGroup(agenda.In(all, sp, v.Today()), sp, span == sp, v.Today()); g.Count > 0 {
			p.Spans = append(p.Spans, g)
		}
	}
	p.Months = months(all, v.Today())
	return r.show(page{title: "Timeline", body: homeview.Timeline(p)})
}

// spanWords are the headings of the spans, and the days that each holds.
func spanWords(span agenda.Span, today when.Day) (title, days string) {
	switch span {
	case agenda.Overdue:
		return "Overdue", "before " + today.Human()
	case agenda.Week:
		return "Within 7 days", "until " + today.Add(6).Human()
	case agenda.Month:
		return "Within 30 days", "until " + today.Add(30).Human()
	case agenda.Later:
	}
	return "Later", "after " + today.Add(30).Human()
}

func spanOptions() []ui.Option {
	out := make([]ui.Option, len(agenda.Spans))
	for i, sp := range agenda.Spans {
		title, _ := spanWords(sp, "")
		out[i] = ui.Option{Value: string(sp), Label: title}
	}
	return out
}

// spanGroup is one group: the first lines of it, or a page when it is open alone.
func (r *request) spanGroup(items []agenda.Item, span agenda.Span, alone bool, today when.Day) homeview.SpanGroup {
	g := homeview.SpanGroup{ID: string(span), Href: link.Timeline("when", string(span), "kind", r.QueryParam("kind"), "owner", r.QueryParam("owner"))}
	g.Title, g.When = spanWords(span, today)
	return r.group(g, items, alone, today)
}

// group fills a group of days with the first lines of it, or with a page when it is open
// alone.
func (r *request) group(g homeview.SpanGroup, items []agenda.Item, alone bool, today when.Day) homeview.SpanGroup {
	g.Count = len(items)
	from, size := 0, datedEach
	if alone {
		size = datedPage
		if n, err := strconv.Atoi(r.QueryParam("from")); err == nil && n > 0 && n < len(items) {
			from = n
		}
		g.Pager = r.pages(from, size, len(items))
	}
	for _, i := range items[from:min(len(items), from+size)] {
		g.Lines = append(g.Lines, homeview.DatedLine{
			Day: i.On.Human(), ISO: string(i.On), Kind: string(i.Kind), Ref: i.Ref, Title: i.Title, Owner: i.Owner, Href: link.Of(i.Ref), Late: i.On.Passed(today),
		})
	}
	return g
}

// pages leads to the neighbouring pages of a list that is cut by numbers.
func (r *request) pages(from, size, total int) ui.Pager {
	p := ui.Pager{From: from + 1, To: min(total, from+size), Total: total}
	to := func(n int) string {
		q := r.QueryParams()
		q.Set("from", strconv.Itoa(n))
		return r.Request().URL.Path + "?" + q.Encode()
	}
	if from > 0 {
		p.Prev = to(max(0, from-size))
	}
	if from+size < total {
		p.Next = to(from + size)
	}
	return p
}

// months counts what falls into the rest of this month and the eleven after it.
func months(all []agenda.Item, today when.Day) []homeview.MonthBar {
	const shown = 12
	bars := make([]homeview.MonthBar, shown)
	at := map[string]int{}
	for i := range bars {
		m := today.Time().AddDate(0, i, 1-today.Time().Day())
		bars[i].Label = m.Format("Jan 2006")
		at[m.Format("2006-01")] = i
	}
	most := 1
	for _, item := range all {
		i, ok := at[string(item.On)[:len("2006-01")]]
		if !ok || item.On.Passed(today) {
			continue
		}
		bars[i].Count++
		most = max(most, bars[i].Count)
		if item.Kind == agenda.Audit {
			bars[i].Marks = append(bars[i].Marks, item.Title)
		}
	}
	for i := range bars {
		bars[i].Height = (bars[i].Count*100 + most - 1) / most
	}
	return bars
}
