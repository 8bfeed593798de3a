package scope

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Sizes of the map of processes, in units that a screen draws as pixels.
const (
	BoxWidth  = 172
	BoxHeight = 54
	boxGap    = 28
	bendGap   = 14  // around a place where a flow passes between boxes
	layerGap  = 48  // between the boxes of two layers
	mapMargin = 6   // around everything
	widest    = 4   // boxes side by side
	lineChars = 22  // of a name in a box
	boxLines  = 3   // of a name in a box
	fine      = 100 // places are averaged in hundredths
)

// Point is a place on the map, from its upper left corner.
type Point struct{ X, Y int }

// Box is a process with its place.
type Box struct {
	Process
	Point
	Lines []string // its name, cut into lines that fit
}

// Flow is one process handing its results to another. Its points go from layer to
// layer, two by two: out of a box or bend, into the next.
type Flow struct {
	From, To string
	Back     bool // to a process that comes before: what is learned
	Points   []Point
}

// ProcessMap is a drawing of the processes and their flows (4.4). It follows from the
// records alone, so the same records always give the same drawing.
type ProcessMap struct {
	Width, Height int
	Boxes         []Box
	Flows         []Flow
}

// node is a box or a bend of a flow that passes a layer.
type node struct {
	at         int // of the process; -1 for a bend
	layer      int
	up, down   []*node
	x, ordinal int // centre; place in the layer
}

func (n *node) half() int {
	if n.at < 0 {
		return bendGap / 2
	}
	return BoxWidth / 2
}

// MapProcesses arranges processes in layers, so that work flows downwards and what is
// learned flows back up. It leaves out retired processes and flows to them.
func MapProcesses(all []Process) ProcessMap {
	d := &drawing{place: map[string]int{}}
	for _, p := range all {
		if !p.Retired() {
			d.boxes = append(d.boxes, p)
		}
	}
	slices.SortStableFunc(d.boxes, func(a, b Process) int { return cmp.Compare(a.firstClause(), b.firstClause()) })
	for i, p := range d.boxes {
		d.place[p.Ref] = i
	}
	d.findFlows()
	d.assignLayers()
	d.thread()
	d.order()
	d.spread()
	return d.finish()
}

// firstClause is the first of clauses 4 to 10 that the process serves: planning comes
// before doing. What serves none comes last.
func (p Process) firstClause() int {
	first := 99
	for _, id := range p.Clauses {
		major, _, _ := strings.Cut(id, ".")
		if n, err := strconv.Atoi(major); err == nil {
			first = min(first, n)
		}
	}
	return first
}

// drawing is a map under way.
type drawing struct {
	boxes  []Process
	place  map[string]int
	flows  []arrow
	layer  []int
	layers [][]*node
	nodes  []*node
}

// arrow is a flow between places of boxes; down always leads from the upper layer.
type arrow struct {
	from, to int
	back     bool
	way      []*node // from the upper box to the lower
}

func (a arrow) down() (upper, lower int) {
	if a.back {
		return a.to, a.from
	}
	return a.from, a.to
}

// findFlows finds the flows, and which of them lead back: those to a process that
// comes before, where work also leads from there to here. What is left has no circle.
func (d *drawing) findFlows() {
	reach := make([]map[int]bool, len(d.boxes))
	for i := range d.boxes {
		reach[i] = map[int]bool{}
		d.follow(i, reach[i])
	}
	for i, p := range d.boxes {
		for _, j := range d.fed(p) {
			if j != i {
				d.flows = append(d.flows, arrow{from: i, to: j, back: j < i && reach[j][i]})
			}
		}
	}
}

// follow notes every process to which work leads from one.
func (d *drawing) follow(i int, seen map[int]bool) {
	for _, j := range d.fed(d.boxes[i]) {
		if !seen[j] {
			seen[j] = true
			d.follow(j, seen)
		}
	}
}

// fed are the places of the processes in force that a process feeds, each once.
func (d *drawing) fed(p Process) []int {
	var out []int
	for _, ref := range p.Feeds {
		if j, there := d.place[ref]; there && !slices.Contains(out, j) {
			out = append(out, j)
		}
	}
	return out
}

// assignLayers puts each process below all that it takes from, and no more than a
// few side by side.
func (d *drawing) assignLayers() {
	d.layer = make([]int, len(d.boxes))
	waits := make([]int, len(d.boxes))
	for _, f := range d.flows {
		_, lower := f.down()
		waits[lower]++
	}
	taken := map[int]int{}
	for range d.boxes {
		i := slices.Index(waits, 0)
		waits[i] = -1
		for taken[d.layer[i]] == widest {
			d.layer[i]++
		}
		taken[d.layer[i]]++
		for _, f := range d.flows {
			if upper, lower := f.down(); upper == i {
				waits[lower]--
				d.layer[lower] = max(d.layer[lower], d.layer[i]+1)
			}
		}
	}
}

// thread makes the nodes, with a bend in every layer that a flow passes.
func (d *drawing) thread() {
	add := func(at, layer int) *node {
		for len(d.layers) <= layer {
			d.layers = append(d.layers, nil)
		}
		n := &node{at: at, layer: layer, ordinal: len(d.layers[layer])}
		d.layers[layer] = append(d.layers[layer], n)
		d.nodes = append(d.nodes, n)
		return n
	}
	for i := range d.boxes {
		add(i, d.layer[i])
	}
	for k := range d.flows {
		upper, lower := d.flows[k].down()
		way := []*node{d.nodes[upper]}
		for layer := d.layer[upper] + 1; layer < d.layer[lower]; layer++ {
			way = append(way, add(-1, layer))
		}
		way = append(way, d.nodes[lower])
		for i := 1; i < len(way); i++ {
			way[i-1].down, way[i].up = append(way[i-1].down, way[i]), append(way[i].up, way[i-1])
		}
		d.flows[k].way = way
	}
}

