// Package controls is the embedded catalogue of ISO/IEC 42001:2023: its clauses
// 4 to 10.2, the controls of Annex A, the themes of Annex C, a form for impact
// assessments, uses that call for more care, the terms of the field, and the tiers
// of the EU AI Act.
//
// Identifiers and titles are facts; every sentence is our own. No text of a
// standard stands in this package, and none may enter it.
//
// Control numbers of frameworks collide: A.5.4 is one thing in ISO/IEC 42001
// and another in ISO/IEC 27001. So an identifier that leaves its catalogue
// travels as a [Key], which names its framework.
//
// The catalogue is read and checked once. What [Load] and [MustLoad] return is
// shared: treat it as read-only.
package controls

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed data/*.yaml
var data embed.FS

// Load gives the catalogue. It fails only if the embedded data is damaged: a
// file that cannot be read, a field nobody knows, an identifier used twice, or
// a reference to something that is not there. All faults are reported together.
func Load() (*Catalogue, error) { return load() }

var load = sync.OnceValues(build)

// MustLoad is [Load] for callers that cannot go on without the catalogue. It
// panics only on a defect of the build, which the tests of this package find.
func MustLoad() *Catalogue {
	c, err := load()
	if err != nil {
		panic(err)
	}
	return c
}

// files are what the data folder holds, each as it is written.
type files struct {
	clauses struct{ Clauses []Clause }
	annexA  struct {
		Objectives []Objective
		Controls   []Control
	}
	annexC struct {
		Objectives  []Theme
		RiskSources []Theme `yaml:"risk_sources"`
	}
	form     struct{ Sections []FormSection }
	glossary struct{ Terms []Term }
	concepts struct {
		LifeCycle []string          `yaml:"life_cycle_stages"`
		Roles     []StakeholderRole `yaml:"stakeholder_roles"`
	}
	tiers    struct{ Tiers []Tier }
	followed struct {
		Facts    []Fact
		Controls []Applicability
	}
	uses  struct{ Uses []Use }
	help  struct{ Help []Help }
	gates struct{ Gates []Gate }
	shown struct {
		Certificates []CertificateKind
		Gaps         []Ask
	}
	cycle struct{ Certification Certification }
	risks struct {
		Kinds   []SystemKind
		Entries []RiskEntry
	}
}

func (f *files) read() error {
	return errors.Join(
		read("iso42001-clauses.yaml", &f.clauses),
		read("iso42001-annex-a.yaml", &f.annexA),
		read("iso42001-annex-c.yaml", &f.annexC),
		read("impact-form.yaml", &f.form),
		read("glossary.yaml", &f.glossary),
		read("iso22989.yaml", &f.concepts),
		read("ai-act-tiers.yaml", &f.tiers),
		read("applicability.yaml", &f.followed),
		read("uses.yaml", &f.uses),
		read("help.yaml", &f.help),
		read("risk-library.yaml", &f.risks),
		read("gates.yaml", &f.gates),
		read("certificates.yaml", &f.shown),
		read("certification.yaml", &f.cycle),
	)
}

// build reads, joins and checks the files.
func build() (*Catalogue, error) {
	var (
		c Catalogue
		f files
	)
	if err := f.read(); err != nil {
		return nil, err
	}
	c.Clauses, c.Documents = f.clauses.Clauses, documents(f.clauses.Clauses)
	c.Objectives, c.Controls = f.annexA.Objectives, f.annexA.Controls
	c.C2, c.C3 = f.annexC.Objectives, f.annexC.RiskSources
	c.ImpactForm, c.Terms, c.Tiers = f.form.Sections, f.glossary.Terms, f.tiers.Tiers
	c.LifeCycle, c.Roles = f.concepts.LifeCycle, f.concepts.Roles
	c.Uses = f.uses.Uses
	c.Facts, c.Applicability, c.Gates = f.followed.Facts, f.followed.Controls, f.gates.Gates
	c.Certificates, c.Gaps = f.shown.Certificates, f.shown.Gaps
	c.Certification = f.cycle.Certification
	c.SystemKinds, c.RiskLibrary = f.risks.Kinds, f.risks.Entries
	c.index = newIndex(c.Controls, c.Terms)
	if err := errors.Join(c.explain(f.help.Help), c.verify()); err != nil {
		return nil, err
	}
	return &c, nil
}

// read decodes one file strictly: an unknown field or a second document is an error.
func read(name string, into any) error {
	raw, err := data.ReadFile("data/" + name)
	if err != nil {
		return fmt.Errorf("controls: %w", err)
	}
	return decode(name, raw, into)
}

func decode(name string, raw []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("controls: %s: %w", name, err)
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return fmt.Errorf("controls: %s holds more than one document", name)
	}
	return nil
}

// documents collects, in clause order, what the clauses make mandatory to write down.
func documents(clauses []Clause) []Document {
	var all []Document
	for _, c := range clauses {
		for _, what := range c.Documents {
			all = append(all, Document{Clause: c.ID, What: what})
		}
	}
	return all
}
