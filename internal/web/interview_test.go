package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/store"
)

// answer answers one question of an interview as a lead and goes on.
func (s *site) answer(interview, page string, pairs ...string) answer {
	s.Helper()
	return s.press("on", interview, page, pairs...)
}

// press presses one of the buttons of a question.
func (s *site) press(way, interview, page string, pairs ...string) answer {
	s.Helper()
	form := fields(pairs...)
	form.Set("go", way)
	return s.post(access.Lead, "/interviews/"+interview+"/questions/"+page, form)
}

var seenSum = regexp.MustCompile(`name="seen" value="([0-9a-f]+)"`)

// seen is what the page to check says was read.
func (s *site) seen(interview string) string {
	s.Helper()
	m := seenSum.FindStringSubmatch(s.get(access.Lead, "/interviews/"+interview+"/check").body)
	if m == nil {
		s.Fatal("the page to check carries no sum")
	}
	return m[1]
}

// checkAll saves the answers as they stand on the page to check.
func (s *site) checkAll(interview string) answer {
	s.Helper()
	return s.post(access.Lead, "/interviews/"+interview+"/check", fields("seen", s.seen(interview)))
}

// leadsTo fails unless an answer leads to an address.
func (s *site) leadsTo(a answer, want string) {
	s.Helper()
	if got := a.Header.Get("Location"); a.StatusCode != http.StatusSeeOther || got != want {
		s.Errorf("%d to %q, want %q\n%s", a.StatusCode, got, want, said(a.body))
	}
}

const ask = "/interviews/system/questions/"

// U6: whichever way a page is left, what was typed is kept, and the interview goes on
// exactly there.
func TestU6_LeaveAndReturn(t *testing.T) {
	s := newSite(t)
	s.leadsTo(s.answer("system", "name", "name", "Sorter"), ask+"purpose")
	s.leadsTo(s.press("back", "system", "purpose", "purpose", "Half a sen"), ask+"name")
	s.leadsTo(s.answer("system", "name", "name", "Sorter of mail"), ask+"purpose")
	s.run(row{name: "Back lost nothing", as: access.Lead, address: ask + "purpose", status: http.StatusOK, want: []string{"Half a sen", "Question 2 of 13"}})
	s.leadsTo(s.press("leave", "system", "purpose", "purpose", "Sort the mail"), "/interviews/system")
	s.run(row{name: "the start offers both ways", as: access.Lead, address: "/interviews/system", status: http.StatusOK,
		want: []string{`href="` + ask + `purpose"`, "Continue where you left", "Start afresh"}})
	s.run(row{name: "the page has the text", as: access.Lead, address: ask + "purpose", status: http.StatusOK, want: []string{"Sort the mail"}})
	s.run(row{name: "another person has another desk", as: access.Contributor, address: ask + "name", status: http.StatusOK, hide: []string{"Sorter"}})
	s.leadsTo(s.post(access.Lead, "/interviews/system", url.Values{}), "/interviews/system")
	s.run(row{name: "afresh drops the answers", as: access.Lead, address: ask + "name", status: http.StatusOK, hide: []string{"Sorter"}})
	if s.position() != s.peoplePosition() {
		t.Error("answering left an entry before anything was recorded")
	}
}

// peoplePosition is how far the trail is in a site without records: its accounts.
func (s *site) peoplePosition() int64 { return int64(len(s.people)) }

func TestU6_ChangeReturnsToTheCheck(t *testing.T) {
	s := newSite(t)
	s.answer("system", "name", "name", "Sorter")
	s.answer("system", "purpose", "purpose", "Sort")
	s.run(row{name: "answers with Change", as: access.Lead, address: "/interviews/system/check", status: http.StatusOK,
		want: []string{`href="` + ask + `name?then=check"`, "Sorter", "Not answered yet", "Register AI system", "11 points are open"}})
	s.leadsTo(s.answer("system", "name", "name", "Mail sorter", "then", "check"), ask+"roles?then=check")
	for _, page := range []string{"roles", "stage", "users", "affected", "data", "personal", "suppliers", "autonomy", "oversight", "owner"} {
		s.press("unknown", "system", page)
	}
	s.leadsTo(s.answer("system", "in-scope", "in_scope", "yes"), "/interviews/system/check")
	s.leadsTo(s.answer("system", "name", "name", "Sorter", "then", "check"), "/interviews/system/check")
	s.leadsTo(s.answer("system", "in-scope", "in_scope", "no", "then", "check"), ask+"scope-reason?then=check")
	s.run(row{name: "nonsense leads nowhere foreign", as: access.Lead, post: true, address: ask + "name", form: fields("name", "S", "then", "//evil.example"), status: http.StatusSeeOther, want: []string{"Location: " + ask + "purpose"}})
}

