package risk

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
)

// Drawn is a new risk filled in from an entry of the risk library, for a person to
// make their own. Nothing is scored: what it means here, only people here know.
func Drawn(e controls.RiskEntry) Risk {
	r := Risk{
		Title: e.Title, Description: e.Happens(), Kind: Kind(e.Kind), Status: Open, Library: e.ID,
		Sources: slices.Clone(e.Sources), Objectives: slices.Clone(e.Objectives),
		ForOrganisation: e.Organisation, ForIndividuals: e.Individuals, ForSociety: e.Society,
	}
	for _, id := range e.Controls {
		r.Controls = append(r.Controls, controls.ControlKey(id).String())
	}
	return r
}

// FromLibrary lists by entry the risks in force that were drawn from it, by reference.
func (s *Risks) FromLibrary(ctx context.Context) (map[string][]string, error) {
	var rows []Risk
	q := store.InForce(s.db.Read(ctx), true).Select("ref", "library").Where("library <> ''")
	if err := q.Order("LENGTH(ref), ref").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("risk: drawn from the library: %w", err)
	}
	out := map[string][]string{}
	for _, r := range rows {
		out[r.Library] = append(out[r.Library], r.Ref)
	}
	return out, nil
}

// Sign is a kind of system with the fact in the inventory that speaks for it.
type Sign struct{ Kind, Because string }

// hints are words by which a description gives a kind of system away. They propose
// and never decide: a person looks at every entry.
var hints = []struct {
	kind string
	says *regexp.Regexp
}{
	{"generate", regexp.MustCompile(`(?i)\b(language models?|LLMs?|GPT[\w.-]*|generative|chat ?bots?|chat assistants?|foundation models?|copilot|text generation|summari[sz]\w*)\b`)},
	{"agent", regexp.MustCompile(`(?i)\b(agents?|agentic|tool use|with tools|autonomous\w*)\b`)},
	{"sense", regexp.MustCompile(`(?i)\b(images?|photos?|pictures?|videos?|faces?|facial|voices?|speech|cameras?|sensors?|biometric\w*|convolutional)\b`)},
	{"recommend", regexp.MustCompile(`(?i)\b(recommend\w*|rank(s|ed|ing|er)?|personali[sz]\w*|search)\b`)},
	{"predict", regexp.MustCompile(`(?i)\b(scor(e|es|ing)|forecast\w*|predict\w*|classif\w*|regression|gradient|boost\w*|detect\w*)\b`)},
}

// SignsOf reads from what the inventory says of a system which kinds it is. The kind
// that every system is comes last.
func SignsOf(y inventory.System) []Sign {
	var out []Sign
	for _, h := range hints {
		for _, part := range []struct{ name, text string }{{"name", y.Name}, {"purpose", y.Purpose}, {"models", y.Models}, {"data", y.Data}} {
			if word := h.says.FindString(part.text); word != "" {
				out = append(out, Sign{h.kind, "its " + part.name + " says “" + word + "”"})
				break
			}
		}
	}
	if y.Autonomy == inventory.ActsAlone && !slices.ContainsFunc(out, func(s Sign) bool { return s.Kind == "agent" }) {
		out = append(out, Sign{"agent", "it acts alone"})
	}
	if y.PersonalData == scope.Yes && y.Affected != "" {
		out = append(out, Sign{"people", "it works with personal data, and people are affected"})
	}
	if y.Suppliers != "" {
		out = append(out, Sign{"bought", "suppliers are named"})
	}
	return append(out, Sign{controls.EverySystem, "it fits every system"})
}

// Proposal is an entry of the library that may concern a system, and why.
type Proposal struct {
	Entry   controls.RiskEntry
	Because string
}

// Propose lists the entries that may concern a system, those that its own kinds
// speak for first. What fits every system stands after them.
func Propose(y inventory.System) []Proposal {
	var out []Proposal
	given := map[string]bool{}
	for _, sign := range SignsOf(y) {
		for _, e := range controls.MustLoad().RiskLibrary {
			if !given[e.ID] && slices.Contains(e.Fits, sign.Kind) {
				given[e.ID] = true
				out = append(out, Proposal{e, sign.Because})
			}
		}
	}
	return out
}
