package web

import (
	"cmp"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
)

// standIn is the record of a full workspace that stands for those a rule names: the first
// of their register, unless another is in the state that the rule speaks of.
func standIn(rule, kind string) string {
	others := map[string]string{"SCP-05": "NED-2026-001", "LDR-02": "POL-2026-001.v1", "LDR-06": "POL-2026-001.v1", "LDR-08": "POL-2026-001.v1", "LDR-09": "POL-2026-001.v1"}
	switch kind {
	case "-":
		return ""
	case "42001":
		return "42001:A.5.4"
	}
	return cmp.Or(others[rule], kind+"-2026-001")
}

// kinds reads which records each rule names, as the rules' own tests saw it.
func kinds(t *testing.T) map[string]string {
	t.Helper()
	list, err := os.ReadFile(filepath.Join("..", "readiness", "testdata", "rules.txt"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for line := range strings.Lines(string(list)) {
		parts := strings.Fields(line)
		out[parts[0]] = parts[3]
	}
	return out
}

// Every rule leads to a page that its reader may open, and to a field that is there.
func TestEveryRuleLeadsToTheFieldThatMendsIt(t *testing.T) {
	s, kind := full(t), kinds(t)
	for _, g := range readiness.Rules() {
		ref := standIn(g.Rule, kind[g.Rule])
		if _, known := link.Mend(g.Rule, ref); !known && g.Stage != "evidence" {
			t.Errorf("%s leads to no place", g.Rule)
		}
		someone := false
		for _, role := range access.Roles {
			may := mayMend(s.as(role), g)
			someone = someone || may
			page, id, named := strings.Cut(homeview.Mend(g, ref, may), "#")
			a := s.get(role, page)
			if a.StatusCode != http.StatusOK {
				t.Errorf("%s: %s gets %d from %s", g.Rule, role, a.StatusCode, page)
			} else if named && !strings.Contains(a.body, `id="`+id+`"`) {
				t.Errorf("%s: %s has no field %q", g.Rule, page, id)
			}
		}
		if !someone {
			t.Errorf("nobody may mend %s", g.Rule)
		}
	}
}
