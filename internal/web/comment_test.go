package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

func TestACommentIsWrittenAtTheFootOfARecord(t *testing.T) {
	s := full(t)
	comments := "/comments"
	say := func(text string) url.Values { return fields("target", "SYS-2026-002", "kind", "comment", "text", text) }
	decide := func(text, because, day string) url.Values {
		return fields("target", "42001:A.5.4", "kind", "decision", "text", text, "because", because, "decided_on", day)
	}
	for _, r := range []row{
		{name: "a field for it", as: access.Auditor, address: "/inventory/SYS-2026-002", status: 200, want: []string{"Add comment", `name="target" value="SYS-2026-002"`}, hide: []string{"Record a decision"}},
		{name: "a reader only reads", as: access.Reader, address: "/inventory/SYS-2026-002", status: 200, want: []string{"Comments and decisions"}, hide: []string{"Add comment"}},
		{name: "refused without words", as: access.Auditor, post: true, address: comments, form: say(" "), status: 422, want: []string{"Error:", "Write what you want to say"}},
		{name: "refused with a stranger", as: access.Auditor, post: true, address: comments, form: say("Ask @Zoltan about it"), status: 422, want: []string{"Nobody here answers to @Zoltan", "Ask @Zoltan about it"}},
		{name: "taken", as: access.Auditor, post: true, address: comments, form: say("Is there a log, @Lea Lead?"), status: 303, want: []string{"/inventory/SYS-2026-002#talk"}, traced: 1},
		{name: "shown", as: access.Reader, address: "/inventory/SYS-2026-002", status: 200, want: []string{"Is there a log, @Lea Lead?", "Test Internal auditor"}},
		{name: "about nothing", as: access.Lead, post: true, address: comments, form: fields("target", "SYS-2026-999", "kind", "comment", "text", "Hm"), status: 404},
		{name: "about another comment", as: access.Lead, post: true, address: comments, form: fields("target", "CMT-2026-001", "kind", "comment", "text", "Hm"), status: 404},
		{name: "an auditor decides nothing", as: access.Auditor, post: true, address: comments, form: decide("Stop", "Risk", "2026-11-20"), status: 403},
		{name: "a decision needs its reason", as: access.Executive, post: true, address: comments, form: decide("Stop", "", "2026-12-24"), status: 422, want: []string{"Say why", "not after today"}},
		{name: "a decision", as: access.Executive, post: true, address: comments, form: decide("Buy the tool", "It is cheaper", "2026-11-20"), status: 303, traced: 1},
		{name: "in the list of decisions", as: access.Reader, address: "/comments?kind=decision&q=cheaper", status: 200, want: []string{"Buy the tool", "A.5.4 ", "1 entry"}, hide: []string{"Is there a log"}},
		{name: "not mine to change", as: access.Lead, address: "/comments/CMT-2026-004/edit", status: 403},
	} {
		s.run(r)
	}
}

func TestWhoIsNamedFindsItInTheInbox(t *testing.T) {
	s := newSite(t)
	s.post(access.Lead, "/inventory", fields("name", "Ranker", "status", "in use"))
	if a := s.get(access.Executive, "/"); strings.Contains(a.body, " new</span>") {
		t.Error("the inbox of somebody whom nobody named has something new")
	}
	s.run(row{name: "named", as: access.Lead, post: true, address: "/comments", form: fields("target", "ORG", "kind", "comment", "text", "Hm"), status: 404})
	s.run(row{name: "named", as: access.Lead, post: true, address: "/comments", form: fields("target", "42001:5.2", "kind", "comment", "text", "Please sign, @executive"), status: 303, traced: 1})
	s.run(row{name: "one new", as: access.Executive, address: "/", status: 200, want: []string{`1<span class="sr"> new</span>`}})
	inbox := s.run(row{name: "in the inbox", as: access.Executive, address: "/inbox", status: 200, want: []string{"Please sign, @executive", "Mark all as read"}})
	_, until, _ := strings.Cut(inbox.body, `name="until" value="`)
	until, _, _ = strings.Cut(until, `"`)
	s.post(access.Lead, "/comments", fields("target", "42001:5.2", "kind", "comment", "text", "Really, @executive"))
	s.run(row{name: "read", as: access.Executive, post: true, address: "/inbox", form: fields("until", until), status: http.StatusSeeOther})
	s.run(row{name: "what came meanwhile is still new", as: access.Executive, address: "/inbox", status: 200, want: []string{`1<span class="sr"> new</span>`}})
	s.run(row{name: "others see nothing of it", as: access.Auditor, address: "/inbox", status: 200, want: []string{"Nobody has named you yet"}, hide: []string{"Mark all as read"}})
}
