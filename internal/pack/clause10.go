package pack

import (
	"github.com/aims-workbench/aims/internal/aims/improvement"
)

// nonconformityTable is 10.2 f): each nonconformity, what was done about it at once and
// about its cause, and whether that worked. Whole they stand in Annex 9.
func (b *book) nonconformityTable() {
	all := inForce(b.s.Nonconforming)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Nonconformities, their actions and the results",
		Columns: []column{{"Reference", 0, false}, {"What was not as required", 2.2, false}, {"Put right, and the cause", 2.4, false}, {"Corrective actions and their effect", 2.6, false}, {"Standing", 1.2, false}},
		Rows: mapped(all, func(n improvement.Nonconformity) row {
			found := join(quietText(capital(string(n.Grade))+", "+string(n.Source)+", "), quietText(n.FoundOn.Human()))
			return row{"", []cell{
				{linked(n.Ref)}, stack(text(n.Title), found, keyed(n.Clauses), keyed(n.Controls)),
				stack(text(n.Correction), join(quietText("Cause: "), text(orDashText(n.Cause)))), b.actionsOn(n), b.closed(n),
			}}
		}),
	})
}

// actionsOn are the corrective actions on a nonconformity with what came of each.
func (b *book) actionsOn(n improvement.Nonconformity) cell {
	mine := b.s.ActionsFor(n.Ref)
	if len(mine) == 0 && n.NoAction != "" {
		return text("None is needed: " + n.NoAction)
	}
	return stack(mapped(mine, func(a improvement.Action) cell {
		head := join(cell{linked(a.Ref)}, say(" %s; %s", a.Title, a.Owner))
		switch a.Step() {
		case improvement.ToDo:
			return stack(head, join(quietText("due "), onDay(a.Due, b.today)))
		case improvement.ToReview:
			return stack(head, quietText("done "+a.DoneOn.Human()+"; "+string(a.Step())))
		case improvement.Effective, improvement.Ineffective:
		}
		return stack(head, quietText("done "+a.DoneOn.Human()+"; "+string(a.Effect)+", seen "+a.ReviewedOn.Human()+" by "+a.Reviewer))
	})...)
}

// closed is how a nonconformity stands, and which earlier one it repeats.
func (b *book) closed(n improvement.Nonconformity) cell {
	again := refs(refsOf(b.s.BackAgain(n), func(e improvement.Nonconformity) string { return e.Ref })...)
	if len(again) > 0 {
		again = join(text("Came back after "), again)
	}
	if n.Open() {
		return stack(text("Open"), again)
	}
	return stack(text("Closed "+n.ClosedOn.Human()), text("by "+n.ClosedBy), again)
}
