package evidence

import "github.com/aims-workbench/aims/internal/when"

// Detail says in a few words what the item is: its file or address and the period it covers.
func (i Item) Detail() string {
	what := i.FileName
	if i.Kind == Address {
		what = i.Address
	}
	if p := i.Period(); p != "" {
		what += " · " + p
	}
	return what
}

// Period is the time the evidence shows: "1 Jan 2026 – 31 Mar 2026".
func (i Item) Period() string {
	switch {
	case i.PeriodFrom == "" && i.PeriodTo == "":
		return ""
	case i.PeriodFrom == "":
		return "until " + i.PeriodTo.Human()
	case i.PeriodFrom == i.PeriodTo:
		return i.PeriodTo.Human()
	case i.PeriodTo == "":
		return "from " + i.PeriodFrom.Human()
	}
	return i.PeriodFrom.Human() + " – " + i.PeriodTo.Human()
}

// Concern is what an auditor would hold against the item on a day; empty when nothing.
func (i Item) Concern(today when.Day) string {
	switch {
	case i.Retired():
		return "retired"
	case i.Review == Rejected:
		return "rejected in review"
	case i.ValidUntil.Passed(today):
		return "expired on " + i.ValidUntil.Human()
	}
	return ""
}

// Expires says that the item is in force but will not be valid for longer than Soon days.
func (i Item) Expires(today when.Day) bool {
	return i.ValidUntil != "" && !i.ValidUntil.Passed(today) && i.ValidUntil <= today.Add(Soon)
}

// of makes the item hold a stored file under a name.
func (i Item) of(f Stored, name string) Item {
	i.Kind, i.FileName = File, CleanName(name)
	i.SHA256, i.Size, i.MediaType = f.SHA256, f.Size, f.MediaType
	return i
}
