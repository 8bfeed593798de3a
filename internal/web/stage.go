package web

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// stagePage is the first page of a stage: what is missing for its clauses, and part by
// part the registers that have their pages there, with how much they hold.
func (r *request) stagePage(name, lead string, parts []ui.Part) (registerview.StagePage, error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return registerview.StagePage{}, err
	}
	st := stageOf(name)
	p := registerview.StagePage{Title: st.Title, Lead: lead}
	for _, c := range st.Clauses {
		p.Clauses = append(p.Clauses, string(c))
	}
	p.Tasks = r.tasksFor(v.gaps, p.Clauses)
	p.Parts = keptIn(v.Kept(), parts)
	return p, nil
}

// keptIn are the parts of a stage with the registers that are kept there.
func keptIn(books []register.Book, parts []ui.Part) []registerview.StagePart {
	var out []registerview.StagePart
	for _, part := range parts {
		rows := registerview.StagePart{Title: part.Title}
		for _, page := range part.Pages {
			for _, b := range books {
				if link.Register(b.Prefix) == page.Href {
					rows.Rows = append(rows.Rows, registerview.StageRow{Title: b.Title, Href: page.Href, Lead: b.Lead, Count: b.Held})
				}
			}
		}
		if len(rows.Rows) > 0 {
			out = append(out, rows)
		}
	}
	return out
}

func stageOf(name string) aims.Stage {
	return aims.Stages[slices.IndexFunc(aims.Stages, func(s aims.Stage) bool { return s.Name == name })]
}

// tasksFor turns the gaps of some clauses into what there is to do.
func (r *request) tasksFor(gaps []readiness.Gap, clauses []string) []ui.Task {
	var out []ui.Task
	for _, g := range gaps {
		if slices.ContainsFunc(g.Clauses, func(c string) bool { return slices.Contains(clauses, c) }) {
			out = append(out, ui.Task{Title: g.Message, Clause: g.Clauses[0], Hint: g.Fix, Href: homeview.Where(g, mayMend(r.who, g)), Status: statusOfGap(g)})
		}
	}
	return out
}

// stageCrumbs leads to the first page of a stage.
func stageCrumbs(name string) []layout.Crumb {
	return []layout.Crumb{{Text: stageOf(name).Title, Href: link.Stage(name)}}
}
