package register

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
)

// Kind says how a field is asked and shown.
type Kind string

// The kinds of fields.
const (
	OneLine Kind = "line"
	Prose   Kind = "prose"   // several lines
	OneOf   Kind = "one of"  // of the options
	SomeOf  Kind = "some of" // of the options
	OnDay   Kind = "day"
	YesNo   Kind = "yes or no"
	Count   Kind = "count"  // a whole number
	Measure Kind = "figure" // a number with a fraction
	Record  Kind = "record" // the reference of another record
	Records Kind = "records"
	Listed  Kind = "lines" // short texts, one a line
	Tabled  Kind = "table" // like things, one a line, see Table
)

// Option is one answer that a field offers.
type Option struct{ Value, Label, Hint string }

// Question is what a field asks, apart from the record that holds the answer.
type Question struct {
	Name    string // of the form, the JSON and the column alike
	Label   string // as the form asks it
	Short   string // as columns, filters and facts call it; the label where empty
	Hint    string
	Kind    Kind
	Options []Option
	Of      []string   // of Record and Records: prefixes of references, "control" for Annex A and the own controls, "clause" for clauses 4 to 10
	Cells   []Question // of Tabled: its columns
	Must    string     // what to do when it is empty; optional where there is none
	Section string     // heading above it, where a part of the form begins
	Column  bool       // a column of the list
	Extra   bool       // a column that is shown when it is chosen
	Narrows bool       // the list can be narrowed by it
	Owner   bool       // it names who answers for the record
}

// Field joins a question to the place of its answer in a record.
type Field[T any] struct {
	Question
	get func(*T) []string
	set func(*T, []string) (problem string)
}

// Line is one line of text.
func Line[T any, S ~string](name, label string, at func(*T) *S) Field[T] {
	return textual(OneLine, name, label, at)
}

// Text is several lines of text.
func Text[T any, S ~string](name, label string, at func(*T) *S) Field[T] {
	return textual(Prose, name, label, at)
}

// Day is a day, posted and kept as 2026-11-22.
func Day[T any](name, label string, at func(*T) *when.Day) Field[T] {
	return textual(OnDay, name, label, at)
}

// Choice is one of the words of a list, which are their own labels until Labelled
// gives them others.
func Choice[T any, S ~string](name, label string, at func(*T) *S, words ...S) Field[T] {
	f := textual(OneOf, name, label, at)
	f.Options = optionsOf(words)
	return f
}

// One is the reference of a record whose prefix is among of.
func One[T any, S ~string](name, label string, at func(*T) *S, of ...string) Field[T] {
	f := textual(Record, name, label, at)
	f.Of = of
	set := f.set
	f.set = func(t *T, given []string) string {
		return set(t, slices.Collect(keys(given)))
	}
	return f
}

// Some is any number of the words of a list.
func Some[T any, S ~string](name, label string, at func(*T) *[]S, words ...S) Field[T] {
	f := several(SomeOf, name, label, at)
	f.Options = optionsOf(words)
	return f
}

// Many is the references of any number of records.
func Many[T any](name, label string, at func(*T) *[]string, of ...string) Field[T] {
	f := several(Records, name, label, at)
	f.Of = of
	set := f.set
	f.set = func(t *T, given []string) string {
		return set(t, slices.Collect(keys(given)))
	}
	return f
}

// Lines is any number of short texts, one a line.
func Lines[T any](name, label string, at func(*T) *[]string) Field[T] {
	f := several(Listed, name, label, at)
	set := f.set
	f.set = func(t *T, given []string) string {
		return set(t, strings.Split(strings.Join(given, "\n"), "\n"))
	}
	return f
}

// Yes is a statement that holds or does not.
func Yes[T any](name, label string, at func(*T) *bool) Field[T] {
	return Field[T]{Question{Name: name, Label: label, Kind: YesNo},
		func(t *T) []string {
			if *at(t) {
				return []string{"yes"}
			}
			return nil
		},
		func(t *T, given []string) string {
			*at(t) = slices.Contains(given, "yes")
			return ""
		}}
}

