package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// digestAll is the digest of everybody.
const digestAll = "all"

// digestLines is how many lines of a part are printed, so that the whole fits two sheets.
const digestLines = 12

// readerOf is for whom a digest is made: nobody in particular, or a person.
type readerOf struct {
	access.Actor
	all  bool
	self bool
}

func (s *Server) readerOf(r *request, v view) readerOf {
	whom := r.QueryParam("for")
	if whom == digestAll {
		return readerOf{all: true}
	}
	for _, p := range v.People {
		if p.Ref == whom && !p.Retired() && p.Ref != r.who.Ref {
			return readerOf{Actor: p.Actor(access.Browser)}
		}
	}
	return readerOf{Actor: r.who, self: true}
}

// showDigest is one week on one sheet or two, to be printed or sent: what waits, what is
// overdue and due, what was done, and what sleeps.
func (s *Server) showDigest(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	whose := s.readerOf(r, v)
	today := v.Today()
	p := homeview.DigestPage{Title: "Week from " + today.Human(), For: whose.Name, Filter: r.digestFilter(v)}
	if whose.all {
		p.For = "everybody"
	}
	names := []string(nil)
	items := v.items
	if !whose.all {
		names = namesOf(v, whose.Actor)
		items = dated(v, names)
	}
	quiet := unnamed(v)
	done, err := s.doneSince(r, whose, v)
	if err != nil {
		return err
	}
	p.Parts = []homeview.DigestPart{
		waitingPart(v, whose),
		datedPart("Overdue", "Nothing is overdue.", agenda.In(items, agenda.Overdue, today), quiet, today),
		datedPart("Due until "+today.Add(6).Human(), "Nothing is due.", agenda.In(items, agenda.Week, today), quiet, today),
		done,
		sleepingPart(sleeping(v, names, agenda.SleepMonths), quiet),
	}
	p.MailHref = mailto("AI management system: "+strings.ToLower(p.Title[:1])+p.Title[1:], digestText(p))
	return r.show(page{title: "Weekly digest", body: homeview.Digest(p)})
}

func (r *request) digestFilter(v view) ui.Filter {
	whom := []ui.Option{{Value: digestAll, Label: "Everybody"}}
	for _, p := range v.People {
		if !p.Retired() && p.Ref != r.who.Ref {
			whom = append(whom, ui.Option{Value: p.Ref, Label: p.Name})
		}
	}
	return r.filter("", ui.FilterSelect{Name: "for", Label: "For", None: "Me", Options: whom[:min(len(whom), mostOwners)]})
}

// unnamed are the documents whose titles stay in the workbench, because a digest is
// printed and sent to who may not read them.
func unnamed(v view) map[string]bool {
	out := map[string]bool{}
	for _, d := range v.Documents {
		out[d.Ref] = d.Classification == support.Confidential || d.Classification == support.Strict
	}
	return out
}

func titled(ref, title string, quiet map[string]bool) string {
	if quiet[ref] {
		return "A document that is " + string(support.Confidential)
	}
	return title
}

// waitingPart is what only a signature, an approval or another act of somebody moves on.
// Who handles concerns is told to nobody else.
func waitingPart(v view, whose readerOf) homeview.DigestPart {
	part := homeview.DigestPart{Title: "Waiting for a signature or an answer", None: "Nothing waits.", Href: link.Waiting("")}
	add := func(title, note, href string) {
		part.Lines = append(part.Lines, homeview.DigestLine{Title: title, Note: note, Href: href})
	}
	if whose.all {
		for _, q := range queues {
			for _, w := range readOnly(waits(q.find(v, ""), q.can)) {
				add(w.Title, "waits for: "+w.For, w.Href)
			}
		}
		return part.Cut(digestLines)
	}
	tasks := slices.Concat(toAcknowledge(v, whose.Ref), waiting(v, whose.Actor), upkeep(v, whose.Actor, true))
	if whose.self {
		tasks = append(tasks, concernsOpen(v, whose.Actor)...)
	}
	for _, t := range tasks {
		add(t.Title, t.Hint, t.Href)
	}
	return part.Cut(digestLines)
}

func datedPart(title, none string, items []agenda.Item, quiet map[string]bool, today when.Day) homeview.DigestPart {
	part := homeview.DigestPart{Title: title, None: none}
	for _, i := range items {
		note := string(i.Kind) + ", " + i.Ref
		if i.Owner != "" {
			note += " · " + i.Owner
		}
		part.Lines = append(part.Lines, homeview.DigestLine{Day: i.On, Title: titled(i.Ref, i.Title, quiet), Note: note, Href: link.Of(i.Ref), Late: i.On.Passed(today)})
	}
	return part.Cut(digestLines)
}

func sleepingPart(all []agenda.Dormant, quiet map[string]bool) homeview.DigestPart {
	part := homeview.DigestPart{Title: "Not touched for " + strconv.Itoa(agenda.SleepMonths) + " months", None: "Nothing sleeps.", Href: link.Dormant()}
	for _, d := range all {
		note := d.Ref
		if d.Owner != "" {
			note += " · " + d.Owner
		}
		part.Lines = append(part.Lines, homeview.DigestLine{Day: d.Since, Title: titled(d.Ref, d.Title, quiet), Note: note, Href: link.Of(d.Ref)})
	}
	return part.Cut(digestLines / 2)
}

// doneSince counts what was done in the last seven days, register by register.
func (s *Server) doneSince(r *request, whose readerOf, v view) (homeview.DigestPart, error) {
	from := v.Today().Add(-7)
	part := homeview.DigestPart{Title: "Done since " + from.Human(), None: "Nothing was recorded."}
	pos, err := store.PositionAt(s.DB.Read(r.ctx()), from.Add(-1).End())
	if err != nil {
		return part, err
	}
	tallies, err := s.tallies.of(r.ctx(), s.DB, store.Since{After: pos.Seq, Only: whose.Ref}, v.Position.Seq)
	if err != nil {
		return part, err
	}
	for _, reg := range snapshot.Registers() {
		table := reg.New().TableName()
		line := homeview.ChangeLine{Title: reg.Title}
		for _, t := range tallies {
			if t.Register == table && reg.Name != store.SampleRegister().Name {
				line.Parts = append(line.Parts, homeview.Change{Count: t.Records, Words: past[t.Kind], Href: link.HistoryBy(pos.Seq, t.Register, t.Kind, whose.Ref)})
				part.Count += t.Records
			}
		}
		if len(line.Parts) > 0 {
			part.Changes = append(part.Changes, line)
		}
	}
	return part, nil
}

// mostMail keeps a draft within what mail programs take from a link.
const mostMail = 1800

// digestText is the digest as plain text. It names no address of the workbench, which
// answers on this machine alone.
func digestText(p homeview.DigestPage) string {
	var b strings.Builder
	b.WriteString(p.Title + ", for " + p.For + "\n")
	for _, part := range p.Parts {
		b.WriteString("\n" + part.Title + " (" + strconv.Itoa(part.Count) + ")\n")
		if part.Count == 0 {
			b.WriteString(part.None + "\n")
		}
		for _, c := range part.Changes {
			b.WriteString("- " + c.Title + ":")
			for _, n := range c.Parts {
				b.WriteString(" " + strconv.Itoa(n.Count) + " " + n.Words)
			}
			b.WriteString("\n")
		}
		for i, l := range part.Lines {
			line := "- " + l.Title
			if l.Day != "" {
				line = "- " + l.Day.Human() + ": " + l.Title
			}
			if b.Len()+len(line) > mostMail {
				b.WriteString("… and " + strconv.Itoa(part.Count-i) + " more, in the workbench\n")
				break
			}
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
