package sample

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"time"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/when"
)

// made says which figures a file holds. They are worked out, so that they add up;
// the same act on the same day gives the same figures.
type made struct {
	// Figures of weeks: a count a week, what share of it each further column is, and
	// one rate, of the first named column to the second.
	Weeks   int       `yaml:"weeks"`
	Volume  float64   `yaml:"volume"`
	Columns []string  `yaml:"columns"`
	Shares  []float64 `yaml:"shares"`
	Rate    []string  `yaml:"rate"` // name, part, whole

	// Results of a test, group by group.
	Groups    []string `yaml:"groups"`
	Cases     int      `yaml:"cases"` // in the first group; later groups are smaller
	Base      float64  `yaml:"base"`  // share that is truly positive
	Recall    float64  `yaml:"recall"`
	Precision float64  `yaml:"precision"`

	// Attendance of a course.
	Course string `yaml:"course"`
	People int    `yaml:"people"`
	Pass   int    `yaml:"pass"` // points out of 100

	// Lines of a log.
	Events []string `yaml:"events"`
	Lines  int      `yaml:"lines"`
}

func (m made) table(day when.Day, seed string) exchange.Table {
	switch {
	case m.Weeks > 0:
		return m.weekly(day, seed)
	case len(m.Groups) > 0:
		return m.test(seed)
	case m.Course != "":
		return m.attendance(day, seed)
	}
	return m.log(day, seed)
}

// wobble is a number from -1 to 1 that follows from its seed.
func wobble(seed string, at ...int) float64 {
	h := fnv.New32a()
	fmt.Fprint(h, seed, at)
	return float64(h.Sum32()%2001)/1000 - 1
}

func (m made) weekly(day when.Day, seed string) exchange.Table {
	t := exchange.Table{Name: "Weeks", Header: append([]string{"week_ending"}, m.Columns...)}
	totals := make([]int, len(m.Columns))
	for w := range m.Weeks {
		row := []string{string(day.Add(-7 * (m.Weeks - 1 - w)))}
		whole := m.Volume * (1 + 0.08*wobble(seed, w))
		counts := make([]int, len(m.Columns))
		for c := range m.Columns {
			counts[c] = int(math.Round(whole * m.Shares[c] * (1 + 0.06*wobble(seed, w, c)*float64(min(c, 1)))))
			totals[c] += counts[c]
			row = append(row, strconv.Itoa(counts[c]))
		}
		t.Rows = append(t.Rows, m.rated(row, counts))
	}
	sum := []string{"total"}
	for _, n := range totals {
		sum = append(sum, strconv.Itoa(n))
	}
	t.Rows = append(t.Rows, m.rated(sum, totals))
	if len(m.Rate) == 3 {
		t.Header = append(t.Header, m.Rate[0])
	}
	return t
}

// rated puts the rate behind the counts of a row, in percent.
func (m made) rated(row []string, counts []int) []string {
	if len(m.Rate) != 3 {
		return row
	}
	part, whole := 0, 0
	for i, c := range m.Columns {
		if c == m.Rate[1] {
			part = counts[i]
		}
		if c == m.Rate[2] {
			whole = counts[i]
		}
	}
	return append(row, percent(part, whole))
}

func percent(part, whole int) string {
	return strconv.FormatFloat(100*float64(part)/float64(max(whole, 1)), 'f', 1, 64)
}

func (m made) test(seed string) exchange.Table {
	t := exchange.Table{Name: "Test", Header: []string{"group", "cases", "true positive", "false positive", "false negative", "true negative", "recall %", "precision %"}}
	var all [4]int
	line := func(name string, n [4]int) {
		t.Rows = append(t.Rows, []string{name, strconv.Itoa(n[0] + n[1] + n[2] + n[3]), strconv.Itoa(n[0]), strconv.Itoa(n[1]), strconv.Itoa(n[2]), strconv.Itoa(n[3]),
			percent(n[0], n[0]+n[2]), percent(n[0], n[0]+n[1])})
	}
	for g, name := range m.Groups {
		cases := int(float64(m.Cases) * (1 - 0.22*float64(g)/float64(len(m.Groups))))
		positive := float64(cases) * m.Base
		hit := math.Round(positive * (m.Recall + 0.02*wobble(seed, g)))
		wrong := math.Round(hit * (1 - m.Precision) / m.Precision)
		n := [4]int{int(hit), int(wrong), int(math.Round(positive - hit))}
		n[3] = cases - n[0] - n[1] - n[2]
		for i := range n {
			all[i] += n[i]
		}
		line(name, n)
	}
	line("all", all)
	return t
}

// units are where the people of a course work.
var units = []string{"Claims", "Customer service", "Data science", "Underwriting", "Information security", "Legal", "Internal audit"}

func (m made) attendance(day when.Day, seed string) exchange.Table {
	t := exchange.Table{Name: "Attendance", Header: []string{"staff_number", "unit", "course", "completed_on", "score", "passed"}}
	passed, sum := 0, 0
	for n := range m.People {
		score := 88 + int(math.Round(11*wobble(seed, n)))
		said := "no"
		if score >= m.Pass {
			said, passed = "yes", passed+1
		}
		sum += score
		t.Rows = append(t.Rows, []string{fmt.Sprintf("M%04d", 1180+n*7), units[n%len(units)], m.Course, string(day.Add(-n % 9)), strconv.Itoa(score), said})
	}
	t.Rows = append(t.Rows, []string{"total", fmt.Sprintf("%d people", m.People), m.Course, string(day), strconv.FormatFloat(float64(sum)/float64(max(m.People, 1)), 'f', 1, 64), fmt.Sprintf("%d of %d", passed, m.People)})
	return t
}

func (m made) log(day when.Day, seed string) exchange.Table {
	t := exchange.Table{Name: "Log", Header: []string{"at", "event", "case", "by"}}
	at := day.Time().Add(6 * time.Hour)
	for n := range m.Lines {
		at = at.Add(time.Duration(90+60*wobble(seed, n)) * time.Second)
		pick := int(math.Abs(wobble(seed, n, 1)) * float64(len(m.Events)) * 0.999)
		t.Rows = append(t.Rows, []string{at.Format(time.RFC3339), m.Events[pick], fmt.Sprintf("C-%06d", 204117+n*13), fmt.Sprintf("handler-%02d", 1+n%17)})
	}
	return t
}
