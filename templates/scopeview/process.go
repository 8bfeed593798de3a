package scopeview

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/scope"
)

// ProcessesPage is what stands above the list of processes: the map, and what the
// reader may do beside recording one.
type ProcessesPage struct {
	Map  scope.ProcessMap
	Undo string // batch that the reader took from the proposal and may take back
}

// ProposalPage offers processes to begin with.
type ProposalPage struct {
	Open []scope.Proposal // not recorded yet
}

// names are the processes that a proposal feeds, as people read them.
func (p ProposalPage) names(keys []string) string {
	var out []string
	for _, key := range keys {
		for _, o := range scope.Proposals() {
			if o.Key == key {
				out = append(out, o.Name)
			}
		}
	}
	return strings.Join(out, "; ")
}

// path draws a flow: straight past a layer, in a curve from one layer to the next.
func path(f scope.Flow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", f.Points[0].X, f.Points[0].Y)
	for i := 1; i < len(f.Points); i++ {
		from, to := f.Points[i-1], f.Points[i]
		if i%2 == 0 {
			fmt.Fprintf(&b, "L%d %d", to.X, to.Y)
			continue
		}
		middle := (from.Y + to.Y) / 2
		fmt.Fprintf(&b, "C%d %d %d %d %d %d", from.X, middle, to.X, middle, to.X, to.Y)
	}
	return b.String()
}

// line is where the i-th of n lines of a box stands.
func line(b scope.Box, i int) int {
	return b.Y + scope.BoxHeight/2 + 5 + i*16 - (len(b.Lines)-1)*8
}

// middle is the centre of a box.
func middle(b scope.Box) int { return b.X + scope.BoxWidth/2 }

// clausesOf are the clauses of a process in one line.
func clausesOf(p scope.Process) string { return strings.Join(p.Clauses, ", ") }
