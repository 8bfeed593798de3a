package web

import (
	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/ui"
)

// How far a workspace is with what the interviews ask, whoever recorded it and in
// which way.

// farFirst looks at what the first steps leave behind.
func farFirst(v view) ui.Status {
	decided := 0
	for _, row := range v.Rows {
		if !row.Retired() && (row.Applicable == scope.Yes || row.Applicable == scope.No) {
			decided++
		}
	}
	systems := inForce(v.Systems)
	begun := v.Organisation().Name != "" || systems+inForce(v.Statements)+decided > 0
	return howFar(begun, v.Organisation().Name != "" && systems > 0 && inForce(v.Statements) > 0 && decided >= len(controls.MustLoad().Controls))
}

// farScope is done once a statement is in force and no draft of the next one is open.
func farScope(v view) ui.Status {
	_, approved := v.Scope()
	open := false
	for _, st := range v.Statements {
		open = open || st.Editable()
	}
	return howFar(approved || open, approved && !open)
}

// farSystem asks for one system; there may always be another.
func farSystem(v view) ui.Status {
	n := inForce(v.Systems)
	return howFar(n > 0, n > 0)
}

// farImpact is done once every system in scope has an approved assessment.
func farImpact(v view) ui.Status {
	in := v.SystemsInScope()
	lacking := 0
	for _, y := range in {
		if _, ok := v.AssessmentOf(y.Ref); !ok {
			lacking++
		}
	}
	return howFar(inForce(v.Assessments) > 0, len(in) > 0 && lacking == 0)
}
