// Package readiness is the pre-audit: rules over a snapshot, each saying what a
// certification auditor would find today and what to do about it.
//
// A rule is a pure function of a snapshot. It names the records it means, and it
// must not shout wrongly: every rule has a test with the smallest workspace that
// breaks it and one that does not. Severities are our suggestion; ISO/IEC 42001
// itself grades nothing.
package readiness

import (
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Severity is how an auditor would probably grade the gap.
type Severity string

// The severities.
const (
	Major Severity = "major" // the requirement is absent, or the system's working is in doubt
	Minor Severity = "minor" // a lapse that does not put the system in doubt
)

// Audit is the stage of a certification audit at which a gap is found.
type Audit int

// The stages of a certification audit: the documents first, then the working.
const (
	Stage1 Audit = 1 // reads whether the system is planned and documented
	Stage2 Audit = 2 // sees on samples whether it works
)

// Audits lists them.
var Audits = []Audit{Stage1, Stage2}

// Gap is one thing that would be found.
type Gap struct {
	Rule     string   `json:"rule"` // stable: scripts and history rely on it
	Severity Severity `json:"severity"`
	Reason   string   `json:"reason"`  // why an auditor would probably grade it so
	Audit    Audit    `json:"stage"`   // where it is found
	Clauses  []string `json:"clauses"` // of ISO/IEC 42001; controls carry their letter
	Records  []string `json:"records"` // references or control keys; empty when something is missing as a whole
	Message  string   `json:"message"`
	Fix      string   `json:"fix"`
	Stage    string   `json:"-"` // of the life cycle, where it is mended, by name in aims.Stages; "evidence" for evidence
}

// rule finds at most one gap, which names every record concerned.
type rule struct {
	id       string
	severity Severity
	at       Audit
	clauses  []string
	stage    string
	message  string
	why      string // the reason of the severity
	fix      string
	find     func(s *snapshot.Snapshot) (records []string, broken bool)
}

// Check applies every rule, in the order of the clauses.
func Check(s *snapshot.Snapshot) []Gap {
	gaps := []Gap{}
	for _, r := range rules() {
		records, broken := r.find(s)
		if !broken {
			continue
		}
		if records == nil {
			records = []string{}
		}
		gaps = append(gaps, Gap{r.id, r.severity, r.why, r.at, r.clauses, records, r.message, r.fix, r.stage})
	}
	return gaps
}

// Rules describes every rule as the gap it would give, without records.
func Rules() []Gap {
	var all []Gap
	for _, r := range rules() {
		all = append(all, Gap{r.id, r.severity, r.why, r.at, r.clauses, nil, r.message, r.fix, r.stage})
	}
	return all
}

// AnyMajor says whether a major gap stands.
func AnyMajor(gaps []Gap) bool {
	for _, g := range gaps {
		if g.Severity == Major {
			return true
		}
	}
	return false
}

func rules() []rule {
	var all []rule
	for _, group := range [][]rule{
		scopeRules, dutyRules, leadershipRules, knownRules, inventoryRules, partRules, impactRules, riskRules, soaRules, changeRules, objectiveRules,
		supportRules, controlRules, outsideRules, performanceRules, evidenceRules,
		auditRules, improvementRules, reviewRules, certificationRules,
	} {
		all = append(all, group...)
	}
	return all
}

// missing is a rule about something that is not there at all.
func missing(there func(s *snapshot.Snapshot) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return func(s *snapshot.Snapshot) ([]string, bool) { return nil, !there(s) }
}

// each is a rule about records, every one of which breaks it by itself.
func each(find func(s *snapshot.Snapshot) []string) func(*snapshot.Snapshot) ([]string, bool) {
	return func(s *snapshot.Snapshot) ([]string, bool) {
		records := find(s)
		return records, len(records) > 0
	}
}

// refs lists the references of the records that fit.
func refs[T any](all []T, fits func(T) bool, ref func(T) string) []string {
	var out []string
	for _, one := range all {
		if fits(one) {
			out = append(out, ref(one))
		}
	}
	return out
}
