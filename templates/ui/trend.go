package ui

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
)

// Series is a line of values over time, as a drawing and in words.
type Series struct {
	Points []Point // the oldest first
	Bounds []Bound
	Says   string // in one or two sentences what the drawing shows
}

// Point is one value on a day. Bad marks a value that is beyond a bound.
type Point struct {
	On    when.Day
	Value float64
	Bad   bool
}

// Bound is a level that values are held against.
type Bound struct {
	Value float64
	Class string // "goal" or "alert"
}

// sheet is the size of a drawing in its own units.
type sheet struct{ width, height, margin float64 }

var (
	whole = sheet{480, 96, 6}
	spark = sheet{96, 24, 4}
)

// dot is a point in its place.
type dot struct {
	X, Y string
	Bad  bool
	Last bool
}

// plot is a series in its places.
type plot struct {
	Line   string
	Dots   []dot // of the newest value and of bad ones
	Levels []level
}

type level struct{ Y, Class string }

// draw puts values at their days, and levels beside them.
func (p sheet) draw(s Series) plot {
	low, high := s.Points[0].Value, s.Points[0].Value
	for _, at := range s.Points {
		low, high = min(low, at.Value), max(high, at.Value)
	}
	for _, b := range s.Bounds {
		low, high = min(low, b.Value), max(high, b.Value)
	}
	if high == low {
		high, low = high+1, low-1
	}
	y := func(v float64) string { return place(p.margin + (high-v)/(high-low)*(p.height-2*p.margin)) }
	first, last := s.Points[0].On.Time(), s.Points[len(s.Points)-1].On.Time()
	span := max(last.Sub(first).Hours(), 1)
	var d plot
	var line []string
	for i, at := range s.Points {
		n := dot{place(p.margin + at.On.Time().Sub(first).Hours()/span*(p.width-2*p.margin)), y(at.Value), at.Bad, i == len(s.Points)-1}
		line = append(line, n.X+","+n.Y)
		if n.Bad || n.Last {
			d.Dots = append(d.Dots, n)
		}
	}
	d.Line = strings.Join(line, " ")
	for _, b := range s.Bounds {
		d.Levels = append(d.Levels, level{y(b.Value), b.Class})
	}
	return d
}

func (p sheet) box() string { return fmt.Sprintf("0 0 %.0f %.0f", p.width, p.height) }

func (p sheet) edge() string { return fmt.Sprintf("%.0f", p.width) }

func place(v float64) string { return fmt.Sprintf("%.1f", v) }

// kind is the class of a point.
func (d dot) kind() string {
	if d.Bad {
		return "bad"
	}
	return "last"
}
