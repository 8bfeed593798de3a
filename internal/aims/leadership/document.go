package leadership

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// Kind is what sort of document a text is.
type Kind string

// The kinds of documents.
const (
	AIPolicy  Kind = "main"      // the AI policy of 5.2; there is one
	Topic     Kind = "topic"     // a policy beside it on one subject (A.2.3)
	Procedure Kind = "procedure" // how something is done, step by step
)

// Kinds lists them.
var Kinds = []Kind{AIPolicy, Topic, Procedure}

// Kind is what sort of document it is.
func (p Policy) Kind() Kind {
	switch {
	case p.Main:
		return AIPolicy
	case p.Procedure:
		return Procedure
	}
	return Topic
}

// SetKind makes it a document of a kind.
func (p *Policy) SetKind(k Kind) { p.Main, p.Procedure = k == AIPolicy, k == Procedure }

// checkReferences refuses what is no document and no control of the catalogue.
func (p Policy) checkReferences(l *check.List) {
	for _, ref := range p.Documents {
		if _, version := PolicyOf(ref); version || !strings.HasPrefix(ref, "POL-") {
			l.Add("documents", "%s is no document. Choose one of the list", ref)
		}
	}
	for _, key := range p.Controls {
		_, id, annex := strings.Cut(key, ":")
		if _, known := controls.MustLoad().Control(id); !strings.HasPrefix(key, "CTL-") && (!annex || !known) {
			l.Add("controls", "There is no control %s. Choose one of the list", key)
		}
	}
}

// among checks a document beside the others: one AI policy, no reference to itself or
// to what is not there.
func (p Policy) among(tx *store.Tx) error {
	if err := p.checkMain(tx.Read()); err != nil {
		return err
	}
	var l check.List
	if p.Ref != "" && slices.Contains(p.Documents, p.Ref) {
		l.Add("documents", "A document cannot refer to itself")
	}
	missing, err := tx.Unknown(p.Documents)
	if err != nil {
		return err
	}
	for _, ref := range missing {
		l.Add("documents", "There is no %s here. Choose one that is recorded", ref)
	}
	return l.Err()
}

// place is words between square brackets.
var place = regexp.MustCompile(`\[([^\[\]\n]{1,120})\]`)

// Places are the places of a text that still wait to be filled: the words between
// square brackets, as templates mark them, each once and in their order. Links, their
// addresses and tick boxes of Markdown are none.
func Places(text string) []string {
	var out []string
	for _, at := range place.FindAllStringSubmatchIndex(text, -1) {
		words := strings.TrimSpace(text[at[2]:at[3]])
		if words != "" && !strings.EqualFold(words, "x") && !isLink(text[:at[0]], text[at[1]:]) && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

// isLink says whether brackets between two pieces of text are a link of Markdown: they
// are followed by its address or its label, or are a label themselves.
func isLink(before, after string) bool {
	lineStart := before == "" || strings.HasSuffix(before, "\n")
	return strings.HasPrefix(after, "(") || strings.HasPrefix(after, "[") || strings.HasSuffix(before, "]") || lineStart && strings.HasPrefix(after, ":")
}