// Number is a whole number from 0; 0 is none.
func Number[T any](name, label string, at func(*T) *int) Field[T] {
	return Field[T]{Question{Name: name, Label: label, Kind: Count},
		func(t *T) []string {
			if *at(t) == 0 {
				return nil
			}
			return []string{strconv.Itoa(*at(t))}
		},
		func(t *T, given []string) string {
			*at(t) = 0
			text := strings.TrimSpace(strings.Join(given, ""))
			if text == "" {
				return ""
			}
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 || n > 1e9 {
				return "Give a whole number, for example 12"
			}
			*at(t) = n
			return ""
		}}
}

// Figure is a number that may have a fraction. It is kept as it was written, because
// 0.50 says another precision than 0.5; see ParseFigure.
func Figure[T any, S ~string](name, label string, at func(*T) *S) Field[T] {
	f := textual(Measure, name, label, at)
	f.set = func(t *T, given []string) string {
		text := strings.TrimSpace(strings.Join(given, ""))
		*at(t) = S(text)
		if _, ok := ParseFigure(text); !ok && text != "" {
			return "Give a number, for example 0.85 or 12"
		}
		return ""
	}
	return f
}

// ParseFigure reads a figure; a comma counts as the decimal point.
func ParseFigure(text string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	return v, err == nil
}

func textual[T any, S ~string](kind Kind, name, label string, at func(*T) *S) Field[T] {
	return Field[T]{Question{Name: name, Label: label, Kind: kind},
		func(t *T) []string {
			if *at(t) == "" {
				return nil
			}
			return []string{string(*at(t))}
		},
		func(t *T, given []string) string {
			*at(t) = S(strings.TrimSpace(strings.Join(given, "\n")))
			return ""
		}}
}

func several[T any, S ~string](kind Kind, name, label string, at func(*T) *[]S) Field[T] {
	return Field[T]{Question{Name: name, Label: label, Kind: kind},
		func(t *T) []string {
			out := make([]string, len(*at(t)))
			for i, v := range *at(t) {
				out[i] = string(v)
			}
			return out
		},
		func(t *T, given []string) string {
			var out []S
			for _, v := range given {
				if v = strings.TrimSpace(v); v != "" && !slices.Contains(out, S(v)) {
					out = append(out, S(v))
				}
			}
			*at(t) = out
			return ""
		}}
}

func optionsOf[S ~string](words []S) []Option {
	out := make([]Option, len(words))
	for i, w := range words {
		out[i] = Option{Value: string(w), Label: capital(string(w))}
	}
	return out
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Needed makes the field required; say tells what to do when it is empty.
func (f Field[T]) Needed(say string) Field[T] {
	f.Must = say
	return f
}

// Help adds the hint below the label.
func (f Field[T]) Help(hint string) Field[T] {
	f.Hint = hint
	return f
}

// Labelled says in words what the values of a choice mean: value, label, value, label.
func (f Field[T]) Labelled(pairs ...string) Field[T] {
	f.Options = slices.Clone(f.Options)
	for i := 0; i+1 < len(pairs); i += 2 {
		for j := range f.Options {
			if f.Options[j].Value == pairs[i] {
				f.Options[j].Label = pairs[i+1]
			}
		}
	}
	return f
}

// Explained says more about the values of a choice, below their labels: value,
// explanation, value, explanation.
func (f Field[T]) Explained(pairs ...string) Field[T] {
	f.Options = slices.Clone(f.Options)
	for i := 0; i+1 < len(pairs); i += 2 {
		for j := range f.Options {
			if f.Options[j].Value == pairs[i] {
				f.Options[j].Hint = pairs[i+1]
			}
		}
	}
	return f
}

// Called gives the field a short name for columns, filters and records.
func (f Field[T]) Called(short string) Field[T] {
	f.Short = short
	return f
}

// Title is the short name of the field.
func (q Question) Title() string { return cmp.Or(q.Short, q.Label) }

// Under begins a part of the form with a heading.
func (f Field[T]) Under(section string) Field[T] {
	f.Section = section
	return f
}

// InList shows the field as a column of the list.
func (f Field[T]) InList() Field[T] {
	f.Column = true
	return f
}

// IfAsked offers the field as a column that a person may choose.
func (f Field[T]) IfAsked() Field[T] {
	f.Column, f.Extra = true, true
	return f
}

// Filter lets the list be narrowed by the field.
func (f Field[T]) Filter() Field[T] {
	f.Narrows = true
	return f
}
