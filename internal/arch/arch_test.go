package arch

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// sample is a made-up file.
type sample struct{ path, text string }

// rules are asked about every file. bad must be found, good must not.
var rules = []struct {
	name      string
	find      func(file) []string
	bad, good []sample
}{
	{
		"who may import whom", importsOurs,
		[]sample{
			{"internal/aims/scope/x.go", imports("scope", module+"/internal/aims/soa")},
			{"internal/aims/risk/x.go", imports("risk", module+"/internal/web")},
			{"internal/aims/risk/x.go", imports("risk", module+"/internal/evidence")},
			{"internal/store/x.go", imports("store", module+"/internal/aims")},
			{"internal/store/x.go", imports("store", module+"/internal/check")},
			{"internal/pack/x.go", imports("pack", module+"/templates/ui")},
			{"internal/fault/x.go", imports("fault", module+"/internal/when")},
			{"templates/riskview/x.go", imports("riskview", module+"/internal/store")},
			{"templates/scopeview/x.go", imports("scopeview", module+"/internal/aims/risk")},
			{"templates/utilview/x.go", imports("utilview", "fmt")},
			{"templates/accountview/x.go", imports("accountview", module+"/internal/store")},
			{"internal/snapshot/x.go", imports("snapshot", module+"/cmd/aims")},
			{"internal/store/x_test.go", imports("store", module+"/internal/web")},
			{"internal/utils/x.go", imports("utils", "fmt")},
		},
		[]sample{
			{"internal/aims/soa/x.go", imports("soa", module+"/internal/aims/risk")},
			{"internal/web/x.go", imports("web", module+"/templates/riskview")},
			{"templates/riskview/x.go", imports("riskview", module+"/internal/aims/risk")},
			{"templates/inventoryview/x.go", imports("inventoryview", module+"/internal/aims/scope")},
			{"templates/accountview/x.go", imports("accountview", module+"/internal/account")},
			{"cmd/aims/x.go", imports("main", module+"/internal/web")},
			{"internal/web/x_test.go", imports("web_test", module+"/internal/web")},
		},
	},
	{
		"foreign packages keep to their home", importsForeign,
		[]sample{
			{"internal/store/x.go", imports("store", "github.com/labstack/echo/v4")},
			{"internal/web/x.go", imports("web", "gorm.io/gorm")},
			{"internal/web/x.go", imports("web", "github.com/jung-kurt/gofpdf")},
			{"internal/pack/clause4.go", imports("pack", "github.com/jung-kurt/gofpdf")},
			{"internal/aims/risk/x.go", imports("risk", "gorm.io/driver/sqlite")},
			{"internal/exchange/x.go", imports("exchange", "gorm.io/gorm/clause")},
			{"internal/store/x.go", imports("store", "github.com/mattn/go-sqlite3")},
			{"internal/web/x.go", imports("web", module+"/internal/aimstest")},
		},
		[]sample{
			{"internal/pack/pdftable.go", imports("pack", "github.com/jung-kurt/gofpdf")},
			{"internal/aims/risk/x.go", imports("risk", "gorm.io/gorm")},
			{"internal/web/x_test.go", imports("web", "github.com/chromedp/chromedp")},
		},
	},
	{
		"files stay small", fileSize,
		[]sample{{"internal/web/x.go", "package web\n" + strings.Repeat("\n", 400)}},
		[]sample{{"templates/ui/x_templ.go", "package ui\n" + strings.Repeat("\n", 900)}, {"internal/web/x.go", "package web\n" + strings.Repeat("\n", 399)}},
	},
	{
		"exported names carry comments", exportedNames,
		[]sample{
			{"internal/web/x.go", "package web\nfunc Serve() {}\n"},
			{"internal/web/x.go", "package web\ntype Server struct{}\n"},
			{"internal/web/x.go", "package web\n// Server serves.\ntype Server struct{}\nfunc (s *Server) Serve() {}\n"},
			{"internal/web/x.go", "package web\nconst Limit = 1\n"},
		},
		[]sample{{"internal/web/x.go", "package web\n// The limits.\nconst (\n\tA = 1\n\tB = 2\n)\nfunc serve() {}\n"}},
	},
	{
		"no gorm.Model", noGormModel,
		[]sample{{"internal/aims/risk/x.go", "package risk\nimport \"gorm.io/gorm\"\ntype R struct{ gorm.Model }\n"}},
		[]sample{{"internal/aims/risk/x.go", "package risk\nimport \"gorm.io/gorm\"\nfunc f(q *gorm.DB) { q.Model(1) }\n"}},
	},
	{
		"no Save", noSave,
		[]sample{{"internal/aims/risk/x.go", "package risk\nimport \"gorm.io/gorm\"\nfunc f(q *gorm.DB) { q.Where(1).Save(2) }\n"}},
		[]sample{{"internal/exchange/x.go", "package exchange\nfunc f(b book) { b.Save() }\n"}},
	},
	{
		"one clock", oneClock,
		[]sample{{"internal/web/x.go", "package web\nimport \"time\"\nvar now = time.Now\n"}},
		[]sample{{"cmd/aims/x.go", "package main\nimport \"time\"\nvar now = time.Now\n"}, {"internal/web/x_test.go", "package web\nimport \"time\"\nvar now = time.Now\n"}},
	},
	{
		"no inline style or script", noInlineCode,
		[]sample{
			{"templates/ui/x.templ", `<p style="color:red">`}, {"templates/ui/x.templ", `<a onclick="x()">`},
			{"templates/ui/x.templ", `<script>alert(1)</script>`}, {"templates/ui/x.templ", "<script>\n\talert(1)\n</script>"},
			{"templates/ui/x.templ", `<button hx-on:click="x()">`}, {"templates/ui/x.templ", "<style>"},
		},
		[]sample{{"templates/ui/x.templ", `<script src={ static.URL("js/htmx.min.js") } defer></script><p class="style">`}},
	},
	{
		"nothing unfinished", nothingUnfinished,
		[]sample{{"README.md", "TO" + "DO: write"}, {"internal/web/x.go", "package web // FIX" + "ME\n"}},
		[]sample{{"README.md", "Todos are kept in the register."}},
	},
	{
		"no paths of a machine", noMachinePaths,
		[]sample{{"README.md", "see /wo" + "rk/shared"}, {".ci/run", "cd /ro" + "ot/go"}},
		[]sample{{"README.md", "https://example.org/work/paper, internal/work/x"}},
	},
}