func TestInterviewRefusesAtThePage(t *testing.T) {
	s := newSite(t)
	s.run(row{name: "nothing answered", as: access.Lead, post: true, address: ask + "name", form: fields("go", "on"), status: http.StatusUnprocessableEntity,
		want: []string{"or choose “I do not know yet”", `href="#name"`, "<title>Error: "}})
	s.answer("system", "purpose", "purpose", "Sort")
	s.run(row{name: "a refusal at the end leads to the field", as: access.Lead, post: true, address: "/interviews/system/check", form: fields("seen", s.seen("system")), status: http.StatusUnprocessableEntity,
		want: []string{"Enter the name by which people know the system", "What do people call the AI system?", `value="check"`}})
	s.run(row{name: "none of these stands alone", as: access.Lead, post: true, address: "/interviews/first-steps/questions/work", form: url.Values{"facts.work": {"use", "none"}}, status: http.StatusUnprocessableEntity,
		want: []string{"Tick “None of these” alone"}})
	s.run(row{name: "no such question", as: access.Lead, address: ask + "nothing", status: http.StatusNotFound})
	s.run(row{name: "no such interview", as: access.Lead, address: "/interviews/nothing", status: http.StatusNotFound})
	s.run(row{name: "who may not edit the scope", as: access.Contributor, address: "/interviews/scope", status: http.StatusForbidden})
	s.run(row{name: "sees only what they may run", as: access.Contributor, address: "/interviews", status: http.StatusOK, want: []string{"/interviews/system"}, hide: []string{"/interviews/scope", "/interviews/first-steps"}})
}

// What is not known becomes an open point on the record, and nothing is invented.
func TestUnknownAnswersBecomeOpenPoints(t *testing.T) {
	s := newSite(t)
	s.answer("system", "name", "name", "Sorter")
	s.answer("system", "purpose", "purpose", "Sort")
	s.press("unknown", "system", "owner", "owner", "typed but not meant")
	s.run(row{name: "listed", as: access.Lead, address: "/interviews/system/check", status: http.StatusOK, want: []string{"I do not know yet", "Who answers for it?"}, hide: []string{"typed but not meant"}})
	s.leadsTo(s.checkAll("system"), "/inventory/SYS-2026-001")
	sys, err := s.server.systems.Take(context.Background(), "SYS-2026-001")
	s.must(err)
	if sys.Owner != "" || !strings.HasPrefix(sys.Notes, "Not known yet: our part, life-cycle stage,") || !strings.Contains(sys.Notes, "owner") {
		t.Errorf("recorded %+v", sys)
	}
}

// Pressing the button twice, also at once, records once.
func TestInterviewRecordsOnce(t *testing.T) {
	s := newSite(t)
	s.answer("system", "name", "name", "Sorter")
	s.answer("system", "purpose", "purpose", "Sort")
	seen, before := s.seen("system"), s.position()
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { s.post(access.Lead, "/interviews/system/check", fields("seen", seen)) })
	}
	both.Wait()
	s.leadsTo(s.post(access.Lead, "/interviews/system/check", fields("seen", seen)), "/interviews/system")
	if got := s.position() - before; got != 1 {
		t.Errorf("three presses left %d entries", got)
	}
}

// U6: what a record holds is not asked again; who changes it meanwhile loses nothing.
func TestScopeInterview(t *testing.T) {
	s := newSite(t)
	ctx, lead := context.Background(), s.as(access.Lead)
	o, err := s.server.scope.Describe(ctx, lead, scope.Organisation{Name: "Ærø Analytics", Does: "Ranks", Intended: "Trust"})
	s.must(err)
	_, err = s.server.systems.Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Rank"})
	s.must(err)
	const at = "/interviews/scope/questions/"
	s.run(row{name: "begins after what is known", as: access.Lead, address: "/interviews/scope", status: http.StatusOK, want: []string{`href="` + at + `roles"`}})
	s.leadsTo(s.post(access.Lead, at+"roles", url.Values{"organisation.roles": {"AI provider", "AI producer"}}), at+"activities")
	s.answer("scope", "activities", "activities", "Ranking of applications.")
	s.press("unknown", "scope", "units")
	s.answer("scope", "sites", "sites", "Aarhus\nHome")
	s.run(row{name: "the inventory is offered", as: access.Lead, address: at + "systems", status: http.StatusOK, want: []string{">Ranker</textarea>"}})
	s.answer("scope", "systems", "systems", "Ranker")
	s.leadsTo(s.answer("scope", "left-out", "left", "yes"), at+"exclusions")
	s.run(row{name: "a reason is asked", as: access.Lead, post: true, address: at + "exclusions", form: fields("exclusions.what", "Sales", "exclusions.reason", ""), status: http.StatusUnprocessableEntity, want: []string{`href="#exclusions.reason.0"`}})
	s.leadsTo(s.answer("scope", "exclusions", "exclusions.what", "Sales", "exclusions.reason", "No AI there"), at+"interfaces")
	s.answer("scope", "interfaces", "interfaces", "Cloud host")
	sentence := "The AI management system of Ærø Analytics covers Ranking of applications, at Aarhus, Home, with Ranker."
	s.run(row{name: "the sentence is offered", as: access.Lead, address: at + "text", status: http.StatusOK, want: []string{sentence}})
	s.leadsTo(s.answer("scope", "text", "text", sentence), "/interviews/scope/check")

	o.Does = "Ranks and sorts"
	_, err = s.server.scope.Describe(ctx, lead, o)
	s.must(err)
	s.run(row{name: "somebody was quicker", as: access.Lead, post: true, address: "/interviews/scope/check", form: fields("seen", s.seen("scope")), status: http.StatusConflict, want: []string{"Somebody else changed these records", "Sales: No AI there"}})
	s.run(row{name: "after reading again", as: access.Lead, post: true, address: "/interviews/scope/check", form: fields("seen", s.seen("scope")), status: http.StatusSeeOther, want: []string{"Location: /scope/statements/SCP-2026-001"}, traced: 2})
	st, err := s.server.scope.Statement(ctx, "SCP-2026-001")
	s.must(err)
	if st.Text != sentence || st.State != scope.Draft || st.Units != "" || len(st.Exclusions) != 1 {
		t.Errorf("drafted %+v", st)
	}
	now, err := s.server.scope.Organisation(ctx)
	s.must(err)
	if now.Does != "Ranks and sorts" || now.Intended != "Trust" || len(now.Roles) != 2 {
		t.Errorf("the organisation is %+v", now)
	}
}

