package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
)

// otherAnswers gives answers to a question that differ from the one that stands in the
// form: the next option, another day, or another text.
func (p paper) otherAnswers(name string, now []string) [][]string {
	n := p.controls(name)[0]
	if isChoice(n) {
		var out [][]string
		for _, c := range p.controls(name) {
			if v := attrOf(c, "value"); !slices.Contains(now, v) {
				out = append(out, []string{v})
			}
		}
		return append(out, nil)
	}
	var out [][]string
	put := func(v string) {
		if v != "" && v != now[0] {
			out = append(out, append([]string{v}, now[1:]...))
		}
	}
	for o := range n.Descendants() {
		if o.Data == "option" {
			put(attrOf(o, "value"))
		}
	}
	if n.Data != "select" {
		for _, v := range []string{"Theirs alone", "2026-10-01", "2027-03-01", "2031-03-01", "3", "2", "https://theirs.example", "theirs@clara.example", "A.5.4"} {
			put(v)
		}
	}
	return out
}

// Whatever the other person changed in a form, a stale save of that form by somebody
// who left it alone takes it over and never writes the old value back.
func TestNoFieldOfAnyFormIsLostInAConflict(t *testing.T) {
	forms := []struct{ edit, action string }{
		{link.OrganisationEdit(), link.Organisation()},
		{link.IssueEdit("ISS-2026-001"), link.Issue("ISS-2026-001")},
		{link.PartyEdit("PTY-2026-001"), link.Party("PTY-2026-001")},
		{link.NeedEdit("NED-2026-001"), link.Need("NED-2026-001")},
		{link.ScopeStatementEdit("SCP-2026-002"), link.ScopeStatement("SCP-2026-002")},
		{link.PolicyEdit("POL-2026-001"), link.Policy("POL-2026-001")},
		{link.VersionWrite("POL-2026-001.v2"), link.VersionWrite("POL-2026-001.v2")},
		{link.RoleEdit("ROL-2026-001"), link.Role("ROL-2026-001")},
		{link.SystemEdit("SYS-2026-001"), link.System("SYS-2026-001")},
		{link.AssessmentSection("IMP-2026-002", "individuals"), link.AssessmentSection("IMP-2026-002", "individuals")},
		{link.RiskEdit("RSK-2026-001"), link.Risk("RSK-2026-001")},
		{link.ActionEdit("ACT-2026-001"), link.Action("ACT-2026-001")},
		{link.CriteriaEdit(), link.Criteria()},
		{link.SoARowEdit("A.5.4"), link.SoARow("A.5.4")},
		{link.EvidenceEdit("EVD-2026-001"), link.Evidence("EVD-2026-001")},
		{link.PersonEdit("USR-2026-002"), link.Person("USR-2026-002")},
	}
	s := full(t)
	for _, f := range forms {
		t.Run(f.action, func(t *testing.T) {
			body := s.get(access.Lead, f.edit).body
			p, ok := paperOf([]byte(body), f.action)
			if !ok {
				t.Fatal("no form")
			}
			tried := 0
			for _, name := range p.names() {
				if strings.HasPrefix(name, "_") || name == "version" {
					continue
				}
				if s.takesOver(t, f.edit, f.action, name) {
					tried++
				} else {
					t.Logf("%s: no other answer was accepted", name)
				}
			}
			if tried == 0 {
				t.Error("nothing could be changed")
			}
		})
	}
}

// takesOver lets somebody change one field and somebody else save the form without
// having touched it; false when no other answer is accepted.
func (s *site) takesOver(t *testing.T, edit, action, name string) bool {
	t.Helper()
	body := s.get(access.Lead, edit).body
	p, _ := paperOf([]byte(body), action)
	mine := p.sends()
	for _, other := range p.otherAnswers(name, mine[name]) {
		theirs := url.Values{}
		for k, v := range mine {
			theirs[k] = slices.Clone(v)
		}
		theirs[name] = other
		if a := s.post(access.Lead, action, theirs); a.StatusCode != http.StatusSeeOther {
			continue
		}
		stored, ok := paperOf([]byte(s.get(access.Lead, edit).body), action)
		if !ok {
			t.Fatalf("%s: the form is gone", name)
		}
		want := stored.sends()
		if slices.Equal(want[name], mine[name]) {
			continue
		}
		a := s.post(access.Lead, action, mine)
		if a.StatusCode != http.StatusConflict {
			t.Errorf("%s: status %d", name, a.StatusCode)
			return true
		}
		back, _ := paperOf([]byte(a.body), action)
		got := back.sends()
		for _, n := range p.names() {
			if strings.HasPrefix(n, "_") || n == "version" {
				continue
			}
			if !slices.Equal(clean(got[n]), clean(want[n])) {
				t.Errorf("%s changed to %q: the form comes back with %s %q, stored is %q", name, other, n, got[n], want[n])
			}
		}
		return true
	}
	return false
}

// clean leaves out what no list keeps.
func clean(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return strings.TrimSpace(v) == "" })
}