// order sorts each layer by the middle of what it is joined to, up and down in turn,
// so that few flows cross.
func (d *drawing) order() {
	for sweep := range 8 {
		for l := range d.layers {
			layer := d.layers[l]
			if sweep%2 == 1 {
				layer = d.layers[len(d.layers)-1-l]
			}
			slices.SortStableFunc(layer, func(a, b *node) int {
				return cmp.Compare(a.middle(sweep%2 == 0, ordinalOf), b.middle(sweep%2 == 0, ordinalOf))
			})
			for i, n := range layer {
				n.ordinal = i
			}
		}
	}
}

func ordinalOf(n *node) int { return n.ordinal }

func xOf(n *node) int { return n.x }

// middle is the average place of the neighbours above or below, in hundredths; its
// own where there are none.
func (n *node) middle(above bool, place func(*node) int) int {
	near := n.down
	if above {
		near = n.up
	}
	if len(near) == 0 {
		return place(n) * fine
	}
	sum := 0
	for _, o := range near {
		sum += place(o) * fine
	}
	return sum / len(near)
}

// spread gives every node its place in the layer: near its neighbours, and clear of
// those beside it.
func (d *drawing) spread() {
	for _, layer := range d.layers {
		x := 0
		for i, n := range layer {
			if i > 0 {
				x += apart(layer[i-1], n)
			}
			n.x = x
		}
		for _, n := range layer {
			n.x -= x / 2
		}
	}
	for sweep := range 12 {
		for l := range d.layers {
			layer := d.layers[l]
			if sweep%2 == 1 {
				layer = d.layers[len(d.layers)-1-l]
			}
			settle(layer, sweep%2 == 0)
		}
	}
}

// apart is how far the centres of two neighbours must be from each other.
func apart(a, b *node) int { return a.half() + b.half() + boxGap }

// settle moves a layer towards its neighbours: once from the left and once from the
// right, and to the middle of both.
func settle(layer []*node, above bool) {
	want, right := make([]int, len(layer)), make([]int, len(layer))
	for i, n := range layer {
		want[i] = n.middle(above, xOf) / fine
	}
	left := slices.Clone(want)
	for i := 1; i < len(layer); i++ {
		left[i] = max(left[i], left[i-1]+apart(layer[i-1], layer[i]))
	}
	copy(right, want)
	for i := len(layer) - 2; i >= 0; i-- {
		right[i] = min(right[i], right[i+1]-apart(layer[i], layer[i+1]))
	}
	for i, n := range layer {
		n.x = (left[i] + right[i]) / 2
	}
}

func (n *node) top() int { return mapMargin + n.layer*(BoxHeight+layerGap) }

// finish moves everything to the right of the margin and draws the flows.
func (d *drawing) finish() ProcessMap {
	var m ProcessMap
	if len(d.boxes) == 0 {
		return m
	}
	least := slices.Min(mapped(d.nodes, func(n *node) int { return n.x - n.half() }))
	for _, n := range d.nodes {
		n.x += mapMargin - least
		m.Width = max(m.Width, n.x+n.half()+mapMargin)
	}
	m.Height = len(d.layers)*(BoxHeight+layerGap) - layerGap + 2*mapMargin
	for i, p := range d.boxes {
		n := d.nodes[i]
		m.Boxes = append(m.Boxes, Box{p, Point{n.x - BoxWidth/2, n.top()}, cut(p.Name)})
	}
	for _, f := range d.flows {
		m.Flows = append(m.Flows, d.draw(f))
	}
	return m
}

// draw goes from box to box through the bends; a flow that leads back is turned round.
func (d *drawing) draw(f arrow) Flow {
	out := Flow{From: d.boxes[f.from].Ref, To: d.boxes[f.to].Ref, Back: f.back}
	for i, n := range f.way {
		if i > 0 {
			out.Points = append(out.Points, Point{n.port(f.way[i-1], true), n.top()})
		}
		if i < len(f.way)-1 {
			out.Points = append(out.Points, Point{n.port(f.way[i+1], false), n.top() + BoxHeight})
		}
	}
	if f.back {
		slices.Reverse(out.Points)
	}
	return out
}

// port is where a flow to a neighbour meets the node: those of a box stand side by
// side along its edge, in the order of where they lead.
func (n *node) port(to *node, above bool) int {
	if n.at < 0 {
		return n.x
	}
	near := slices.Clone(n.down)
	if above {
		near = slices.Clone(n.up)
	}
	slices.SortStableFunc(near, func(a, b *node) int { return cmp.Compare(a.x, b.x) })
	return n.x - BoxWidth/2 + BoxWidth*(slices.Index(near, to)+1)/(len(near)+1)
}

// cut writes a name in lines that fit a box; what is too long ends in an ellipsis.
func cut(name string) []string {
	var lines []string
	for _, word := range strings.Fields(name) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= lineChars {
			lines[last] += " " + word
			continue
		}
		if r := []rune(word); len(r) > lineChars {
			word = string(r[:lineChars-1]) + "…"
		}
		lines = append(lines, word)
	}
	if len(lines) > boxLines {
		lines = lines[:boxLines]
		lines[boxLines-1] = strings.TrimRight(lines[boxLines-1], "…") + "…"
	}
	return lines
}

func mapped[T, U any](all []T, f func(T) U) []U {
	out := make([]U, len(all))
	for i, one := range all {
		out[i] = f(one)
	}
	return out
}