func imports(pkg, path string) string { return "package " + pkg + "\n\nimport _ \"" + path + "\"\n" }

func TestTheTreeHoldsEveryRule(t *testing.T) {
	files := tree(t)
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			for _, f := range files {
				for _, what := range rule.find(f) {
					t.Errorf("%s: %s", f.path, what)
				}
			}
		})
	}
}

func TestEveryRuleBites(t *testing.T) {
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			for _, s := range rule.bad {
				if len(rule.find(read(t, s.path, s.text))) == 0 {
					t.Errorf("not found in %s:\n%s", s.path, s.text)
				}
			}
			for _, s := range rule.good {
				if hits := rule.find(read(t, s.path, s.text)); len(hits) > 0 {
					t.Errorf("%s is fine, but: %v\n%s", s.path, hits, s.text)
				}
			}
		})
	}
}

func TestEveryPackageSaysWhatItHolds(t *testing.T) {
	if rooms := packagesWithoutComment(tree(t)); len(rooms) > 0 {
		t.Errorf("no package comment in %v", rooms)
	}
	bare := read(t, "internal/web/x.go", "package web\n")
	if len(packagesWithoutComment([]file{bare})) != 1 {
		t.Error("a bare package was not found")
	}
	told := read(t, "internal/web/y.go", "// Package web answers.\npackage web\n")
	if len(packagesWithoutComment([]file{bare, told})) != 0 {
		t.Error("a package with a comment was found")
	}
}

// topLevel is all that may stand in the root, and must.
var topLevel = []string{
	".ci", ".gitignore", ".golangci.yml", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "README.md",
	"Taskfile.yml", "cmd", "controls", "go.mod", "go.sum", "internal", "static", "templates", "tools",
}

// topLevelDiffers lists what stands in the root and should not, and what is missing there.
func topLevelDiffers(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(topLevel, n) && !slices.Contains(ignored, n) && !strings.HasSuffix(n, ".test") && !strings.HasSuffix(n, ".out") {
			out = append(out, "not ours: "+n)
		}
	}
	for _, n := range topLevel {
		if !slices.Contains(names, n) {
			out = append(out, "missing: "+n)
		}
	}
	return out
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root(t))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if out := topLevelDiffers(names); len(out) > 0 {
		t.Error(out)
	}
	if out := topLevelDiffers(append(slices.Clone(topLevel), "docs")); len(out) != 1 {
		t.Errorf("a folder too many gave %v", out)
	}
	if out := topLevelDiffers(topLevel[1:]); len(out) != 1 {
		t.Errorf("a folder too few gave %v", out)
	}
}
