package arch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims"
)

// Groups of rooms. A name that ends in a slash means every room below it.
var (
	base   = []string{"internal/access", "internal/aims", "internal/check", "internal/fault", "internal/when", "internal/trail", "controls"}
	stages = []string{"internal/aims/"}
	views  = []string{"templates/layout", "templates/ui", "templates/link"}
)

// table says what each room may import of ours. Stages and views of stages are
// worked out by mayImport; test files may look further.
var table = map[string][]string{
	"cmd/": slices.Concat(base, []string{
		"cmd/", "internal/web", "internal/pack", "internal/readiness", "internal/exchange",
		"internal/snapshot", "internal/store", "internal/account", "internal/evidence", "internal/backup", "internal/sample", "templates/link",
	}),
	"internal/web": slices.Concat(base, stages, []string{
		"internal/snapshot", "internal/document", "internal/inputs", "internal/readiness", "internal/agenda", "internal/pack", "internal/exchange", "internal/account",
		"internal/snapshot", "internal/readiness", "internal/agenda", "internal/trace", "internal/pack", "internal/exchange", "internal/account",
		"internal/evidence", "internal/backup", "internal/sample", "internal/store", "internal/comment", "internal/desk", "internal/calendar", "internal/help", "internal/register", "internal/markdown", "internal/words", "templates/", "static",
	}),
	"templates/":         slices.Concat(base, views, []string{"static"}),
	"internal/document":  slices.Concat(base, stages, []string{"internal/register", "internal/snapshot"}),
	"internal/pack":      slices.Concat(base, stages, []string{"internal/document", "internal/register", "internal/snapshot", "internal/readiness", "internal/trace", "internal/evidence", "internal/comment"}),
	"internal/trace":     slices.Concat(base, stages, []string{"internal/register", "internal/snapshot", "internal/evidence"}),
	"internal/inputs":    slices.Concat(base, stages, []string{"internal/snapshot", "internal/store", "internal/comment"}),
	"internal/agenda":    slices.Concat(base, stages, []string{"internal/register", "internal/snapshot", "internal/evidence"}),
	"internal/readiness": slices.Concat(base, stages, []string{"internal/document", "internal/register", "internal/snapshot", "internal/evidence"}),
	"internal/exchange":  slices.Concat(base, stages, []string{"internal/register", "internal/snapshot", "internal/evidence", "internal/store"}),
	"internal/backup":    slices.Concat(base, []string{"internal/snapshot", "internal/store", "internal/account", "internal/evidence"}),
	"internal/sample":    slices.Concat(base, stages, []string{"internal/inputs", "internal/register", "internal/snapshot", "internal/store", "internal/account", "internal/evidence", "internal/comment", "internal/exchange"}),
	"internal/snapshot":  slices.Concat(base, stages, []string{"internal/register", "internal/store", "internal/evidence", "internal/account", "internal/comment"}),
	"internal/evidence":  {"internal/store", "internal/access", "internal/check", "internal/fault", "internal/when"},
	"internal/comment":   {"internal/store", "internal/access", "internal/check", "internal/fault", "internal/when"},
	"internal/register":  {"controls", "internal/store", "internal/access", "internal/check", "internal/fault", "internal/when"},
	"internal/desk":      {"internal/store", "internal/check", "internal/fault", "internal/when"},
	"internal/account":   {"internal/store", "internal/access", "internal/check", "internal/fault", "internal/when"},
	"internal/store":     {"internal/access", "internal/trail", "internal/fault", "internal/when", "internal/words"},
	"internal/check":     {"internal/fault", "internal/when"},
	"internal/access":    {"internal/fault"},
	"internal/trail":     {"internal/when"},
	"internal/fault":     {},
	"internal/when":      {},
	"internal/words":     {},
	"internal/aims":      {},
	"internal/markdown":  {},
	"internal/calendar":  {"internal/when"},
	"internal/help":      {},
	"internal/journey":   {},
	"controls":           {},
	"static":             {},
	"tools/":             {},
	"internal/arch":      {"internal/aims"},
	"internal/aimstest": slices.Concat(base, stages, []string{
		"internal/register", "internal/snapshot", "internal/store", "internal/exchange", "internal/pack", "internal/account", "internal/evidence",
	}),
	"internal/aimstest/reading": {},
	// Workspaces for tests are filled through the stages' own verbs, so the kit sees all of
	// them. It is a package of its own because the stages' tests import aimstest.
	"internal/aimstest/seed": slices.Concat(base, stages, []string{"internal/register", "internal/store", "internal/account", "internal/comment", "internal/evidence"}),
}

// mayImport lists what a room may import; false when the room stands nowhere in the design.
func mayImport(room string) ([]string, bool) {
	if stage, ok := strings.CutPrefix(room, "internal/aims/"); ok {
		return forStage(stage)
	}
	if name, ok := strings.CutPrefix(room, "templates/"); ok && !slices.Contains(views, room) {
		return forView(name)
	}
	if allowed, ok := table[room]; ok {
		return allowed, true
	}
	for prefix, allowed := range table {
		if strings.HasSuffix(prefix, "/") && strings.HasPrefix(room+"/", prefix) {
			return allowed, true
		}
	}
	return nil, false
}

