package web

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
)

var update = flag.Bool("update", false, "write the golden files of this package anew")

// full is a site whose workspace has something in every stage.
func full(t *testing.T) *site {
	t.Helper()
	db, dir := aimstest.DB(t), t.TempDir()
	s := siteOn(t, db, dir)
	seed.Full(t, db, dir, s.as)
	return s
}

// TestWhoMayDoWhat compares the route table with its written form, so that a new
// route, another permission or another role is added on purpose.
func TestWhoMayDoWhat(t *testing.T) {
	s := newSite(t)
	var lines []string
	for _, rt := range s.server.routes() {
		can, roles := string(rt.can), "nobody signed in"
		if rt.can != public {
			var may []string
			for _, role := range access.Roles {
				if s.as(role).May(rt.can) {
					may = append(may, string(role))
				}
			}
			roles = strings.Join(may, " ")
		} else {
			can = "public"
		}
		lines = append(lines, fmt.Sprintf("%-4s %-46s %-28s %s\n", rt.method, rt.path, can, roles))
	}
	slices.Sort(lines)
	got := strings.Join(lines, "")
	const golden = "testdata/matrix.txt"
	if *update {
		s.must(os.MkdirAll("testdata", 0o755))
		s.must(os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	s.must(err)
	if got != string(want) {
		wanted := strings.SplitAfter(string(want), "\n")
		for _, l := range lines {
			if !slices.Contains(wanted, l) {
				t.Errorf("new or changed: %s", l)
			}
		}
		for _, l := range wanted {
			if l != "" && !slices.Contains(lines, l) {
				t.Errorf("gone: %s", l)
			}
		}
		t.Error("the route table is not the one in testdata/matrix.txt; if it is meant so, run the tests of this package with -update")
	}
}

// TestEveryRoleIsRefusedAtTheRoute asks every route as every role that may not.
func TestEveryRoleIsRefusedAtTheRoute(t *testing.T) {
	s := full(t)
	before := s.position()
	for _, rt := range s.server.routes() {
		for _, role := range access.Roles {
			if rt.can == public || s.as(role).May(rt.can) {
				continue
			}
			if a := s.ask(role, rt); a.StatusCode != http.StatusForbidden {
				t.Errorf("%s %s as %s: %d, want 403", rt.method, rt.path, role, a.StatusCode)
			}
		}
		if rt.can == public {
			continue
		}
		if a := s.ask("", rt); a.StatusCode != http.StatusSeeOther && a.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s %s as nobody: %d", rt.method, rt.path, a.StatusCode)
		}
	}
	if s.position() != before {
		t.Error("a refused request left an entry")
	}
}

// ask sends an empty request to a route.
func (s *site) ask(role access.Role, rt route) answer {
	s.Helper()
	if rt.method == http.MethodGet {
		return s.get(role, sampleOf(rt))
	}
	return s.post(role, sampleOf(rt), url.Values{})
}

// sampleOf is an address of the route in the workspace of seed.Full, for changes too.
func sampleOf(rt route) string {
	for _, p := range seed.Pages {
		if path, _, _ := strings.Cut(p, "?"); routed(http.MethodGet, path) == rt.path {
			return p
		}
	}
	parts := strings.Split(rt.path, "/")
	for i, p := range parts {
		if strings.HasPrefix(p, ":") {
			parts[i] = refFor[strings.Join(parts[1:i], "/")]
		}
	}
	return strings.Join(parts, "/")
}

// refFor gives a reference below a path, for routes that have no page.
var refFor = map[string]string{
	"people": "USR-2026-002", "scope/issues": "ISS-2026-001", "scope/parties": "PTY-2026-001", "scope/needs": "NED-2026-001", "scope/statements": "SCP-2026-002",
	"support/resources": "RES-2026-001", "support/competences": "CMP-2026-001", "support/trainings": "TRN-2026-001", "support/proofs": "PRF-2026-001",
	"support/awareness": "AWR-2026-001", "support/communications": "COM-2026-001", "support/messages": "MSG-2026-001", "support/documents": "DOC-2026-001",
	"inventory/models": "MOD-2026-001", "inventory/datasets": "DAT-2026-001", "inventory/logs": "LOG-2026-001",
	"operation/controls": "OPC-2026-001", "operation/records": "OPR-2026-001", "operation/gates": "GAT-2026-001",
	"operation/suppliers": "SUP-2026-001", "operation/certificates": "CER-2026-001", "operation/responsibilities": "RSP-2026-001",
	"operation/expectations": "CEX-2026-001", "operation/incidents": "INC-2026-001", "improvement/nonconformities": "NCR-2026-001", "improvement/actions": "CAR-2026-001", "improvement/improvements": "IMV-2026-001", "operation/information": "UIN-2026-001", "operation/concerns": "CNC-2026-001",
	"review/reviews": "MRV-2026-001", "review/decisions": "MRD-2026-001",
	"certification/cycles": "CYC-2026-001", "certification/events": "CEV-2026-001", "certification/requests": "DRQ-2026-001",
	"internalaudit/programmes": "APR-2026-001", "internalaudit/audits": "AUD-2026-001", "internalaudit/checklist": "CHK-2026-001", "internalaudit/samples": "SMP-2026-001", "internalaudit/findings": "FND-2026-001",
	"performance/measures": "MSR-2026-001", "performance/results": "RSL-2026-001", "performance/evaluations": "EVA-2026-001",
	"scope/obligations": "OBL-2026-001", "scope/processes": "PRC-2026-001",
	"leadership/policies": "POL-2026-001", "leadership/roles": "ROL-2026-001",
	"leadership/publications": "PUB-2026-001", "leadership/acknowledgements": "ACK-2026-001", "leadership/activities": "RCI-2026-001", "leadership/signatures": "SIG-2026-001",
	"inventory": "SYS-2026-001", "impact": "IMP-2026-002", "impact/publications": "IPB-2026-001", "risk": "RSK-2026-001",
	"risk/actions": "ACT-2026-001", "risk/acceptances": "ACC-2026-001", "risk/plans": "PLA-2026-001", "risk/library": "prompt-injection", "evidence": "EVD-2026-001", "comments": "CMT-2026-001",
	"inventory/changes": "CHG-2026-001", "inventory/confirmations": "CNF-2026-001", "objective/objectives": "OBJ-2026-001", "objective/measurements": "MEA-2026-001", "objective/changes": "PLC-2026-001",
	"import": "none", "calendar": "none.ics", "import/batches": "BAT-2026-001", "pack/files": "aims-evidence-pack-2026-11-22-1.pdf",
	"soa": "CTL-2026-001", "soa/bulk": "BAT-2026-001", "risk/bulk": "BAT-2026-002", "inventory/bulk": "BAT-2026-003", "evidence/bulk": "BAT-2026-004",
}

// routed is the pattern to which the router sends a path; empty when there is none.
func routed(method, path string) string {
	found := router().NewContext(nil, nil)
	router().Router().Find(method, path, found)
	return found.Path()
}

// router knows every route and nothing else.
var router = sync.OnceValue(func() *echo.Echo {
	e := echo.New()
	for _, rt := range (&Server{}).routes() {
		e.Add(rt.method, rt.path, echo.NotFoundHandler)
	}
	return e
})

// passing are pages that exist only while an import, a pack or a secret is at hand. The tests
// of imports and packs walk through them.
var passing = []string{link.ImportDraftPattern, link.ImportCheckPattern, link.BatchPattern, link.BatchUndoPattern, link.PackFilePattern, link.CalendarPattern}

// TestEveryPageIsLookedAt holds seed.Pages complete: the other tests go along it.
func TestEveryPageIsLookedAt(t *testing.T) {
	s := full(t)
	var seen []string
	for _, p := range seed.Pages {
		path, _, _ := strings.Cut(p, "?")
		seen = append(seen, routed(http.MethodGet, path))
		if lead, exec := s.get(access.Lead, p), s.get(access.Executive, p); lead.StatusCode != http.StatusOK && exec.StatusCode != http.StatusOK && !strings.Contains(p, "token=") {
			t.Errorf("%s shows nothing: %d to a lead, %d to an executive\n%s", p, lead.StatusCode, exec.StatusCode, said(lead.body))
		}
	}
	for _, rt := range s.server.routes() {
		if rt.method == http.MethodGet && !slices.Contains(seen, rt.path) && !slices.Contains(passing, rt.path) {
			t.Errorf("seed.Pages has no address for %s", rt.path)
		}
		if strings.Contains(sampleOf(rt), "//") {
			t.Errorf("refFor knows no reference for %s", rt.path)
		}
	}
}

// TestLinksAndRoutesAgree compares the patterns of templates/link with the route table.
func TestLinksAndRoutesAgree(t *testing.T) {
	written := patterns(t)
	var served []string
	for _, rt := range newSite(t).server.routes() {
		served = append(served, rt.path)
		if isKept(rt.path) {
			continue
		}
		if !slices.Contains(written, rt.path) {
			t.Errorf("%s is served but is no pattern of templates/link", rt.path)
		}
	}
	for _, p := range written {
		if !slices.Contains(served, p) {
			t.Errorf("templates/link has %s, but nothing is served there", p)
		}
	}
	for _, st := range aims.Stages {
		if p := "/" + st.Name; !slices.Contains(served, p) {
			t.Errorf("the navigation leads to /%s, where nothing is served", st.Name)
		}
	}
}

// isKept says whether a path belongs to a register of internal/register: link.Kept
// names where those have their pages, and TestKeptRegistersAreServed holds them.
func isKept(path string) bool {
	for _, at := range link.Kept() {
		if path == at || strings.HasPrefix(path, at+"/") {
			return true
		}
	}
	return false
}

// TestKeptRegistersAreServed holds the addresses of link.Kept and the registers together.
func TestKeptRegistersAreServed(t *testing.T) {
	routes := (&Server{}).routes()
	known := link.Kept()
	for _, b := range (&snapshot.Snapshot{}).Kept() {
		at := known[b.Prefix]
		for _, path := range []string{at, at + "/new", at + "/:ref", at + "/:ref/edit", at + "/:ref/retire"} {
			if b.Prefix == "CNF" && (path == at+"/new" || path == at+"/:ref/edit") {
				continue // made from what is to be confirmed, and never revised
			}
			if at == "" || !slices.ContainsFunc(routes, func(rt route) bool { return rt.path == path }) {
				t.Errorf("%s: nothing is served at %q", b.Name, path)
			}
		}
		delete(known, b.Prefix)
	}
	for prefix, at := range known {
		t.Errorf("link has %s for %s, which no register of the snapshot has", at, prefix)
	}
}

// patterns reads the constants that end in Pattern.
func patterns(t *testing.T) []string {
	t.Helper()
	const dir = "../../templates/link"
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		f, err := parser.ParseFile(token.NewFileSet(), dir+"/"+e.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if ok && strings.HasSuffix(v.Names[0].Name, "Pattern") && len(v.Values) == 1 {
				if text, ok := v.Values[0].(*ast.BasicLit); ok {
					p, err := strconv.Unquote(text.Value)
					if err != nil {
						t.Fatal(err)
					}
					all = append(all, p)
				}
			}
			return true
		})
	}
	return all
}
