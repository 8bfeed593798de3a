package web

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/historyview"
)

// U31: every act that the stages know reads as people say it, on every history.
func TestEveryActIsSaidInWords(t *testing.T) {
	s := full(t)
	var entries []trail.Entry
	s.must(s.db.Read(context.Background()).Find(&entries).Error)
	for _, e := range entries {
		if got := historyview.Said(e.Act, e.Register); got == e.Act || strings.Contains(got, "the record") || strings.Contains(got, "%") {
			t.Errorf("%q on %s reads %q", e.Act, e.Register, got)
		}
	}
	s.run(row{name: "one record", as: access.Reader, address: "/history/RSK-2026-001", status: http.StatusOK, want: []string{"</strong> identified the risk"}})
	s.run(row{name: "the whole trail", as: access.Reader, address: "/history", status: http.StatusOK, want: []string{"decided on the control"}})
}
