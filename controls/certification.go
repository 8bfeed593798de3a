package controls

import "slices"

// Certification is how a certificate is come by and kept: the steps of a cycle, what
// auditors ask for, and the spans of time. It is no part of ISO/IEC 42001: the rules
// bind certification bodies, and the rest is custom that differs between them.
type Certification struct {
	PlanDays     int          `yaml:"plan_days"`     // for cause and plan; custom
	EvidenceDays int          `yaml:"evidence_days"` // for the proof; custom
	MajorMonths  int          `yaml:"major_months"`  // to have corrections of Stage 2 majors checked
	FollowMonths int          `yaml:"follow_months"` // from the decision to the first surveillance
	ValidMonths  int          `yaml:"valid_months"`  // of a certificate
	Steps        []CycleStep  `yaml:"steps"`
	Papers       []CyclePaper `yaml:"papers"`
	Samples      []Ask        `yaml:"samples"`
}

// CycleStep is one step of a cycle. Least and Most are the shares of the days of
// Stage 1 and Stage 2 together that it usually takes, 0 where nothing can be said.
type CycleStep struct {
	ID    string  `yaml:"id"`
	Name  string  `yaml:"name"`
	Basis string  `yaml:"basis"` // "rule" or "practice"
	Note  string  `yaml:"note"`
	Share string  `yaml:"share"` // the same in words
	Least float64 `yaml:"least"`
	Most  float64 `yaml:"most"`
}

// CyclePaper is something that auditors usually ask for before Stage 1.
type CyclePaper struct {
	ID   string   `yaml:"id"`
	Name string   `yaml:"name"`
	Refs []string `yaml:"refs"` // keys of clauses and controls
}

// CycleStep finds a step of a certification cycle by its id.
func (c *Catalogue) CycleStep(id string) (CycleStep, bool) {
	return find(c.Certification.Steps, func(s CycleStep) bool { return s.ID == id })
}

// verifyCertification holds the steps and papers complete and their clauses real.
func (c *Catalogue) verifyCertification(f *faults) {
	x := c.Certification
	for name, n := range map[string]int{"plan_days": x.PlanDays, "evidence_days": x.EvidenceDays, "major_months": x.MajorMonths, "follow_months": x.FollowMonths, "valid_months": x.ValidMonths} {
		if n <= 0 {
			f.add("certification has no %s", name)
		}
	}
	for _, s := range x.Steps {
		f.id("step of a cycle", s.ID, fieldShape)
		f.filled("step "+s.ID, map[string]string{"name": s.Name, "note": s.Note})
		if !slices.Contains([]string{"rule", "practice"}, s.Basis) || s.Least > s.Most {
			f.add("step %s: basis %q or shares are wrong", s.ID, s.Basis)
		}
	}
	for _, p := range x.Papers {
		f.id("paper", p.ID, fieldShape)
		f.filled("paper "+p.ID, map[string]string{"name": p.Name})
		f.listed("paper "+p.ID, map[string][]string{"refs": p.Refs})
		for _, ref := range p.Refs {
			_, clause := c.Clause(ref)
			_, control := c.Control(ref)
			if !clause && !control {
				f.add("paper %s names %q, which is not there", p.ID, ref)
			}
		}
	}
	for _, s := range x.Samples {
		f.id("sample", s.ID, fieldShape)
		f.filled("sample "+s.ID, map[string]string{"ask": s.Ask})
	}
}
