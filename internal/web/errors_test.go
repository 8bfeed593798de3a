package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
)

// U22: every form of every page, sent empty by somebody who may send it, comes back
// with all that is wrong, said twice in the same words and in the right places.
func TestU22_EveryFormSaysWhatToMend(t *testing.T) {
	s := full(t)
	refused := 0
	seen := map[string]bool{}
	for _, role := range []access.Role{access.Lead, access.Executive, access.Auditor} {
		for _, address := range seed.Pages {
			page := s.get(role, address)
			if page.StatusCode != http.StatusOK || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
				continue
			}
			for _, action := range formsOn(t, page.body) {
				if seen[action] || strings.HasPrefix(action, "/import") || strings.HasPrefix(action, "/pack") {
					continue // files and acts; their own tests judge them
				}
				seen[action] = true
				if s.judgeEmpty(t, role, page.body, action) {
					refused++
				}
			}
		}
	}
	if refused < 25 {
		t.Errorf("only %d forms were refused: the walk does not reach them", refused)
	}
}

// formsOn lists where the forms of a page post to, without single buttons.
func formsOn(t *testing.T, body string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		if n.Data == "form" && attrOf(n, "method") == "post" && attrOf(n, "class") == "form" {
			out = append(out, attrOf(n, "action"))
			if !has(n, "novalidate") {
				t.Errorf("%s lets the browser validate", attrOf(n, "action"))
			}
		}
	}
	return out
}

// judgeEmpty sends a form without any answer. A form that needs none is accepted, or
// stopped for what no field can mend; both are fine here.
func (s *site) judgeEmpty(t *testing.T, role access.Role, body, action string) bool {
	t.Helper()
	p, _ := paperOf([]byte(body), action)
	empty := url.Values{}
	for _, name := range p.names() {
		if !p.typed(name) {
			empty[name] = p.sends()[name]
		}
	}
	const typed = "31. Foo \"quoted\" <b>"
	kept := ""
	for n := range p.form.Descendants() {
		if n.Data == "input" && attrOf(n, "type") == "text" && inside(n, "tr") == nil && strings.Contains(attrOf(n, "name"), "_on") {
			kept = attrOf(n, "name")
			empty.Set(kept, typed) // no date: refused, and kept as it was typed
		}
	}
	a := s.post(role, action, empty)
	if a.StatusCode != http.StatusUnprocessableEntity {
		return false
	}
	if strings.Contains(a.body, `class="form"`) && !strings.Contains(a.body, `class="error-summary"`) {
		return false // one sentence about the whole form
	}
	s.judgeRefusal(t, action, a.body)
	if again, ok := paperOf([]byte(a.body), action); ok && kept != "" && again.sends().Get(kept) != typed {
		t.Errorf("%s: %s came back as %q", action, kept, again.sends().Get(kept))
	}
	return true
}

// judgeRefusal holds a refused page to the rules.
func (s *site) judgeRefusal(t *testing.T, action, body string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	s.must(err)
	ids, title, summary, firstField := map[string]*html.Node{}, "", (*html.Node)(nil), false
	for n := range root.Descendants() {
		if id := attrOf(n, "id"); id != "" {
			ids[id] = n
		}
		for _, native := range []string{"required", "pattern", "min", "max", "maxlength", "minlength"} {
			if form := inside(n, "form"); isControl(n) && form != nil && attrOf(form, "class") == "form" && has(n, native) {
				t.Errorf("%s: %s has %s", action, attrOf(n, "name"), native)
			}
		}
		switch {
		case n.Data == "title" && n.Parent.Data == "head":
			title = wordsOf(n)
		case slices.Contains(strings.Fields(attrOf(n, "class")), "error-summary"):
			summary = n
			if firstField {
				t.Errorf("%s: the summary stands behind a field that is wrong", action)
			}
		case has(n, "data-wrong"):
			firstField = true
		}
	}
	if !strings.HasPrefix(title, "Error: ") {
		t.Errorf("%s: the title is %q", action, title)
	}
	if summary == nil || !has(summary, "autofocus") {
		t.Errorf("%s: no summary that takes the focus", action)
		return
	}
	for n := range summary.Descendants() {
		if n.Data != "a" {
			continue
		}
		target := ids[strings.TrimPrefix(attrOf(n, "href"), "#")]
		if target == nil {
			t.Errorf("%s: %q leads to %s, which is not there", action, wordsOf(n), attrOf(n, "href"))
			continue
		}
		if asks := isControl(target) || target.Data == "fieldset"; asks && !saidAt(target, wordsOf(n)) {
			t.Errorf("%s: %q is not said at its field %s", action, wordsOf(n), attrOf(n, "href"))
		}
	}
}

// saidAt looks for a message in the box around a field.
func saidAt(field *html.Node, words string) bool {
	if strings.Contains(wordsOf(field), words) {
		return true
	}
	for up := range field.Ancestors() {
		if slices.Contains(strings.Fields(attrOf(up, "class")), "field") && strings.Contains(wordsOf(up), words) {
			return true
		}
	}
	return false
}
