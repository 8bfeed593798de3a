package inventory

import (
	"slices"
	"strings"
)

// Kind is what changes on an AI system.
type Kind string

// The kinds of change. Other is what no field of the inventory shows.
const (
	OfPurpose    Kind = "purpose"
	OfModel      Kind = "model"
	OfData       Kind = "data"
	OfSupplier   Kind = "supplier"
	OfAutonomy   Kind = "autonomy"
	OfOversight  Kind = "oversight"
	OfDeployment Kind = "deployment"
	OfOther      Kind = "other"
)

// Kinds lists them.
var Kinds = []Kind{OfPurpose, OfModel, OfData, OfSupplier, OfAutonomy, OfOversight, OfDeployment, OfOther}

// Label is the kind as people choose it.
func (k Kind) Label() string {
	switch k {
	case OfPurpose:
		return "Purpose or use"
	case OfModel:
		return "Model"
	case OfData:
		return "Data"
	case OfSupplier:
		return "Supplier"
	case OfAutonomy:
		return "Autonomy"
	case OfOversight:
		return "Human oversight"
	case OfDeployment:
		return "Where and for whom it is used"
	case OfOther:
	}
	return "Something else"
}

func kindLabels() []string {
	var out []string
	for _, k := range Kinds {
		out = append(out, string(k), k.Label())
	}
	return out
}

// Touch says that a kind of change puts the records of a register in question, and why.
type Touch struct {
	Prefix  string // of the register's references; "CTL" stands for the rows of the Statement
	Because string // goes on from "to be confirmed, because"
}

// Effect is one line of the table: a kind of change, the fields of the inventory that
// show it, and the registers whose records it puts in question.
type Effect struct {
	Kind    Kind
	fields  []field
	card    string // what of the cards of models and datasets shows it, in words
	Touches []Touch
}

// field is one field of a system.
type field struct {
	label string
	of    func(*System) string
}

// Effects is the whole rule of what a change of an AI system puts in question. Nothing
// else in the workbench decides it. Three lines deserve a word: a new model or a new
// supplier does not make a control needless, so that the Statement's rows follow from
// the risks that are looked at again; a new supplier alone does to people what the model
// and the data do, which have lines of their own; and what a test or a report shows
// stays true whatever a system is allowed to do afterwards and wherever it is used.
var Effects = []Effect{
	{OfPurpose, []field{
		{"Purpose", func(s *System) string { return s.Purpose }},
		{"Intended use", func(s *System) string { return s.IntendedUse }},
		{"Foreseeable misuse", func(s *System) string { return s.Misuse }},
	}, "", []Touch{
		{"IMP", "the impact was assessed for another use"},
		{"RSK", "the risk was assessed for another use"},
		{"ACC", "what remains was accepted for another use"},
		{"CTL", "the control was decided on for another use"},
		{"EVD", "it shows the system in another use"},
	}},
	{OfModel, []field{
		{"Models", func(s *System) string { return s.Models }},
	}, "Version, kind, origin or supplier of a model", []Touch{
		{"IMP", "the impact was assessed with another model"},
		{"RSK", "the risk was assessed with another model"},
		{"ACC", "what remains was accepted with another model"},
		{"EVD", "it shows the system with another model"},
	}},
	{OfData, []field{
		{"Data", func(s *System) string { return s.Data }},
		{"Personal data", func(s *System) string { return string(s.PersonalData) }},
	}, "Version, content, provenance or personal data of a dataset", []Touch{
		{"IMP", "the impact was assessed with other data"},
		{"RSK", "the risk was assessed with other data"},
		{"ACC", "what remains was accepted with other data"},
		{"CTL", "the control was decided on with other data"},
		{"EVD", "it shows the system with other data"},
	}},
	{OfSupplier, []field{
		{"Suppliers", func(s *System) string { return s.Suppliers }},
	}, "", []Touch{
		{"RSK", "the risk was assessed with other suppliers"},
		{"ACC", "what remains was accepted with other suppliers"},
		{"EVD", "it shows the system with other suppliers"},
	}},
	{OfAutonomy, []field{
		{"Autonomy", func(s *System) string { return string(s.Autonomy) }},
	}, "", []Touch{
		{"IMP", "the impact was assessed when the system acted otherwise"},
		{"RSK", "the risk was assessed when the system acted otherwise"},
		{"ACC", "what remains was accepted when the system acted otherwise"},
		{"CTL", "the control was decided on when the system acted otherwise"},
	}},
	{OfOversight, []field{
		{"Human oversight", func(s *System) string { return s.Oversight }},
	}, "", []Touch{
		{"IMP", "the impact was assessed with other oversight"},
		{"RSK", "the risk was assessed with other oversight"},
		{"ACC", "what remains was accepted with other oversight"},
		{"CTL", "the control was decided on with other oversight"},
		{"EVD", "it shows the system with other oversight"},
	}},
	{OfDeployment, []field{
		{"Life-cycle stage", func(s *System) string { return s.Stage }},
		{"Jurisdictions", func(s *System) string { return s.Jurisdictions }},
		{"People affected", func(s *System) string { return s.Affected }},
		{"In use since", func(s *System) string { return string(s.DeployedOn) }},
		{"In the scope of the AIMS", func(s *System) string { return string(s.InScope) }},
	}, "", []Touch{
		{"IMP", "the impact was assessed for another place or other people"},
		{"RSK", "the risk was assessed for another place or other people"},
		{"ACC", "what remains was accepted for another place or other people"},
		{"CTL", "the control was decided on for another place or other people"},
	}},
}

// Difference is one field of a system that is not as it was.
type Difference struct {
	Kind          Kind
	Field         string
	Before, After string
}

// Differences compares two states of a system by the fields of Effects and by its cards.
// Spaces and line ends make no difference.
func Differences(was, now *State) []Difference {
	var out []Difference
	for _, e := range Effects {
		for _, f := range e.fields {
			before, after := strings.TrimSpace(f.of(&was.System)), strings.TrimSpace(f.of(&now.System))
			if before != after && !slices.Equal(strings.Fields(before), strings.Fields(after)) {
				out = append(out, Difference{e.Kind, f.label, before, after})
			}
		}
	}
	return append(out, cardDifferences(was, now)...)
}

// Because gives the reason for which a kind of change puts records of a register in
// question; empty where it does not.
func (k Kind) Because(prefix string) string {
	for _, e := range Effects {
		if e.Kind != k {
			continue
		}
		for _, t := range e.Touches {
			if t.Prefix == prefix {
				return t.Because
			}
		}
	}
	return ""
}

// Fields are the labels of the fields that show the change, and what of the cards does.
func (e Effect) Fields() []string {
	var out []string
	for _, f := range e.fields {
		out = append(out, f.label)
	}
	if e.card != "" {
		out = append(out, e.card)
	}
	return out
}
