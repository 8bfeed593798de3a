package review

import (
	"cmp"
	"fmt"
	"strings"
)

// LookedAt is the heading that parts what was said and decided from the inputs.
const LookedAt = "\n## What the review looked at\n\n"

// Text is the minutes as Markdown: what was signed once they are, otherwise what the
// review and its decisions say now. Equal records give equal text.
func (r Review) Text(decisions []Decision) string {
	if len(r.Signatures) > 0 {
		return r.Minutes
	}
	var w writer
	w.about(r)
	w.decisions(decisions)
	w.add(LookedAt)
	w.para(fmt.Sprintf("Read from the registers at entry %d of the audit trail, %s.", r.Position, r.FilledAt.Human()))
	w.para("Hash of the trail there: `" + r.TrailHash + "`")
	for _, in := range r.Inputs {
		w.input(in)
	}
	return w.text.String()
}

// writer puts minutes together. What people typed is set as text and never as markup.
type writer struct{ text strings.Builder }

func (w *writer) add(parts ...string) {
	for _, p := range parts {
		w.text.WriteString(p)
	}
}

func (w *writer) head(text string) { w.add("\n## " + plain(text) + "\n\n") }

func (w *writer) para(text string) { w.add(text + "\n\n") }

func (w *writer) item(label, text string) {
	if text = plain(text); text != "" {
		w.add("- **" + label + ":** " + text + "\n")
	}
}

func (w *writer) about(r Review) {
	w.add("# " + plain(r.Title) + "\n\n")
	w.item("Reference", r.Ref)
	w.item("Held on", r.HeldOn.Human())
	w.item("Looks back to", r.PeriodFrom.Human())
	w.item("Agenda", r.Agenda)
	w.head("Who took part")
	for _, a := range r.Attended {
		who := a.Name + ", " + cmp.Or(a.Title, a.Role.Title())
		if a.Top() {
			who += " (top management)"
		}
		w.add("- " + plain(who) + "\n")
	}
	for _, g := range r.Guests {
		w.add("- " + plain(g) + "\n")
	}
	w.head("What top management says")
	w.item("The management system is suitable, adequate and effective", string(r.Verdict))
	w.item("Why", r.Conclusion)
	w.item("Next review by", r.NextOn.Human())
}

func (w *writer) decisions(all []Decision) {
	w.head("What was decided")
	for _, d := range all {
		w.add("- **" + plain(d.Title) + "** " + d.Ref + ", about " + about[d.Kind] + ". " + plain(d.Owner) + ", by " + d.Due.Human() + ".")
		if because := plain(d.Because); because != "" {
			w.add(" " + because)
		}
		w.add("\n")
	}
}

var about = map[Kind]string{ToImprove: "continual improvement", ToChange: "a change to the management system", OfResources: "resources", OfTheRest: "another matter"}

func (w *writer) input(in Input) {
	w.add("\n### " + plain(in.Title) + "\n\n")
	if in.Commentary != "" {
		w.para(plain(in.Commentary))
	}
	for _, f := range in.Figures {
		if len(f.Records) > 0 {
			w.add(fmt.Sprintf("- **%s:** %d (%s)\n", plain(f.Label), len(f.Records), plain(f.Names())))
		}
	}
	for _, t := range in.Trends {
		w.add("- **" + plain(strings.TrimSpace(t.Title+" "+t.Ref)) + ":** " + plain(t.Values()) + "\n")
	}
	if none := in.None(); none != "" {
		w.item("None", none)
	}
}

// Names are the records that a figure counts, in one line.
func (f Figure) Names() string {
	said := make([]string, len(f.Records))
	for i, n := range f.Records {
		said[i] = strings.TrimSpace(n.Ref + " " + n.Title)
	}
	return strings.Join(said, "; ")
}

// None are the figures of an input that count nothing, in one line.
func (i Input) None() string {
	var said []string
	for _, f := range i.Figures {
		if len(f.Records) == 0 && f.Label != "" {
			said = append(said, strings.ToLower(f.Label[:1])+f.Label[1:])
		}
	}
	return strings.Join(said, ", ")
}

// Latest is the newest value of a trend, and how many there are.
func (t Trend) Latest() string {
	if len(t.Points) == 0 {
		return ""
	}
	p := t.Points[len(t.Points)-1]
	return fmt.Sprintf("%s on %s, the newest of %d", strings.TrimSpace(p.Value+" "+t.Unit), p.On.Human(), len(t.Points))
}

// Values are the values of a trend in words, the oldest first.
func (t Trend) Values() string {
	said := make([]string, len(t.Points))
	for i, p := range t.Points {
		said[i] = strings.TrimSpace(p.Value+" "+t.Unit) + " (" + p.On.Human() + ")"
		if p.Bad {
			said[i] += ", beyond the threshold"
		}
	}
	return strings.Join(said, "; ")
}

// plain is typed text in one line, with everything that Markdown would read as markup
// escaped.
func plain(text string) string {
	var b strings.Builder
	for _, c := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_[]<>#!|~&", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}