// U2: the first steps leave an organisation, a system, a draft and 38 decisions in
// one act, and never overwrite a decision that stands.
func TestU2_FirstSteps(t *testing.T) {
	s := newSite(t)
	ctx, lead := context.Background(), s.as(access.Lead)
	own, err := s.server.soa.Decide(ctx, lead, soa.Row{Head: store.Head{Ref: "42001:A.2.2"}, Applicable: scope.Yes, Reason: "Our board asked for a policy."})
	s.must(err)
	const at = "/interviews/first-steps/questions/"
	first := func(page string, pairs ...string) { s.Helper(); s.answer("first-steps", page, pairs...) }
	first("organisation", "organisation.name", "Ærø Analytics")
	first("does", "organisation.does", "Ranks applications")
	first("work", "facts.work", "use")
	first("parts", "facts.parts", "personal")
	first("system", "system.name", "Ranker")
	first("purpose", "system.purpose", "Order applications")
	s.press("unknown", "first-steps", "touched")
	s.run(row{name: "the sentence", as: access.Lead, address: at + "scope", status: http.StatusOK, want: []string{"covers the AI that it uses in its own work, beginning with Ranker."}})
	first("scope", "text", "The AI we use.")
	s.run(row{name: "all controls", as: access.Lead, address: at + "controls", status: http.StatusOK,
		want: []string{`id="A.2.2"`, "Our board asked for a policy.", "Decided already", "We offer no AI to customers or the public.", `href="` + at + `A.10.4?then=controls"`}})
	s.leadsTo(s.answer("first-steps", "A.10.4", "decision.A.10.4", "yes", "reason.A.10.4", "We will offer it next year.", "then", "controls"), at+"controls#A.10.4")
	s.run(row{name: "an exclusion needs its reason", as: access.Lead, post: true, address: at + "A.9.2", form: fields("decision.A.9.2", "no", "reason.A.9.2", "No", "then", "controls"), status: http.StatusUnprocessableEntity, want: []string{"at least one sentence"}})
	s.press("unknown", "first-steps", "A.9.3", "then", "controls")
	s.leadsTo(s.answer("first-steps", "controls"), "/interviews/first-steps/check")
	before := s.position()
	s.leadsTo(s.checkAll("first-steps"), "/interviews/first-steps/done")
	s.run(row{name: "what comes next", as: access.Lead, address: "/interviews/first-steps/done", status: http.StatusOK, want: []string{"37 of 38", "Make evidence pack"}})
	if got := s.position() - before; got != 3+36 {
		t.Errorf("%d entries, want the organisation, the system, the draft and 36 decisions", got)
	}
	o, err := s.server.soa.Overview(ctx)
	s.must(err)
	for _, l := range o.Lines {
		switch l.ID() {
		case "A.2.2":
			if l.Version != own.Version {
				t.Error("a decision that stood was overwritten")
			}
		case "A.9.3":
			if l.Decided() {
				t.Error("what is not known was decided")
			}
		case "A.10.4":
			if l.Applicable != scope.Yes || l.Reason != "We will offer it next year." {
				t.Errorf("A.10.4: %+v", l.Row)
			}
		case "A.6.1.2":
			if l.Applicable != scope.No || l.Reason == "" {
				t.Errorf("A.6.1.2: %+v", l.Row)
			}
		default:
			if !l.Decided() || l.Reason == "" {
				t.Errorf("%s: %+v", l.ID(), l.Row)
			}
		}
	}
	sys, err := s.server.systems.Take(ctx, "SYS-2026-001")
	s.must(err)
	if sys.PersonalData != scope.Yes || sys.Notes != "Not known yet: whom it can touch." || sys.Affected != "" {
		t.Errorf("the system is %+v", sys)
	}
}
