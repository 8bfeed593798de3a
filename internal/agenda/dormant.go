package agenda

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// Dormant is a record in force that nobody has touched for a while.
type Dormant struct {
	Ref, Title, Owner string
	Since             when.Day // the last day on which something happened to it
}

// living are the registers whose records somebody has to keep up: what was decided,
// measured or done once stays as it was.
var living = []string{
	"ISS", "PTY", "NED", "OBL", "PRC", "POL", "ROL", "RCI", "SYS", "MOD", "DAT", "LOG", "RSK", "ACT",
	"OBJ", "PLC", "CHG", "OPC", "SUP", "RSP", "CEX", "INC", "UIN", "RES", "CMP", "COM", "DOC", "MSR", "NCR", "CAR", "IMV",
}

// SleepMonths is after how many months a record counts as dormant where nobody chose.
const SleepMonths = 6

// MonthsBefore is the day so many months before a day.
func MonthsBefore(day when.Day, months int) when.Day {
	return when.Day(day.Time().AddDate(0, -months, 0).Format("2006-01-02"))
}

// Sleeping lists what nobody has touched since a day, the longest untouched first. A
// record is touched by a change of its own, by one of what belongs to it, such as a
// result of a measure, by a comment on it, and where somebody confirmed it.
func Sleeping(s *snapshot.Snapshot, since when.Day) []Dormant {
	all := s.Holdings()
	touched, over := touches(s, all), finished(s)
	owners := snapshot.Owners(all)
	var out []Dormant
	for i := range all {
		h := &all[i]
		last := touched[h.Ref].Day()
		if h.Retired() || over[h.Ref] || last == "" || last >= since || !slices.Contains(living, h.Ref[:min(3, len(h.Ref))]) {
			continue
		}
		out = append(out, Dormant{h.Ref, h.Title, owners[h.Ref], last})
	}
	slices.SortStableFunc(out, func(a, b Dormant) int { return cmp.Compare(a.Since, b.Since) })
	return out
}

// touches is when something last happened to each record.
func touches(s *snapshot.Snapshot, all []register.Holding) map[string]when.Instant {
	last := make(map[string]when.Instant, len(all))
	touch := func(ref string, at when.Instant) { last[ref] = max(last[ref], at) }
	for i := range all {
		touch(all[i].Ref, all[i].UpdatedAt)
		if all[i].Of != "" {
			touch(all[i].Of, all[i].UpdatedAt)
		}
	}
	for _, c := range s.Confirmations {
		touch(c.Record, c.CreatedAt)
	}
	for _, c := range s.Comments {
		touch(c.Target, c.CreatedAt)
	}
	return last
}

// finished are the records that wait for nothing any more.
func finished(s *snapshot.Snapshot) map[string]bool {
	over := map[string]bool{}
	for _, r := range s.Risks {
		over[r.Ref] = !r.Current()
	}
	for _, a := range s.Actions {
		over[a.Ref] = a.Done()
	}
	for _, o := range s.Objectives {
		over[o.Ref] = !o.Open()
	}
	for _, c := range s.Planned {
		over[c.Ref] = c.DoneOn != ""
	}
	for _, c := range s.Changes {
		over[c.Ref] = c.DoneOn != ""
	}
	for i := range s.Incidents {
		over[s.Incidents[i].Ref] = !s.Incidents[i].Open()
	}
	for _, n := range s.Nonconforming {
		over[n.Ref] = !n.Open()
	}
	for _, a := range s.Corrective {
		over[a.Ref] = a.Step() != improvement.ToDo && a.Step() != improvement.ToReview
	}
	for _, i := range s.Improvements {
		over[i.Ref] = !i.Open()
	}
	return over
}
