// Package help holds the explanations that are built into the workbench: for each
// page why it is there ([Topics]), short articles ([Articles]) and a first walk
// from an empty workspace to an evidence pack ([Tutorial]).
//
// All of it is compiled in, so that help works without a network. Whatever can be
// generated from the product itself, such as who may do what, is not typed here.
package help

import (
	"slices"
	"strings"
)

// Topic answers "Why is this here?" for one kind of page.
type Topic struct {
	ID      string   // stable; the place on the page of all topics
	Title   string   // what the page is
	Pages   []string // patterns of the route table
	Why     string   // what the page is for
	Clauses []string // clauses and controls that ask for it; none where only the product does
	First   string   // what to do first
	Wrong   string   // what can go wrong
	Article string   // where more is said, if anywhere
}

// Topics lists every topic in the order of the life cycle.
func Topics() []Topic {
	return slices.Concat(
		startTopics, scopeTopics, keptScopeTopics, leadershipTopics, keptLeadershipTopics, inventoryTopics, partTopics, impactTopics, riskTopics, soaTopics,
		objectiveTopics, changeTopics, supportTopics, operationTopics, controlTopics, outsideTopics, performanceTopics, auditTopics, improvementTopics, reviewTopics, certificationTopics, workTopics, togetherTopics, peopleTopics, helpTopics,
	)
}

// For finds the topic of a page by its pattern in the route table. A pattern that
// only acts, such as "/risk/:ref/retire", belongs to the nearest page above it,
// because that page is shown again when the act is refused.
func For(pattern string) (Topic, bool) {
	for at := pattern; at != ""; at = at[:strings.LastIndex(at, "/")] {
		if t, ok := byPage[at]; ok {
			return t, true
		}
	}
	return Topic{}, false
}

var byPage = func() map[string]Topic {
	all := map[string]Topic{}
	for _, t := range Topics() {
		for _, p := range t.Pages {
			all[p] = t
		}
	}
	return all
}()
