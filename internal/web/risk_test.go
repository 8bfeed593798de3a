package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
)

// riskValues is a filled form of a risk above the proposed threshold; pairs change it.
func riskValues(pairs ...string) url.Values {
	v := url.Values{
		"title": {"Drift <b>harms</b> a group"}, "kind": {"threat"}, "status": {"open"}, "sources": {"C.3.4"}, "objectives": {"C.2.5"},
		"inherent_likelihood": {"4"}, "inherent_impact": {"5"}, "inherent_reason": {"seen twice"}, "treatment": {"mitigate"},
		"controls": {"42001:A.6.2.6"}, "residual_likelihood": {"2"}, "residual_impact": {"5"}, "residual_reason": {"weekly samples"}, "owner": {"Amara"},
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// criteriaValues is the form of the proposed criteria.
func criteriaValues(version string) url.Values {
	c := risk.Proposed()
	v := url.Values{"version": {version}, "likelihoods": c.Likelihoods, "impacts": append(c.Impacts, "", ""), "accept_up_to": {"6"}, "method": {c.Method}}
	for _, b := range c.Bands {
		v.Add("bands.name", b.Name)
		v.Add("bands.up_to", strconv.Itoa(b.UpTo))
	}
	return v
}

func TestCriteriaPages(t *testing.T) {
	s := newSite(t)
	short := criteriaValues("1")
	short["impacts"] = short["impacts"][:3]
	words := criteriaValues("")
	words["bands.up_to"] = []string{"four", "9", "15", "25"}
	for _, r := range []row{
		{name: "an empty stage teaches", as: access.Reader, address: "/risk/criteria", status: 200, want: []string{"No risk criteria in force"}, hide: []string{"Set risk criteria"}},
		{name: "the register says what is missing", as: access.Lead, address: "/risk", status: 200, want: []string{"No risk criteria are in force", "Set risk criteria", "No risk recorded", "Identify a risk"}},
		{name: "the form proposes", as: access.Lead, address: "/risk/criteria/edit", status: 200, want: []string{"Almost certain", "Nothing is in force until you save it"}},
		{name: "looking put nothing in force", as: access.Lead, address: "/risk/criteria", status: 200, want: []string{"No risk criteria in force"}},
		{name: "a contributor may not", as: access.Contributor, post: true, address: "/risk/criteria", form: criteriaValues(""), status: 403},
		{name: "a number in words is kept", as: access.Lead, post: true, address: "/risk/criteria", form: words, status: 422, want: []string{`value="four"`, "This band must end above 0", `href="#bands.up_to.0"`}},
		{name: "in force", as: access.Lead, post: true, address: "/risk/criteria", form: criteriaValues(""), status: 303, want: []string{"Location: /risk/criteria"}, traced: 1},
		{name: "shown", as: access.Reader, address: "/risk/criteria", status: 200, want: []string{"Level 6 or lower", "5 to 9", `href="/risk?need=acceptance"`}, hide: []string{"Change risk criteria"}},
		{name: "set twice at once", as: access.Lead, post: true, address: "/risk/criteria", form: criteriaValues(""), status: 409},
		{name: "a risk with impact 5", as: access.Lead, post: true, address: "/risk", form: riskValues(), status: 303, traced: 1},
		{name: "the form says which steps are in use", as: access.Lead, address: "/risk/criteria/edit", status: 200, want: []string{"Recorded risks use steps up to 5", "Recorded risks use steps up to 4"}},
		{name: "too short a scale is refused by name", as: access.Lead, post: true, address: "/risk/criteria", form: short, status: 422, want: []string{"RSK-2026-001 is already scored above 3"}},
	} {
		s.run(r)
	}
}

func TestRiskPages(t *testing.T) {
	s := newSite(t)
	_, err := s.server.risks.SetCriteria(context.Background(), s.as(access.Lead), risk.Proposed())
	s.must(err)
	for _, r := range []row{
		{name: "a reader may not", as: access.Reader, post: true, address: "/risk", form: riskValues(), status: 403},
		{name: "an executive may not", as: access.Executive, post: true, address: "/risk", form: riskValues(), status: 403},
		{name: "the form offers catalogue and scale", as: access.Contributor, address: "/risk/new", status: 200, want: []string{"A.10.4", "C.3.7", "4, Likely", "Not assessed yet"}},
		{name: "all messages at once, text kept", as: access.Contributor, post: true, address: "/risk", form: riskValues("title", "", "residual_reason", "", "inherent_impact", "9", "controls", "A.5.1", "owner", "Ada"), status: 422,
			want: []string{"Name the risk", "Impact must be a whole number from 1 to 5", "place of the objective", `value="Ada"`, "Error: "}},
		{name: "identified", as: access.Contributor, post: true, address: "/risk", form: riskValues(), status: 303, want: []string{"Location: /risk/RSK-2026-001"}, traced: 1},
		{name: "shown, escaped", as: access.Reader, address: "/risk/RSK-2026-001", status: 200,
			want: []string{"Drift &lt;b&gt;harms", "Very high", "Likelihood 4, Likely × impact 5, Severe", "C.3.4 Risk sources", "A.6.2.6", "above the acceptance threshold of 6", "No action planned"},
			hide: []string{"<b>harms", "Assess risk", "Accept residual risk", "Plan an action", "Retire this record"}},
		{name: "assessed anew", as: access.Lead, post: true, address: "/risk/RSK-2026-001", form: riskValues("version", "1", "owner", "Lea"), status: 303, traced: 1},
		{name: "a stale form keeps the text", as: access.Contributor, post: true, address: "/risk/RSK-2026-001", form: riskValues("version", "1", "owner", "Cem"), status: 409, want: []string{"Lea Lead", "Cem", `name="version" value="2"`}},
		{name: "an action without words", as: access.Contributor, post: true, address: "/risk/RSK-2026-001/actions", form: url.Values{"due": {"soon"}}, status: 422, want: []string{"Say what is to be done", "is not a date", `value="soon"`}},
		{name: "an action", as: access.Contributor, post: true, address: "/risk/RSK-2026-001/actions", form: url.Values{"what": {"Sample weekly"}, "due": {"2026-11-01"}}, status: 303, traced: 1},
		{name: "overdue in words", as: access.Reader, address: "/risk/RSK-2026-001", status: 200, want: []string{"Overdue since 1 Nov 2026"}},
		{name: "an action's page", as: access.Lead, address: "/risk/actions/ACT-2026-001", status: 200, want: []string{"Complete action", "RSK-2026-001"}},
		{name: "an action is changed", as: access.Lead, post: true, address: "/risk/actions/ACT-2026-001", form: url.Values{"version": {"1"}, "what": {"Sample daily"}, "due": {"2026-11-01"}}, status: 303, traced: 1},
		{name: "a stale action keeps the text", as: access.Lead, post: true, address: "/risk/actions/ACT-2026-001", form: url.Values{"version": {"1"}, "what": {"Mine"}}, status: 409, want: []string{"Mine", `name="version" value="2"`}},
		{name: "done without a result", as: access.Lead, post: true, address: "/risk/actions/ACT-2026-001/complete", form: url.Values{"version": {"2"}, "done_on": {"2026-11-20"}}, status: 422, want: []string{"whether it worked"}},
		{name: "done", as: access.Lead, post: true, address: "/risk/actions/ACT-2026-001/complete", form: url.Values{"version": {"2"}, "done_on": {"2026-11-20"}, "result": {"It worked"}}, status: 303, traced: 1},
		{name: "a done action offers nothing more", as: access.Lead, address: "/risk/actions/ACT-2026-001", status: 200, want: []string{"It worked"}, hide: []string{"Complete action"}},
		{name: "retired", as: access.Lead, post: true, address: "/risk/RSK-2026-001/retire", form: url.Values{"version": {"2"}, "reason": {"merged"}}, status: 303, traced: 1},
		{name: "a retired record says so", as: access.Lead, address: "/risk/RSK-2026-001", status: 200, want: []string{"merged"}, hide: []string{"Assess risk", "Plan an action"}},
		{name: "there is no such risk", as: access.Lead, address: "/risk/RSK-2026-999", status: 404},
	} {
		s.run(r)
	}
}

func TestAcceptancePages(t *testing.T) {
	s := newSite(t)
	_, err := s.server.risks.SetCriteria(context.Background(), s.as(access.Lead), risk.Proposed())
	s.must(err)
	_, err = s.server.risks.Identify(context.Background(), s.as(access.Lead), risk.Risk{Title: "not assessed"})
	s.must(err)
	yes := url.Values{"version": {"1"}, "reason": {"benefit"}, "until": {"2027-01-31"}}
	for _, r := range []row{
		{name: "identified", as: access.Contributor, post: true, address: "/risk", form: riskValues(), status: 303, traced: 1},
		{name: "a lead may not even ask", as: access.Lead, address: "/risk/RSK-2026-002/accept", status: 403},
		{name: "a lead may not", as: access.Lead, post: true, address: "/risk/RSK-2026-002/accept", form: yes, status: 403},
		{name: "an executive is offered it", as: access.Executive, address: "/risk/RSK-2026-002", status: 200, want: []string{"Accept residual risk"}},
		{name: "in plain words", as: access.Executive, address: "/risk/RSK-2026-002/accept", status: 200, want: []string{"may stay at level 10 (High)", "acceptance threshold of 6", `value="2027-11-22"`, `name="version" value="1"`}},
		{name: "not without a reason", as: access.Executive, post: true, address: "/risk/RSK-2026-002/accept", form: url.Values{"version": {"1"}, "until": {"2027-01-31"}}, status: 422, want: []string{"Say why this risk may be taken", `value="2027-01-31"`}},
		{name: "not before it is assessed", as: access.Executive, post: true, address: "/risk/RSK-2026-001/accept", form: yes, status: 422, want: []string{"is not assessed"}},
		{name: "changed meanwhile", as: access.Lead, post: true, address: "/risk/RSK-2026-002", form: riskValues("version", "1", "residual_likelihood", "3"), status: 303, traced: 1},
		{name: "stale shows what stands now", as: access.Executive, post: true, address: "/risk/RSK-2026-002/accept", form: yes, status: 409, want: []string{"may stay at level 15 (High)", `name="version" value="2"`, "Lea Lead"}},
		{name: "accepted", as: access.Executive, post: true, address: "/risk/RSK-2026-002/accept", form: url.Values{"version": {"2"}, "reason": {"benefit"}, "until": {"2027-01-31"}}, status: 303, traced: 1},
		{name: "stands", as: access.Reader, address: "/risk/RSK-2026-002", status: 200, want: []string{"is accepted by the designated management", "stands until 31 Jan 2027", "Test Executive (Executive)"}},
		{name: "assessed higher", as: access.Lead, post: true, address: "/risk/RSK-2026-002", form: riskValues("version", "2", "residual_likelihood", "4"), status: 303, traced: 1},
		{name: "no longer covers", as: access.Reader, address: "/risk/RSK-2026-002", status: 200, want: []string{"no longer covers the risk, because the residual level rose from 15 to 20", "must accept it"}},
		{name: "its own page says so too", as: access.Reader, address: "/risk/acceptances/ACC-2026-001", status: 200, want: []string{"No longer covers the risk: the residual level rose"}},
		{name: "a lead may not withdraw", as: access.Lead, post: true, address: "/risk/acceptances/ACC-2026-001/withdraw", form: url.Values{"version": {"1"}, "reason": {"x"}}, status: 403},
		{name: "withdrawn", as: access.Executive, post: true, address: "/risk/acceptances/ACC-2026-001/withdraw", form: url.Values{"version": {"1"}, "reason": {"too much"}}, status: 303, traced: 1},
	} {
		s.run(r)
	}
}

// fillRisks records n risks over the scale, each with a system.
func fillRisks(s *site, n int) {
	s.Helper()
	ctx, lead := context.Background(), s.as(access.Lead)
	sys, err := s.server.systems.Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "orders"})
	s.must(err)
	for i := range n {
		_, err := s.server.risks.Identify(ctx, lead, risk.Risk{
			Title: fmt.Sprintf("Risk %03d", i), Systems: []string{sys.Ref},
			InherentLikelihood: i%5 + 1, InherentImpact: 3, InherentReason: "seen", ResidualLikelihood: i%3 + 1, ResidualImpact: 2, ResidualReason: "controls",
		})
		s.must(err)
	}
}

