package readiness

import "github.com/aims-workbench/aims/internal/when"

// Count is how many gaps there are, by grade and by the stage of the audit at which
// they are found.
type Count struct {
	On                           when.Day // judged on
	Major, Minor, Stage1, Stage2 int
}

// All is the number of gaps.
func (c Count) All() int { return c.Major + c.Minor }

// CountOf counts gaps as judged on a day.
func CountOf(on when.Day, gaps []Gap) Count {
	c := Count{On: on}
	for _, g := range gaps {
		if g.Severity == Major {
			c.Major++
		} else {
			c.Minor++
		}
		if g.Audit == Stage1 {
			c.Stage1++
		} else {
			c.Stage2++
		}
	}
	return c
}

// MonthEnds are the last days of so many months before a day, the oldest first.
func MonthEnds(today when.Day, months int) []when.Day {
	days := make([]when.Day, months)
	for i := months - 1; i >= 0; i-- {
		today = today.Add(-today.Time().Day())
		days[i] = today
	}
	return days
}