// otherViews are pages that belong to no stage, with the packages whose types they show.
var otherViews = map[string][]string{
	"account":   {"internal/account"},
	"catalogue": {},
	"evidence":  {"internal/evidence"},
	"comment":   {"internal/comment"},
	"exchange":  {"internal/exchange"},
	"help":      {"internal/help"},
	"history":   {},
	"register":  {"internal/register"},
	"home":      {"internal/readiness", "internal/agenda"},
	"interview": {},
	"pack":      {"internal/pack"},
	"search":    {"internal/words"},
	"trace":     {"internal/trace"},
}

// forView allows the types of the package that a view shows. Those of a stage are
// made of types of the stages before it.
func forView(name string) ([]string, bool) {
	shown, isView := strings.CutSuffix(name, "view")
	allowed := slices.Concat(table["templates/"], []string{"internal/" + shown})
	for _, s := range aims.Stages {
		allowed = append(allowed, "internal/aims/"+s.Name)
		if s.Name == shown {
			return allowed, isView
		}
	}
	shows, known := otherViews[shown]
	return slices.Concat(table["templates/"], shows), isView && known
}

// forStage allows the base, the store and the stages before this one.
func forStage(name string) ([]string, bool) {
	allowed := []string{
		"internal/aims", "controls", "internal/register", "internal/store", "internal/access", "internal/check", "internal/fault", "internal/when",
	}
	for _, s := range aims.Stages {
		if s.Name == name {
			return allowed, true
		}
		allowed = append(allowed, "internal/aims/"+s.Name)
	}
	return nil, false
}

func covers(allowed []string, room string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		return a == room || strings.HasSuffix(a, "/") && strings.HasPrefix(room+"/", a)
	})
}

// importsOurs holds the table "Who may import whom".
func importsOurs(f file) []string {
	if f.isTest() {
		return testImports(f)
	}
	allowed, known := mayImport(f.room())
	if !known && f.ast != nil {
		return []string{fmt.Sprintf("the room %s stands neither in the design nor in aims.Stages", f.room())}
	}
	var out []string
	for _, p := range f.imports() {
		if room, ours := strings.CutPrefix(p, module+"/"); ours && !covers(allowed, room) {
			out = append(out, fmt.Sprintf("%s may not import %s", f.room(), room))
		}
	}
	return out
}

// testImports: tests go where they must, but only web and cmd test web and cmd. The
// journeys drive the whole workbench in a browser and need its handler.
func testImports(f file) []string {
	var out []string
	for _, p := range f.imports() {
		room := strings.TrimPrefix(p, module+"/")
		journey := room == "internal/web" && f.in("internal/journey")
		if (room == "internal/web" || strings.HasPrefix(room, "cmd/")) && !f.in("internal/web") && !f.in("cmd") && !journey {
			out = append(out, "nobody imports "+room+": test it from within")
		}
	}
	return out
}

// homes says where a foreign package may be imported, and why not elsewhere.
var homes = []struct {
	pkg   string
	rooms []string
	why   string
}{
	{"github.com/labstack/echo", []string{"internal/web"}, "HTTP lives in internal/web; moving to the next echo must be one package's work"},
	{"github.com/jung-kurt/gofpdf", []string{"internal/pack"}, "PDF is made in internal/pack/pdf*.go alone"},
	{"github.com/a-h/templ", []string{"internal/web", "templates/"}, "HTML lives in templates"},
	{"github.com/xuri/excelize", []string{"internal/exchange"}, "workbooks are read and written by exchange"},
	{"github.com/pressly/goose", []string{"internal/store"}, "migrations are the store's"},
	{"gorm.io/driver", []string{"internal/store"}, "dialects differ in the store alone"},
	{"modernc.org/sqlite", []string{"internal/store"}, "dialects differ in the store alone"},
	{"github.com/jackc/pgx", []string{"internal/store", "internal/aimstest"}, "dialects differ in the store alone"},
	{"github.com/mattn/go-sqlite3", nil, "it needs cgo; the engine is modernc.org/sqlite"},
	{
		"gorm.io/gorm",
		[]string{"internal/store", "internal/aims/", "internal/account", "internal/comment", "internal/desk", "internal/evidence", "internal/register", "internal/snapshot"},
		"queries live in the stages and the store",
	},
	{"github.com/chromedp", nil, "browsers belong to tests"},
}

// importsForeign keeps each foreign package in its home.
func importsForeign(f file) []string {
	if f.isTest() {
		return nil
	}
	var out []string
	for _, p := range f.imports() {
		for _, h := range homes {
			if (p == h.pkg || strings.HasPrefix(p, h.pkg+"/")) && !covers(h.rooms, f.room()) {
				out = append(out, fmt.Sprintf("%s may not import %s: %s", f.room(), p, h.why))
			}
		}
		if strings.HasPrefix(p, "github.com/jung-kurt/gofpdf") && f.in("internal/pack") && !strings.HasPrefix(f.path, "internal/pack/pdf") {
			out = append(out, "only pdf*.go may import gofpdf")
		}
		if strings.HasPrefix(p, module+"/internal/aimstest") || p == "testing" && !f.in("internal/aimstest") {
			out = append(out, "the test kit belongs to tests")
		}
	}
	return out
}
