package leadership

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

//go:embed template/*.md
var templateFiles embed.FS

// Template is a text to begin a document with, in our own words. What an organisation
// has to fill in stands in square brackets; see Places.
type Template struct {
	ID       string // "data-for-ai": its file without number and ending
	Title    string
	Kind     Kind
	Clauses  []string // that it helps to meet
	Controls []string // keys of Annex A
	Why      string
	Text     string // Markdown
}

// Templates lists them: the AI policy, policies on topics, procedures. The slice is
// shared and must not be changed.
var Templates = sync.OnceValue(func() []Template {
	files, err := templateFiles.ReadDir("template")
	if err != nil {
		panic(err)
	}
	out := make([]Template, len(files))
	for i, f := range files {
		raw, err := templateFiles.ReadFile("template/" + f.Name())
		if err == nil {
			out[i], err = readTemplate(f.Name(), string(raw))
		}
		if err != nil {
			panic(err) // the files are built in, so a test finds this first
		}
	}
	return out
})

// TemplateOf finds a template; false when id names none.
func TemplateOf(id string) (Template, bool) {
	i := slices.IndexFunc(Templates(), func(t Template) bool { return t.ID == id })
	if i < 0 {
		return Template{}, false
	}
	return Templates()[i], true
}

// readTemplate reads the lines "name: value" up to the first empty one, and the text.
func readTemplate(file, raw string) (Template, error) {
	head, text, _ := strings.Cut(raw, "\n\n")
	_, id, _ := strings.Cut(strings.TrimSuffix(file, ".md"), "-")
	t := Template{ID: id, Text: strings.TrimSpace(text)}
	for _, line := range strings.Split(head, "\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch name {
		case "title":
			t.Title = value
		case "kind":
			t.Kind = Kind(value)
		case "clauses":
			t.Clauses = listed(value)
		case "controls":
			for _, c := range listed(value) {
				known, ok := controls.MustLoad().Control(c)
				if !ok {
					return t, fmt.Errorf("leadership: template %s: there is no control %s", file, c)
				}
				t.Controls = append(t.Controls, known.Key().String())
			}
		case "why":
			t.Why = value
		default:
			return t, fmt.Errorf("leadership: template %s: there is no line %q", file, name)
		}
	}
	return t, nil
}

func listed(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
}

// DraftFrom records a new document with its first version begun from a template, as one act.
func (d *Direction) DraftFrom(ctx context.Context, who access.Actor, in Policy, template string) (Policy, error) {
	t, ok := TemplateOf(template)
	if !ok {
		return in, fault.New(fault.NotFound, "There is no template %q. Choose one of the list.", template)
	}
	err := d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error {
		if err := AddPolicy(tx, &in); err != nil {
			return err
		}
		v := Version{Policy: in.Ref, Number: 1, State: Draft, Text: t.Text}
		v.Head = store.Head{Ref: VersionRef(in.Ref, 1)}
		return tx.Create("draft", &v, "")
	})
	return in, err
}
