package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
)

// sampleHost is the name under which the tests reach the sample.
const sampleHost = "sample.aims.localhost:4201"

// beside is a workbench with a door to a sample.
func beside(t *testing.T) (*site, *doors) {
	t.Helper()
	s := newSite(t)
	c := s.server.Config
	c.SampleHost = sampleHost
	s.server = newServer(c)
	d := newDoors(s.server)
	s.handler = d
	return s, d
}

// visitor is the browser of somebody who looks at the sample.
type visitor struct {
	*site
	cookie *http.Cookie
}

// ask sends a request to the sample, with what the visitor's browser keeps. from is
// what the browser says of where a form was.
func (v *visitor) ask(method, address, from string, form url.Values) answer {
	v.Helper()
	req := httptest.NewRequest(method, "http://"+sampleHost+address, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", from)
	if v.cookie != nil {
		req.AddCookie(v.cookie)
	}
	a := v.send("", req)
	for _, c := range a.Cookies() {
		if c.Name == sessionCookie {
			v.cookie = c
		}
	}
	return a
}

// entered is a visitor who has come in by the button of the first page.
func entered(t *testing.T) (*visitor, *doors) {
	t.Helper()
	s, d := beside(t)
	before := s.position()
	a := s.post(access.Reader, link.Sample(), url.Values{})
	to, err := url.Parse(a.Header.Get("Location"))
	if err != nil || a.StatusCode != http.StatusTemporaryRedirect || to.Host != sampleHost {
		t.Fatalf("the button answers %d %s\n%s", a.StatusCode, to, said(a.body))
	}
	if s.position() != before {
		t.Error("the workspace's own trail moved")
	}
	v := &visitor{site: s}
	if a := v.ask(http.MethodGet, to.RequestURI(), "same-site", nil); a.StatusCode == http.StatusSeeOther {
		t.Error("a GET opened a session")
	}
	if a := v.ask(http.MethodPost, to.RequestURI(), "same-site", nil); a.StatusCode != http.StatusSeeOther || v.cookie == nil {
		t.Fatalf("the token opens nothing: %d\n%s", a.StatusCode, said(a.body))
	}
	if a := (&visitor{site: s}).ask(http.MethodPost, to.RequestURI(), "same-site", nil); a.StatusCode != http.StatusForbidden {
		t.Errorf("the token worked twice: %d", a.StatusCode)
	}
	return v, d
}

// U3: one click in, one out, nothing left, and the workspace itself never marked.
func TestU3_ASampleIsVisitedAndLeft(t *testing.T) {
	v, d := entered(t)
	home := v.ask(http.MethodGet, "/", "none", nil)
	for _, want := range []string{"Merrowdale Mutual", "sample-tag", "watermark", "Noor Castellane", "Leave the sample and delete it"} {
		if !strings.Contains(home.body, want) {
			t.Errorf("%q is not on the first page of the sample", want)
		}
	}
	for role, name := range map[string]string{"auditor": "Priya Vantongeren", "executive": "Adaeze Lindqvist", "lead": "Noor Castellane"} {
		if a := v.ask(http.MethodPost, link.SampleAs(), "same-origin", url.Values{"role": {role}}); a.StatusCode != http.StatusSeeOther {
			t.Errorf("look as %s: %d\n%s", role, a.StatusCode, said(a.body))
		}
		if a := v.ask(http.MethodGet, "/", "none", nil); !strings.Contains(a.body, name) {
			t.Errorf("looking as %s does not show %s", role, name)
		}
	}
	if a := v.ask(http.MethodPost, link.SampleAs(), "same-origin", url.Values{"role": {"reader"}}); a.StatusCode != http.StatusNotFound {
		t.Errorf("look as a reader: %d", a.StatusCode)
	}
	if a := v.ask(http.MethodPost, link.SampleLeave(), "same-site", nil); a.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another host ended the visit: %d", a.StatusCode)
	}
	own := v.get(access.Lead, "/")
	if strings.Contains(own.body, "sample-tag") || strings.Contains(own.body, "watermark") || !strings.Contains(own.body, "Look around in a sample") {
		t.Error("the workspace itself is marked, or offers no sample")
	}
	a := v.ask(http.MethodPost, link.SampleLeave(), "same-origin", nil)
	if to := a.Header.Get("Location"); a.StatusCode != http.StatusSeeOther || to != "http://"+testHost+"/" {
		t.Errorf("leaving: %d to %s", a.StatusCode, to)
	}
	if _, err := os.Stat(d.dir()); !os.IsNotExist(err) {
		t.Errorf("something is left in %s: %v", d.dir(), err)
	}
	if a := v.ask(http.MethodGet, "/", "none", nil); a.StatusCode != http.StatusSeeOther || !strings.Contains(a.Header.Get("Location"), testHost) {
		t.Errorf("the sample answers after it was left: %d", a.StatusCode)
	}
}

// Forms may lead from the workspace to its sample and nowhere else.
func TestFormsLeadToTheNeighbourAlone(t *testing.T) {
	s, _ := beside(t)
	if got := s.get(access.Lead, "/").Header.Get("Content-Security-Policy"); !strings.Contains(got, "form-action 'self' http://"+sampleHost+" https://"+sampleHost+";") {
		t.Errorf("with a door: %s", got)
	}
	plain := newSite(t)
	if got := plain.get(access.Lead, "/").Header.Get("Content-Security-Policy"); !strings.Contains(got, "form-action 'self';") {
		t.Errorf("without: %s", got)
	}
	for _, address := range []string{link.Sample(), link.SampleAs(), link.SampleLeave(), link.SampleEnter("x")} {
		if a := plain.post(access.Lead, address, url.Values{"role": {"executive"}}); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s outside of a visit: %d", address, a.StatusCode)
		}
	}
}

// What a process left behind that ended in a visit is gone at the next start.
func TestTheNextStartDeletesAnOldSample(t *testing.T) {
	s, d := beside(t)
	if err := os.MkdirAll(d.dir(), 0o700); err != nil {
		t.Fatal(err)
	}
	newDoors(s.server)
	if _, err := os.Stat(d.dir()); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
}
