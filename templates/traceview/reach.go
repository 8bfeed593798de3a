package traceview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/trace"
)

// title says what moves: "2 AI systems leave the scope".
func reachTitle(r trace.Reach) string {
	n := len(r.Systems)
	what := strconv.Itoa(n) + " " + word(n, "AI system", "AI systems")
	if r.Leaves {
		return what + " " + word(n, "leaves", "leave") + " the scope"
	}
	return what + " " + word(n, "joins", "join") + " the scope"
}

// groupTitle counts a group, and what of it moves as a whole.
func groupTitle(g trace.Group, leaves bool) string {
	n := len(g.Nodes)
	s := strconv.Itoa(n) + " " + word(n, g.One, g.Many)
	moves := map[bool]string{true: "falls out", false: "comes in"}
	several := map[bool]string{true: "fall out", false: "come in"}
	switch g.Moves {
	case 0:
		return s + " touched"
	case n:
		return s + " " + word(n, moves[leaves], several[leaves])
	}
	return s + " touched, " + strconv.Itoa(g.Moves) + " " + word(g.Moves, moves[leaves], several[leaves])
}
