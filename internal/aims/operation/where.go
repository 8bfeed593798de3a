package operation

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
)

// Place is where the evidence of a control is kept: a register, by the prefix of its
// references, with what it holds of the control.
type Place struct{ Prefix, What string }

// places are the registers in which the controls of A.6 and A.7, and those of A.4 and
// A.9 that hang on them, are recorded. The questions of the gates come besides.
var places = map[string][]Place{
	"A.4.3":   {{"DAT", "Each dataset with its use"}},
	"A.4.4":   {{"MOD", "Models, tools and methods with their versions"}},
	"A.4.5":   {{"MOD", "Where each model runs, and its energy"}},
	"A.6.1.2": {{"OPC", "Checks against the aims of responsible development"}},
	"A.6.1.3": {{"GAT", "Stages, questions and sign-off of each system"}, {"OPC", "Processes with criteria"}},
	"A.6.2.2": {{"SYS", "Purpose, intended use and foreseeable misuse"}},
	"A.6.2.3": {{"MOD", "How each model was made and evaluated"}},
	"A.6.2.4": {{"MOD", "Figures with thresholds, fairness, attacks tried"}, {"OPC", "Repeated tests"}},
	"A.6.2.5": {{"GAT", "Release decisions with conditions"}},
	"A.6.2.6": {{"OPC", "Monitoring with limits"}, {"OPR", "Records of monitoring"}},
	"A.6.2.7": {{"MOD", "Model cards for printing"}, {"DAT", "Data sheets for printing"}, {"SYS", "Intended use and oversight"}},
	"A.6.2.8": {{"LOG", "Events, place, time of keeping, readers"}},
	"A.7.2":   {{"DAT", "Owner, users and keeping of each dataset"}, {"OPC", "Data processes with criteria"}},
	"A.7.3":   {{"DAT", "How it was obtained, rights and legal basis"}},
	"A.7.4":   {{"DAT", "Quality needed and measured, bias looked for"}},
	"A.7.5":   {{"DAT", "Where it comes from and what happened since"}},
	"A.7.6":   {{"DAT", "Steps of preparation and labels"}},
	"A.9.3":   {{"SYS", "Human oversight"}},
	"A.9.4":   {{"SYS", "Intended use"}, {"OPC", "Checks of use"}},
}

// PlacesOf gives the registers in which a control is recorded.
func PlacesOf(control string) []Place { return places[control] }

// GatesAsking gives the gates that ask about a control, each with its questions.
func GatesAsking(control string) []controls.Gate {
	var out []controls.Gate
	for _, g := range controls.MustLoad().Gates {
		g.Items = slices.DeleteFunc(slices.Clone(g.Items), func(it controls.GateItem) bool { return !slices.Contains(it.Controls, control) })
		if len(g.Items) > 0 {
			out = append(out, g)
		}
	}
	return out
}
