package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// exportedNames must carry a comment that adds the contract.
func exportedNames(f file) []string {
	if f.ast == nil || f.isTest() || f.generated() {
		return nil
	}
	var out []string
	bare := func(name string, docs ...*ast.CommentGroup) {
		if !ast.IsExported(name) {
			return
		}
		for _, d := range docs {
			if strings.TrimSpace(d.Text()) != "" {
				return
			}
		}
		out = append(out, fmt.Sprintf("%s has no comment", name))
	}
	for _, decl := range f.ast.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || ast.IsExported(receiver(d)) {
				bare(d.Name.Name, d.Doc)
			}
		case *ast.GenDecl:
			bareSpecs(d, bare)
		}
	}
	return out
}

// bareSpecs: a comment on a group of constants or variables serves all of them.
func bareSpecs(d *ast.GenDecl, bare func(string, ...*ast.CommentGroup)) {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if len(d.Specs) == 1 {
				bare(s.Name.Name, s.Doc, d.Doc)
			} else {
				bare(s.Name.Name, s.Doc, s.Comment)
			}
		case *ast.ValueSpec:
			if d.Tok == token.CONST || d.Tok == token.VAR {
				for _, name := range s.Names {
					bare(name.Name, s.Doc, s.Comment, d.Doc)
				}
			}
		}
	}
}

func receiver(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// packagesWithoutComment lists rooms in which no file says what the package holds.
func packagesWithoutComment(files []file) []string {
	said := map[string]bool{}
	for _, f := range files {
		if f.ast == nil || f.isTest() {
			continue
		}
		doc := f.ast.Doc.Text()
		said[f.room()] = said[f.room()] || strings.HasPrefix(doc, "Package "+f.ast.Name.Name+" ") || strings.HasPrefix(doc, "Command ")
	}
	var out []string
	for room, ok := range said {
		if !ok {
			out = append(out, room)
		}
	}
	return out
}
