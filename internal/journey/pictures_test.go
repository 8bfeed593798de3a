package journey

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/sample"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// picturesEnv names the folder into which the pictures of the README are made.
const picturesEnv = "AIMS_PICTURES"

// mostOfAPicture is how many bytes one may have: the README is read over slow lines.
const mostOfAPicture = 250_000

// withSample serves the sample as it is at noon of the day of tests, with its people
// signed in.
func withSample(t *testing.T) *workbench {
	t.Helper()
	w := &workbench{dir: t.TempDir(), people: map[access.Role]seed.Person{}}
	made, err := sample.Build(context.Background(), store.Options{Dir: w.dir}, when.At(aimstest.Noon).Day())
	must(t, err)
	w.db, err = store.Open(context.Background(), store.Options{Dir: w.dir, Clock: aimstest.Clock()})
	must(t, err)
	t.Cleanup(func() { _ = w.db.Close() })
	for _, role := range access.Roles {
		p, err := account.New(w.db).ByRef(context.Background(), made.Face(role).Ref)
		must(t, err)
		token, _, err := account.NewSessions(w.db).Start(context.Background(), p, "test")
		must(t, err)
		w.people[role] = seed.Person{Actor: p.Actor(access.Browser), Email: p.Email, Session: token}
	}
	w.listen(t)
	return w
}

// The pictures of the README, made of the sample: AIMS_PICTURES=static/readme.
func TestPicturesOfTheREADME(t *testing.T) {
	dir := os.Getenv(picturesEnv)
	if dir == "" {
		t.Skip("LEFT OUT: the pictures, because " + picturesEnv + " names no folder (task pictures does)")
	}
	w := withSample(t)
	b := start(t, w, access.Lead, true, 1280, 860)
	b.do(emulation.SetFocusEmulationEnabled(true))
	take := func(name string) {
		var png []byte
		b.do(chromedp.CaptureScreenshot(&png))
		if len(png) > mostOfAPicture {
			t.Errorf("%s has %d bytes; at most %d", name, len(png), mostOfAPicture)
		}
		must(t, os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644))
		t.Logf("%s.png: %d KB", name, len(png)/1000)
	}
	for _, p := range []struct{ name, address string }{{"home", "/"}, {"matrix", "/risk/matrix"}, {"soa", "/soa"}} {
		b.open(p.address)
		if p.name == "soa" { // the rows matter more than the head
			b.do(chromedp.Evaluate(`scrollTo({top: document.querySelector("main table").getBoundingClientRect().top - 120, behavior: "instant"})`, nil))
		}
		take(p.name)
	}
	b.open("/risk?status=treated")
	for range 3 {
		b.do(chromedp.Click(`main tbody input[name="row"]:not(:checked)`, chromedp.ByQuery))
	}
	take("register")
	b.ctrlK()
	b.until(inBox)
	b.types("p", "h", "o", "t", "o")
	b.until(selected + ` && document.querySelector("#palette mark")`)
	take("search")

	ref := w.nextPolicy(t)
	b.as(access.Executive)
	b.look(390, 844, "light")
	b.open("/leadership/policies/" + ref + "/sign")
	take("sign")
}

// nextPolicy approves one more version of the AI policy of the sample, for an
// executive to sign.
func (w *workbench) nextPolicy(t *testing.T) string {
	t.Helper()
	d := leadership.New(w.db)
	policies, err := d.Policies(context.Background(), leadership.PolicyQuery{})
	must(t, err)
	for _, p := range policies.Rows {
		if !p.Main {
			continue
		}
		versions, err := d.Versions(context.Background(), p.Ref)
		must(t, err)
		last := versions[0]
		for _, v := range versions {
			if v.Number > last.Number {
				last = v
			}
		}
		return w.version(t, p.Ref, last.Text+"\n\nAn AI agent proposes. A person does each act.", "An AI agent may propose, and a person does each act.")
	}
	t.Fatal("the sample has no AI policy")
	return ""
}
