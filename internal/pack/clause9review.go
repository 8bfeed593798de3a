package pack

import (
	"github.com/aims-workbench/aims/internal/aims/review"
)

// reviewed is 9.3.2: what the newest review looked at, with what was said about it, and
// the decisions on single records.
func (b *book) reviewed() answer {
	a := b.decisions()
	last, held := b.newestReview()
	if !held {
		return a
	}
	a.kept = true
	a.records += len(last.Inputs)
	a.targets = append(a.targets, last.Ref)
	a.says = append(a.says, join(text("Inputs of "), cell{linked(last.Ref)}, say(", held on %s, were read from the registers at entry %d of the audit trail and stay as they were. Its minutes print them with every record that they count.", last.HeldOn.Human(), last.Position)))
	for _, id := range last.Lacking() {
		a.lacksWhere("Nothing stands under the input "+id+".", true)
	}
	show := a.show
	a.show = func() {
		b.inputTable(last)
		if show != nil {
			show()
		}
	}
	return a
}

// newestReview is the review in force that was held last.
func (b *book) newestReview() (last review.Review, held bool) {
	for _, r := range inForce(b.s.Reviews) {
		if r.HeldOn > last.HeldOn {
			last, held = r, true
		}
	}
	return last, held
}

func (b *book) inputTable(r review.Review) {
	b.table(table{
		Caption: "What " + r.Title + " looked at",
		Columns: []column{{"Input", 1.4, false}, {"What the registers held", 2.6, false}, {"What was said", 2, false}},
		Rows: mapped(r.Inputs, func(in review.Input) row {
			var c cell
			for _, f := range in.Figures {
				if len(f.Records) > 0 {
					c = stack(c, say("%s: %d", f.Label, len(f.Records)))
				}
			}
			for _, t := range in.Trends {
				c = stack(c, say("%s: %s", t.Title, t.Latest()))
			}
			if none := in.None(); none != "" {
				c = stack(c, text("None: "+none))
			}
			return row{"", []cell{strongText(in.Title), c, text(in.Commentary)}}
		}),
	})
}

// reviewTable prints the reviews with who of top management took part, and what it said.
func (b *book) reviewTable() {
	all := inForce(b.s.Reviews)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Management reviews",
		Columns: []column{{"Reference", 0, false}, {"Review", 1.6, false}, {"Planned, held", 1.2, false}, {"Top management who took part", 1.8, false}, {"What it says", 2.4, false}, {"Minutes signed by", 1.7, false}},
		Rows: mapped(all, func(r review.Review) row {
			on := text("Planned for " + r.PlannedOn.Human())
			if r.HeldOn != "" {
				on = stack(on, strongText("Held on "+r.HeldOn.Human()))
			}
			var top, signed cell
			for _, p := range r.TopManagement() {
				top = stack(top, text(p.Name+", "+orUnknown(p.Title)))
			}
			for _, s := range r.Signatures {
				signed = stack(signed, text(s.Name+", "+s.SignedAt.Day().Human()))
			}
			if r.HeldOn != "" && len(r.Signatures) == 0 {
				signed = badgeText("not signed")
			}
			said := cell{}
			if r.Verdict != "" {
				said = stack(strongText("Suitable, adequate and effective: "+string(r.Verdict)), text(r.Conclusion), text("Next review by "+r.NextOn.Human()))
			}
			return row{"", []cell{{linked(r.Ref)}, text(r.Title), on, top, said, signed}}
		}),
	})
}

// reviewActs are how a review was held and signed.
func reviewActs(r review.Review) []fact {
	if r.HeldOn == "" {
		return []fact{{"Held", text("Not yet")}}
	}
	facts := []fact{{"Held", say("on %s, recorded by %s", r.HeldOn.Human(), r.HeldBy)}}
	for _, s := range r.Signatures {
		facts = append(facts, fact{"Minutes signed", say("by %s on %s", s.Name, s.SignedAt.Human())})
	}
	if len(r.Signatures) > 0 {
		facts = append(facts, fact{"SHA-256 of the minutes", text(r.MinutesSum)})
	}
	return facts
}
