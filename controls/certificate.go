package controls

import "slices"

// CertificateKind is a kind of certificate or report that a supplier may show, with
// what to ask of it before relying on it (A.10.3).
type CertificateKind struct {
	ID     string `yaml:"id"`
	Name   string `yaml:"name"`
	Note   string `yaml:"note"` // what it is worth
	Checks []Ask  `yaml:"checks"`
}

// Ask is one question of a checklist. Answers are stored under its ID: never change
// one that was released.
type Ask struct {
	ID  string `yaml:"id"`
	Ask string `yaml:"ask"`
	Why string `yaml:"why"`
}

// CertificateKind finds a kind by its id.
func (c *Catalogue) CertificateKind(id string) (CertificateKind, bool) {
	i := slices.IndexFunc(c.Certificates, func(k CertificateKind) bool { return k.ID == id })
	if i < 0 {
		return CertificateKind{}, false
	}
	return c.Certificates[i], true
}

// verifyCertificates holds the checklists complete and their ids apart.
func (c *Catalogue) verifyCertificates(f *faults) {
	lists := map[string][]Ask{"gap": c.Gaps}
	for _, k := range c.Certificates {
		f.id("certificate", k.ID, fieldShape)
		f.filled("certificate "+k.ID, map[string]string{"name": k.Name, "note": k.Note})
		lists["certificate "+k.ID] = k.Checks
	}
	for of, asks := range lists {
		if len(asks) == 0 {
			f.add("%s asks nothing", of)
		}
		for _, a := range asks {
			f.id("question of "+of, a.ID, fieldShape)
			f.filled(of+" "+a.ID, map[string]string{"question": a.Ask})
		}
	}
}
