package web

import (
	"strconv"
	"sync"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/ui"
)

// errands are all that somebody is asked to do, by name or by role: to read, to confirm,
// to carry out, to answer, and what only somebody like them can move on.
func errands(v view, who access.Actor) []ui.Task {
	out := toAcknowledge(v, who.Ref)
	out = append(out, waiting(v, who)...)
	out = append(out, concernsOpen(v, who)...)
	return append(out, upkeep(v, who, true)...)
}

// upkeep is what the records ask for as time passes: confirming what rests on a changed
// AI system, and carrying out what is overdue. Of mine, only what names the person.
func upkeep(v view, who access.Actor, mine bool) []ui.Task {
	concerns := func(owner string) bool { return !mine || aims.Names(owner, who.Name, who.Email) }
	var out []ui.Task
	owners := map[string]bool{}
	for _, m := range v.ToConfirm() {
		if concerns(m.Owner) && who.May(access.ConfirmRecord) && who.May(inventory.MayConfirm(m.Record)) {
			owners[m.Owner] = true
		}
	}
	if len(owners) > 0 {
		t := late("Confirm what rests on AI systems that have changed", "8.1", link.ToConfirm())
		for owner := range owners {
			if mine && len(owners) == 1 {
				t.Href = link.ToConfirm("owner", owner)
			}
		}
		out = append(out, t)
	}
	return append(out, overdueControls(v, who, concerns)...)
}

func overdueControls(v view, who access.Actor, concerns func(owner string) bool) []ui.Task {
	var due []operation.Kept
	for _, k := range v.CarriedOut() {
		if who.May(access.RecordOperation) && concerns(k.Owner) && k.Overdue(v.Today()) {
			due = append(due, k)
		}
	}
	switch n := len(due); n {
	case 0:
		return nil
	case 1:
		return []ui.Task{late("Carry out the operational control: "+due[0].Title, "8.1", link.Entry(due[0].Ref))}
	default:
		return []ui.Task{late("Carry out "+strconv.Itoa(n)+" operational controls that are overdue", "8.1", link.Register("OPC", paramState, operationview.Overdue))}
	}
}

// concernsOpen asks those who handle concerns, and nobody else, to answer the open ones.
func concernsOpen(v view, who access.Actor) []ui.Task {
	if len(v.ConcernDesks) == 0 || !v.ConcernDesks[0].Handles(who) {
		return nil
	}
	open, status := 0, ui.NotStarted
	for _, c := range v.Concerns {
		if c.Retired() || c.State == operation.ConcernClosed {
			continue
		}
		open++
		if c.Late(v.Today()) {
			status = ui.NeedsAttention
		}
	}
	if open == 0 {
		return nil
	}
	t := task("Answer "+countOf(int64(open), "concern", "concerns"), "A.3.3", link.Concerns())
	t.Status = status
	return []ui.Task{t}
}

func late(title, clause, href string) ui.Task {
	t := task(title, clause, href)
	t.Hint, t.Status = "Its day has come, or what it rests on has changed", ui.NeedsAttention
	return t
}

// errandsOf keeps what people are asked until there is a newer snapshot, because every
// page counts it.
type errandsOf struct {
	mu   sync.Mutex
	snap *snapshot.Snapshot
	by   map[access.Actor][]ui.Task
}

// errands are all that this person is asked to do. They ask no rule.
func (r *request) errands(snap *snapshot.Snapshot) []ui.Task {
	a := &r.s.errandsOf
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.snap != snap {
		a.snap, a.by = snap, map[access.Actor][]ui.Task{}
	}
	found, known := a.by[r.who]
	if !known {
		found = errands(view{Snapshot: snap}, r.who)
		a.by[r.who] = found
	}
	return found
}
