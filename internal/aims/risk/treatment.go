package risk

import "slices"

// Treatment is the chosen option (6.1.3). A threat is mitigated, avoided, shared or
// accepted; an opportunity is exploited, enhanced, shared or accepted as it comes.
type Treatment string

// The options.
const (
	Mitigate Treatment = "mitigate"
	Avoid    Treatment = "avoid"
	Exploit  Treatment = "exploit"
	Enhance  Treatment = "enhance"
	Share    Treatment = "share"
	Accept   Treatment = "accept"
)

// Treatments lists them.
var Treatments = []Treatment{Mitigate, Avoid, Exploit, Enhance, Share, Accept}

var (
	ofThreats       = []Treatment{Mitigate, Avoid, Share, Accept}
	ofOpportunities = []Treatment{Exploit, Enhance, Share, Accept}
)

// TreatmentsOf lists the options for a kind; everything that is not an opportunity
// is treated as a threat.
func TreatmentsOf(k Kind) []Treatment {
	if k == Opportunity {
		return ofOpportunities
	}
	return ofThreats
}

// Fits says whether the option can be chosen for a kind: an opportunity is never
// reduced, and a threat never enhanced.
func (t Treatment) Fits(k Kind) bool { return t == "" || slices.Contains(TreatmentsOf(k), t) }

// Treatable says whether the chosen option works through controls (6.1.3).
func (r Risk) Treatable() bool {
	return r.Treatment == Mitigate || r.Treatment == Share && r.Kind != Opportunity
}
