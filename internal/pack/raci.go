package pack

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// mostRoles is how many roles fit across a page beside the activities; with more, the
// table is printed as a list.
const mostRoles = 9

// raciTable prints who does what: activities down, roles across, a letter where they meet.
func (b *book) raciTable() {
	activities := inForce(b.s.Activities)
	var named []string
	for _, a := range activities {
		named = append(named, a.Links()...)
	}
	roles := filter(b.s.Roles, func(r leadership.Role) bool { return slices.Contains(named, r.Ref) })
	if len(activities) == 0 || len(roles) > mostRoles {
		b.raciList(activities)
		return
	}
	columns := []column{{"Activity and clause", 1.7, false}}
	for _, r := range roles {
		columns = append(columns, column{r.Title, 1, false})
	}
	b.table(table{Caption: "Who does what", Columns: columns, Rows: mapped(activities, func(a leadership.Activity) row {
		cells := []cell{stack(text(a.Title), quietText(a.Clause))}
		for _, r := range roles {
			part := a.PartOf(r.Ref)
			if part == leadership.Answers || part == leadership.Both {
				cells = append(cells, strongText(string(part)))
				continue
			}
			cells = append(cells, text(string(part)))
		}
		return row{a.Ref, cells}
	})})
	b.small("A answers for the result; each activity has exactly one. R does the work, C is asked before, I is told after.")
}

// raciList prints the same with the roles by name.
func (b *book) raciList(activities []leadership.Activity) {
	titles := map[string]string{}
	for _, r := range b.s.Roles {
		titles[r.Ref] = r.Title
	}
	names := func(refs []string) cell {
		return lines(mapped(refs, func(ref string) string { return titles[ref] }))
	}
	if len(activities) == 0 {
		return
	}
	b.table(table{Caption: "Who does what", Columns: []column{{"Activity", 2.2, false}, {"Clause", 0.7, false}, {"Answers for it", 1.4, false}, {"Does it", 1.4, false}, {"Is asked before", 1.4, false}, {"Is told after", 1.4, false}},
		Rows: mapped(activities, func(a leadership.Activity) row {
			return row{a.Ref, []cell{text(a.Title), text(a.Clause), names([]string{a.Accountable}), names(a.Responsible), names(a.Consulted), names(a.Informed)}}
		})})
}

// knownTo says of the AI policy in force to whom it was made known and who acknowledged
// it (5.2, 7.3).
func (b *book) knownTo(a *answer, v leadership.Version) {
	reached := map[leadership.Audience]bool{}
	for _, p := range b.s.PublishedOn(v.Ref) {
		reached[p.Audience] = true
	}
	a.lacksWhere("No publication to the people of the organisation is recorded for the AI policy in force.", !reached[leadership.Inside])
	a.lacksWhere("No publication to interested parties is recorded for the AI policy in force.", !reached[leadership.Outside])
	asked := b.s.AskedOn(v.Ref)
	if len(asked) == 0 {
		return
	}
	waits := filter(asked, leadership.Acknowledgement.Waits)
	a.says = append(a.says, say("%d of %s who were asked to acknowledge version %d of the AI policy did so.", len(asked)-len(waits), count(len(asked), "person or group", "people or groups"), v.Number))
	a.lacksWhere("Still to acknowledge it: "+plainList(waits, func(k leadership.Acknowledgement) string { return k.Name })+".", len(waits) > 0)
}