func TestEveryNumberOfTheMatrixOpensItsList(t *testing.T) {
	s := newSite(t)
	fillRisks(s, 23)
	_, err := s.server.risks.SetCriteria(context.Background(), s.as(access.Lead), risk.Proposed())
	s.must(err)
	page := s.get(access.Reader, "/risk/matrix")
	cells := regexp.MustCompile(`<a href="([^"]+)"><b>(\d+)</b>`).FindAllStringSubmatch(page.body, -1)
	if len(cells) != 8 {
		t.Fatalf("%d cells open a list, want 5 before and 3 after treatment", len(cells))
	}
	for _, c := range cells {
		list := s.get(access.Reader, strings.ReplaceAll(c[1], "&amp;", "&"))
		if want := c[2] + " risk"; list.StatusCode != http.StatusOK || !strings.Contains(list.body, ">"+want) || strings.Count(list.body, "<tr data-ref=") != atoi(t, c[2]) {
			t.Errorf("%s does not open a list of %s", c[1], c[2])
		}
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTheRegisterSortsAndPagesInTheAddress(t *testing.T) {
	s := newSite(t)
	fillRisks(s, 60)
	for _, r := range []row{
		{name: "by what remains", as: access.Reader, address: "/risk", status: 200, want: []string{`aria-sort="descending"`, "60 risks", "Next page", `href="/risk?sort=residual"`}},
		{name: "the other way round", as: access.Reader, address: "/risk?sort=residual&system=SYS-2026-001", status: 200, want: []string{`aria-sort="ascending"`, "sort=-residual&amp;system=SYS-2026-001", "Ranker"}},
		{name: "a cell stands among the filters", as: access.Reader, address: "/risk?inherent=2x3", status: 200, want: []string{"12 risks", "2 × 3", "Clear filters"}},
		{name: "what nobody understands narrows nothing", as: access.Reader, address: "/risk?inherent=<script>&sort=%27", status: 200, want: []string{"60 risks"}},
		{name: "nothing fits", as: access.Reader, address: "/risk?q=nowhere", status: 200, want: []string{"No risk fits this filter"}},
	} {
		s.run(r)
	}
}

func TestTheRegisterAsksTheSameNumberOfStatements(t *testing.T) {
	count := func(n int) int64 {
		s := newSite(t)
		fillRisks(s, n)
		s.get(access.Lead, "/risk") // reads what is to be confirmed for the first time
		var asked int64
		tally := func(*gorm.DB) { asked++ }
		calls := s.db.Read(context.Background()).Callback()
		s.must(calls.Query().After("gorm:query").Register("count", tally))
		s.must(calls.Row().After("gorm:row").Register("count", tally))
		s.must(calls.Raw().After("gorm:raw").Register("count", tally))
		if a := s.get(access.Lead, "/risk"); a.StatusCode != http.StatusOK || !strings.Contains(a.body, countOf(int64(n), "risk", "risks")) {
			t.Fatalf("status %d", a.StatusCode)
		}
		return asked
	}
	few, many := count(2), count(70)
	if few != many || few < 4 || many > 16 {
		t.Errorf("%d statements for 2 risks, %d for 70; want the same, 4 to 16", few, many)
	}
}

func TestOtherCriteriaAreShownBeforeTheyAreSaved(t *testing.T) {
	s := newSite(t)
	_, err := s.server.risks.SetCriteria(context.Background(), s.as(access.Lead), risk.Proposed())
	s.must(err)
	moved := criteriaValues("1")
	moved["bands.up_to"] = []string{"4", "10", "15", "25"}
	first := row{name: "named before saving", as: access.Lead, post: true, address: "/risk/criteria", form: moved, status: 422, want: []string{"Nothing is saved yet", "1 risk changes its band", "RSK-2026-001", `name="seen"`}}
	s.run(row{name: "a risk at level 10", as: access.Lead, post: true, address: "/risk", form: riskValues(), status: 303, traced: 1})
	s.run(first)
	page := s.post(access.Lead, "/risk/criteria", moved)
	seen := regexp.MustCompile(`name="seen" value="([0-9a-f]+)"`).FindStringSubmatch(page.body)
	if len(seen) != 2 {
		t.Fatal("the form does not remember what was shown")
	}
	moved.Set("seen", seen[1])
	moved["bands.up_to"] = []string{"4", "11", "15", "25"}
	s.run(row{name: "others than those shown are shown again", as: access.Lead, post: true, address: "/risk/criteria", form: moved, status: 422, want: []string{"Nothing is saved yet"}})
	moved["bands.up_to"] = []string{"4", "10", "15", "25"}
	s.run(row{name: "saved once seen", as: access.Lead, post: true, address: "/risk/criteria", form: moved, status: 303, traced: 1})
}

func TestLibraryPages(t *testing.T) {
	s := newSite(t)
	sys, err := s.server.systems.Register(context.Background(), s.as(access.Lead), inventory.System{Name: "Wren", Purpose: "answers", Models: "LLM"})
	s.must(err)
	for _, r := range []row{
		{name: "all of it", as: access.Reader, address: "/risk/library", status: 200, want: []string{"Hidden words in a text", "Decisions about people"}, hide: []string{"Draw this risk"}},
		{name: "by its words", as: access.Contributor, address: "/risk/library?q=hidden+orders", status: 200, want: []string{"1 entry<", "Draw this risk"}},
		{name: "nothing fits", as: access.Reader, address: "/risk/library?q=qqq", status: 200, want: []string{"No entry fits this filter"}},
		{name: "proposed with the reason", as: access.Contributor, address: "/risk/library?system=" + sys.Ref, status: 200, want: []string{"Proposed because its models says “LLM”", "system=" + sys.Ref}, hide: []string{"A sensor feeds the system wrong values"}},
		{name: "one entry", as: access.Contributor, address: "/risk/library/prompt-injection", status: 200, want: []string{"Questions to ask", "Draw this risk"}},
		{name: "there is none", as: access.Reader, address: "/risk/library/qqq", status: 404},
		{name: "drawn into a form", as: access.Contributor, address: "/risk/new?from=prompt-injection&system=" + sys.Ref, status: 200, want: []string{"Make it your own", `name="library" value="prompt-injection"`}},
		{name: "kept", as: access.Contributor, post: true, address: "/risk", form: riskValues("library", "prompt-injection"), status: 303, traced: 1},
		{name: "the library remembers", as: access.Reader, address: "/risk/library/prompt-injection", status: 200, want: []string{"In your register:", "RSK-2026-001"}},
		{name: "and so does the risk", as: access.Reader, address: "/risk/RSK-2026-001", status: 200, want: []string{"/risk/library/prompt-injection"}},
	} {
		s.run(r)
	}
}
