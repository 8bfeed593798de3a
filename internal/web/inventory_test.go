package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

func TestInventoryPages(t *testing.T) {
	s := newSite(t)
	full := url.Values{"name": {"Résumé <b>ranker"}, "purpose": {"Order applications"}, "in_scope": {"yes"}, "roles": {"AI customer"}}
	changed := func(version, purpose string) url.Values {
		return url.Values{"name": {"Résumé <b>ranker"}, "purpose": {purpose}, "in_scope": {"yes"}, "version": {version}}
	}
	for _, r := range []row{
		{name: "nobody is asked to sign in", address: "/inventory", status: http.StatusSeeOther, want: []string{"Location: /sign-in?next=%2Finventory"}},
		{name: "an empty register teaches", as: access.Reader, address: "/inventory", status: http.StatusOK, want: []string{"No AI system recorded"}, hide: []string{"Register an AI system"}},
		{name: "a lead is offered the act", as: access.Lead, address: "/inventory", status: http.StatusOK, want: []string{"Register an AI system"}},
		{name: "a reader may not", as: access.Reader, post: true, address: "/inventory", form: full, status: http.StatusForbidden, want: []string{"Your role (Reader)"}},
		{name: "all messages at once, text kept", as: access.Contributor, post: true, address: "/inventory", form: url.Values{"owner": {"Ada"}}, status: http.StatusUnprocessableEntity, want: []string{"Enter the name", "Say in a sentence", `value="Ada"`, "Error: "}},
		{name: "registered", as: access.Contributor, post: true, address: "/inventory", form: full, status: http.StatusSeeOther, want: []string{"Location: /inventory/SYS-2026-001"}, traced: 1},
		{name: "shown, escaped", as: access.Reader, address: "/inventory/SYS-2026-001", status: http.StatusOK, want: []string{"Résumé &lt;b&gt;ranker", "AI customer"}, hide: []string{"Résumé <b>ranker", "Change system", "Retire this record"}},
		{name: "changed", as: access.Lead, post: true, address: "/inventory/SYS-2026-001", form: changed("1", "first"), status: http.StatusSeeOther, traced: 1},
		{name: "R59 a stale form keeps the text and shows the other's", as: access.Contributor, post: true, address: "/inventory/SYS-2026-001", form: changed("1", "second"), status: http.StatusConflict, want: []string{"Lea Lead", "first", "second", `name="version" value="2"`}},
		{name: "R59 a form without a version overwrites nothing", as: access.Contributor, post: true, address: "/inventory/SYS-2026-001", form: url.Values{"name": {"n"}, "purpose": {"stale"}}, status: http.StatusConflict},
		{name: "nor one with version 0", as: access.Contributor, post: true, address: "/inventory/SYS-2026-001", form: changed("0", "stale"), status: http.StatusConflict},
		{name: "saving again is knowing", as: access.Contributor, post: true, address: "/inventory/SYS-2026-001", form: changed("2", "second"), status: http.StatusSeeOther, traced: 1},
		{name: "not retired without a reason", as: access.Lead, post: true, address: "/inventory/SYS-2026-001/retire", form: url.Values{"version": {"3"}}, status: http.StatusUnprocessableEntity, want: []string{"Error: ", "Résumé &lt;b&gt;ranker", "<details open", `href="#reason"`, "Say why SYS-2026-001 is retired"}},
		{name: "a stale retirement keeps the reason", as: access.Lead, post: true, address: "/inventory/SYS-2026-001/retire", form: url.Values{"version": {"2"}, "reason": {"replaced by another"}}, status: http.StatusConflict, want: []string{"replaced by another", `name="version" value="3"`}},
		{name: "retired", as: access.Lead, post: true, address: "/inventory/SYS-2026-001/retire", form: url.Values{"version": {"3"}, "reason": {"replaced"}}, status: http.StatusSeeOther, traced: 1},
		{name: "a retired record says so", as: access.Lead, address: "/inventory/SYS-2026-001", status: http.StatusOK, want: []string{"Retired on 22 Nov 2026: replaced"}, hide: []string{"Change system"}},
		{name: "there is no such system", as: access.Lead, address: "/inventory/SYS-2026-999", status: http.StatusNotFound, want: []string{"There is no SYS-2026-999"}},
	} {
		s.run(r)
	}
}
