package arch

import (
	"fmt"
	"go/ast"
	"regexp"
	"strings"
)

// Patterns are written so that this file does not find itself.
var (
	unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)
	machine    = regexp.MustCompile(`(^|[^\w./-])(/wo` + `rk/|/ro` + `ot/|/ho` + `me/[a-z]|/Us` + `ers/[a-z])`)
	inline     = regexp.MustCompile(`(?i)<style|\sstyle\s*=|<script[^>]*>[^<\s]|\son[a-z]+\s*=|\shx-on|javascript:`)
	scriptTag  = regexp.MustCompile(`(?is)<script\b([^>]*)>`)
)

// foreign text is kept as its makers wrote it.
func foreign(f file) bool {
	name := strings.ToLower(f.path)
	return f.in("static/js") || strings.Contains(name, "license") || strings.Contains(name, "ofl") || strings.Contains(name, "testdata/")
}

func found(f file, pattern *regexp.Regexp, what string) []string {
	var out []string
	for i, line := range strings.Split(f.text, "\n") {
		if hit := pattern.FindString(line); hit != "" {
			out = append(out, fmt.Sprintf("line %d: %s (%q)", i+1, what, strings.TrimSpace(hit)))
		}
	}
	return out
}

func nothingUnfinished(f file) []string {
	if foreign(f) {
		return nil
	}
	return found(f, unfinished, "unfinished work: do it or leave it out")
}

func noMachinePaths(f file) []string {
	return found(f, machine, "a path of somebody's machine")
}

// noInlineCode keeps the strict content security policy true: it would block these.
func noInlineCode(f file) []string {
	if f.ext() != ".templ" {
		return nil
	}
	out := found(f, inline, "inline style or script, which the content security policy blocks")
	for _, tag := range scriptTag.FindAllStringSubmatch(f.text, -1) {
		if !strings.Contains(tag[1], "src=") {
			out = append(out, "a script without src")
		}
	}
	return out
}

func fileSize(f file) []string {
	limit := map[string]int{".go": 400, ".templ": 200}[f.ext()]
	if limit == 0 || f.generated() || f.lines() <= limit {
		return nil
	}
	return []string{fmt.Sprintf("%d lines; the stop is at %d", f.lines(), limit)}
}

// selectors finds every use of pkg.name in a Go file.
func selectors(f file, pkg, name string) int {
	n := 0
	if f.ast == nil {
		return 0
	}
	ast.Inspect(f.ast, func(node ast.Node) bool {
		if sel, ok := node.(*ast.SelectorExpr); ok && sel.Sel.Name == name {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg {
				n++
			}
		}
		return true
	})
	return n
}

// oneClock: only these may read the time: the programs, and the one clock behind tx.Now.
func oneClock(f file) []string {
	if f.isTest() || f.in("cmd") || f.in("tools") || f.path == "internal/store/open.go" {
		return nil
	}
	if selectors(f, "time", "Now") > 0 || selectors(f, "time", "Since") > 0 {
		return []string{"reads the clock; take tx.Now or a parameter"}
	}
	return nil
}

func noGormModel(f file) []string {
	if selectors(f, "gorm", "Model") > 0 || selectors(f, "gorm", "DeletedAt") > 0 {
		return []string{"gorm.Model or soft delete; embed store.Head and retire"}
	}
	return nil
}

// noSave: Save writes every column and inserts what it does not find, so a stale
// edit overwrites the newer one.
func noSave(f file) []string {
	usesGorm := false
	for _, p := range f.imports() {
		usesGorm = usesGorm || strings.HasPrefix(p, "gorm.io/")
	}
	if !usesGorm {
		return nil
	}
	var out []string
	ast.Inspect(f.ast, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Save" || sel.Sel.Name == "AutoMigrate") {
				out = append(out, sel.Sel.Name+" on gorm is banned; use tx.Update, or a numbered migration")
			}
		}
		return true
	})
	return out
}
