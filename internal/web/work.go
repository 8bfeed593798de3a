package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

const (
	weekOverdue = "overdue"
	weekLater   = "later"
	weeksAhead  = 6 // weeks that stand open before what is later
)

// showWork joins what a person is asked to do, which has no day, and everything with a
// day that names them or a role they hold: what is overdue first, then week by week.
func (s *Server) showWork(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	names := namesOf(v, r.who)
	mine := dated(v, names)
	alone := r.QueryParam("week")
	p := homeview.WorkPage{
		Count: countOf(int64(len(mine)), "date", "dates"), Names: strings.Join(names, ", "), Today: v.Today().Human(),
		Digest: link.Digest(""), Sleeping: len(sleeping(v, names, agenda.SleepMonths)), SleepHref: link.Dormant("owner", r.who.Name),
	}
	if alone == "" {
		p.Asked = r.errands(v.Snapshot)
	}
	for _, w := range weeks(v.Today()) {
		items := keepDated(mine, func(i agenda.Item) bool { return w.from <= i.On && i.On <= w.to })
		if len(items) > 0 && (alone == "" || alone == w.id) {
			p.Weeks = append(p.Weeks, r.weekGroup(w, items, alone == w.id, v.Today()))
		}
	}
	if alone != "" {
		p.Back = link.Work("")
	}
	return r.show(page{title: "My work", body: homeview.Work(p)})
}

// namesOf are the names under which records may mean a person: their own, their
// address, and the titles of the roles that they hold.
func namesOf(v view, who access.Actor) []string {
	names := []string{who.Name, who.Email}
	for _, role := range v.Roles {
		if !role.Retired() && agenda.Names(role.Person, who.Name, who.Email) {
			names = append(names, role.Title)
		}
	}
	return slices.DeleteFunc(names, func(n string) bool { return n == "" })
}

func dated(v view, names []string) []agenda.Item {
	return keepDated(v.items, func(i agenda.Item) bool { return agenda.Names(i.Owner, names...) })
}

func keepDated(all []agenda.Item, fits func(agenda.Item) bool) []agenda.Item {
	var out []agenda.Item
	for _, i := range all {
		if fits(i) {
			out = append(out, i)
		}
	}
	return out
}

// week is one group of days, named in addresses by its Monday.
type week struct {
	id, title, days string
	from, to        when.Day
}

// weeks are what is overdue, this week from today on, the weeks after it, and the rest.
func weeks(today when.Day) []week {
	monday := today.Add(-(int(today.Time().Weekday()) + 6) % 7)
	all := []week{{weekOverdue, "Overdue", "before " + today.Human(), "0000-01-01", today.Add(-1)}}
	for i := range weeksAhead {
		w := week{title: "Week of " + monday.Human(), from: max(monday, today), to: monday.Add(6)}
		switch i {
		case 0:
			w.title = "This week"
		case 1:
			w.title = "Next week"
		}
		w.id, w.days = string(monday), w.from.Human()+" to "+w.to.Human()
		all, monday = append(all, w), monday.Add(7)
	}
	return append(all, week{weekLater, "Later", "from " + monday.Human(), monday, "9999-12-31"})
}

// weekGroup is one week: its first lines, or a page of it when it is open alone.
func (r *request) weekGroup(w week, items []agenda.Item, alone bool, today when.Day) homeview.SpanGroup {
	return r.group(homeview.SpanGroup{ID: "week-" + w.id, Title: w.title, When: w.days, Href: link.Work(w.id)}, items, alone, today)
}

// sleeping are the records that nobody has touched for so many months, those of some
// names alone where names are given.
func sleeping(v view, names []string, months int) []agenda.Dormant {
	all := agenda.Sleeping(v.Snapshot, agenda.MonthsBefore(v.Today(), months))
	if len(names) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(d agenda.Dormant) bool { return !agenda.Names(d.Owner, names...) })
}

// sleepChoices are the months that may be chosen.
var sleepChoices = []int{3, agenda.SleepMonths, 12, 24}

// showDormant lists what nobody has touched for some months, the longest untouched first.
func (s *Server) showDormant(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	months, err := strconv.Atoi(r.QueryParam("months"))
	if err != nil || !slices.Contains(sleepChoices, months) {
		months = agenda.SleepMonths
	}
	all := sleeping(v, nil, months)
	owners := ownersAmong(all)
	if owner := r.QueryParam("owner"); owner != "" {
		all = slices.DeleteFunc(all, func(d agenda.Dormant) bool {
			return (owner != nobody || d.Owner != "") && !agenda.Names(d.Owner, owner)
		})
	}
	var choices []ui.Option
	for _, n := range sleepChoices {
		if n != agenda.SleepMonths {
			choices = append(choices, ui.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n) + " months"})
		}
	}
	from, size := 0, datedPage
	if n, err := strconv.Atoi(r.QueryParam("from")); err == nil && n > 0 && n < len(all) {
		from = n
	}
	f := r.filter("",
		ui.FilterSelect{Name: "months", Label: "Not touched for", None: strconv.Itoa(agenda.SleepMonths) + " months", Options: choices},
		ui.FilterSelect{Name: "owner", Label: "Owner", Options: append(ui.Choices(owners[:min(len(owners), mostOwners)]), ui.Option{Value: nobody, Label: "Nobody is named"})})
	p := homeview.DormantPage{Months: months, Filter: f, Count: countOf(int64(len(all)), "record", "records"), Pager: r.pages(from, size, len(all)), Rows: all[from:min(len(all), from+size)]}
	return r.show(page{title: "Not touched for a while", body: homeview.DormantList(p)})
}

// ownersAmong names whom dormant records name, each once.
func ownersAmong(all []agenda.Dormant) []string {
	var owners []string
	for _, d := range all {
		if d.Owner != "" && !slices.Contains(owners, d.Owner) {
			owners = append(owners, d.Owner)
		}
	}
	slices.Sort(owners)
	return owners
}

// mailto opens a draft in the reader's own mail program; the workbench sends nothing.
func mailto(subject, body string) string {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	return "mailto:?subject=" + escape(subject) + "&body=" + escape(body)
}
