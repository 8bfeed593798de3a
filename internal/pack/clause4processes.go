package pack

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/trace"
)

// processes is 4.4: what the AIMS consists of, and how it works together. The table
// of the register follows the map.
func (b *book) processes() answer {
	all := inForce(b.s.Processes)
	a := answer{kept: len(all) > 0}
	if len(all) == 0 {
		return a
	}
	unowned := filter(all, func(p scope.Process) bool { return !p.Owned() })
	if len(unowned) > 0 {
		a.lacks = append(a.lacks, "Nobody is recorded as the owner of: "+plainList(unowned, func(p scope.Process) string { return p.Ref })+".")
	}
	m := scope.MapProcesses(b.s.Processes)
	if len(m.Flows) == 0 && len(all) > 1 {
		a.lacks = append(a.lacks, "It is not recorded how the processes work together.")
	}
	a.show = func() {
		if len(m.Flows) > 0 {
			b.processMap(m)
		}
		b.flowTable(all)
	}
	return a
}

// processMap draws the map as large as the page lets it be.
func (d *document) processMap(m scope.ProcessMap) {
	scale := min(0.62, (d.right()-axis)/float64(m.Width), (d.bottom()-topEdge)*0.8/float64(m.Height))
	d.labelledOver("How the processes hand work to each other (dashed: back to a process that comes before)", float64(m.Height)*scale)
	g := sketch{d, axis, d.y, scale}
	for _, f := range m.Flows {
		g.flow(f)
	}
	for _, p := range m.Boxes {
		g.box(p)
	}
	d.y += float64(m.Height) * scale
}

// sketch puts places of the map on the page.
type sketch struct {
	d           *document
	x, y, scale float64
}

func (g sketch) at(p scope.Point) (x, y float64) {
	return g.x + float64(p.X)*g.scale, g.y + float64(p.Y)*g.scale
}

// line leads from one place to another; dots say that it leads back.
func (g sketch) line(from, to scope.Point, back bool) {
	kind := opRule
	if back {
		kind = opDots
	}
	x, y := g.at(from)
	x2, y2 := g.at(to)
	g.d.box(kind, inkQuiet, 0.7, x, y, x2-x, y2-y)
}

// flow goes in straight lines: down, across in the middle between two layers, down.
func (g sketch) flow(f scope.Flow) {
	for i := 1; i < len(f.Points); i++ {
		from, to := f.Points[i-1], f.Points[i]
		g.line(from, to, f.Back)
	}
	last := f.Points[len(f.Points)-1]
	rise := -6
	if f.Back {
		rise = 6
	}
	for _, side := range []int{-4, 4} {
		g.line(scope.Point{X: last.X + side, Y: last.Y + rise}, last, false)
	}
}

func (g sketch) box(p scope.Box) {
	x, y := g.at(p.Point)
	w, h := scope.BoxWidth*g.scale, scope.BoxHeight*g.scale
	g.d.box(opFill, inkPaper, 0, x, y, w, h)
	g.d.box(opFrame, inkText, 0.7, x, y, w, h)
	size := 12.5 * g.scale
	for i, l := range p.Lines {
		l = fit(g.d.oneLine(l), regular, size, w-4)
		middle := y + h/2 + size*0.36 + (float64(i)-float64(len(p.Lines)-1)/2)*size*1.25
		g.d.put(regular, size, x+(w-faces()[regular].width(l, size))/2, middle, inkText, l)
	}
	g.d.page.ops = append(g.d.page.ops, op{kind: opLink, x: x, y: y, w: w, h: h, text: "#" + p.Ref})
}

// flowTable says what each process takes in and gives, and how one sees that it works;
// to whom it hands its results stands in the table of the register.
func (b *book) flowTable(all []scope.Process) {
	b.table(table{Caption: "Inputs, outputs and criteria", Columns: []column{
		{"Reference", 0, false}, {"Process", 1.6, false}, {"Takes in", 1.6, false}, {"Gives", 1.6, false}, {"Criteria", 2, false},
	}, Rows: mapped(all, func(p scope.Process) row {
		return row{"", []cell{{linked(p.Ref)}, text(p.Name), lines(p.Inputs), lines(p.Outputs), text(p.Criteria)}}
	})})
}

// threadTable prints how far each need leads (4.2): to which obligations, controls and
// evidence, or where its thread ends.
func (b *book) threadTable() {
	all := trace.Lines(b.s)
	if len(all) == 0 || !slices.ContainsFunc(b.kept, func(k register.Book) bool { return k.Prefix == "OBL" && k.Total > 0 }) {
		return
	}
	b.table(table{Caption: "Threads from needs to evidence", Columns: []column{
		{"Need", 0, false}, {"What is needed", 2.6, false}, {"Obligations", 1.3, false}, {"Controls", 1.2, false}, {"Evidence valid on the day", 1, true}, {"Thread", 1.6, false},
	}, Rows: mapped(all, func(l trace.Line) row {
		end := text("Reaches evidence")
		if l.Ends != "" {
			end = badgeText(l.Ends)
		}
		return row{"", []cell{
			{linked(l.Need.Ref)}, text(l.Need.Title), stack(mapped(l.Obligations, func(n trace.Node) cell { return cell{linked(n.Ref)} })...),
			stack(mapped(l.Controls, func(key string) cell { return cell{linked(key)} })...), say("%d", l.Proofs), end,
		}}
	})})
}
