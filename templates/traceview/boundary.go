package traceview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/trace"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// BoundaryPage is what changes when one AI system joins or leaves the scope.
type BoundaryPage struct {
	Ref, Name string
	Reach     trace.Reach
	MayEdit   bool
}

func (p BoundaryPage) lead() string {
	if p.Reach.Leaves {
		return "The system is in scope now. This is what its leaving would take along. Nothing is changed by looking."
	}
	return "The system is not in scope now. This is what would come in with it. Nothing is changed by looking."
}

func (p BoundaryPage) actions() []templ.Component {
	if !p.MayEdit {
		return nil
	}
	return []templ.Component{ui.LinkButton(ui.Secondary, "Change the answer", link.SystemEdit(p.Ref)+"#in_scope")}
}
