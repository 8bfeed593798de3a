package journey

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/web"
)

// power is a workbench that can be switched off and on again over the same data.
type power struct {
	*workbench
	t      *testing.T
	server *httptest.Server
}

func powered(t *testing.T) *power {
	p := &power{workbench: &workbench{dir: t.TempDir()}, t: t}
	p.on("127.0.0.1:0")
	p.people = seed.People(t, p.db)
	t.Cleanup(p.off)
	return p
}

func (p *power) on(address string) {
	p.t.Helper()
	var err error
	p.db, err = store.Open(context.Background(), store.Options{Dir: p.dir})
	must(p.t, err)
	listener, err := net.Listen("tcp", address)
	must(p.t, err)
	p.base = "http://" + listener.Addr().String()
	p.server = &httptest.Server{Listener: listener, Config: &http.Server{ReadHeaderTimeout: time.Minute, Handler: web.New(web.Config{
		DB: p.db, Dir: p.dir, Version: "test", Hosts: []string{listener.Addr().String()}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})}}
	p.server.Start()
}

func (p *power) off() {
	p.server.CloseClientConnections()
	p.server.Close()
	must(p.t, p.db.Close())
}

// value is what stands in a field.
func (b *tab) value(name string) string {
	b.Helper()
	var v string
	b.do(chromedp.Value(named(name, ""), &v, chromedp.ByQuery))
	return v
}

// resumes goes on with the only draft of a page and gives what stands in a field.
func (b *tab) resumes(page, field string) string {
	b.Helper()
	// What a closing tab sends arrives on its own time.
	for range 50 {
		if b.open(page); strings.Contains(ask[string](b, "document.body.innerText"), "You began this on") {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.sees("You began this on")
	b.press("Continue with the draft", "Nothing of it is saved yet")
	return b.value(field)
}

// U19: whatever ends the page, the text is there when it is opened again.
func TestU19_TextSurvives(t *testing.T) {
	chromium(t)
	const text = "Ranks one group lower, and nobody looks"
	writes := func(t *testing.T) (*power, *tab) {
		p := powered(t)
		b := start(t, p.workbench, access.Lead, true, 1280, 900)
		b.open("/risk/new")
		b.fill("title", text)
		return p, b
	}
	back := func(t *testing.T, b *tab) {
		if got := b.resumes("/risk/new", "title"); got != text {
			t.Errorf("came back as %q", got)
		}
		if problems := b.complaints(); len(problems) > 0 {
			t.Errorf("the browser complains: %q", problems)
		}
	}
	t.Run("closing the tab at once", func(t *testing.T) {
		p, b := writes(t)
		other := start(t, p.workbench, access.Lead, true, 1280, 900)
		b.do(chromedp.Navigate("about:blank"))
		back(t, other)
	})
	t.Run("killing the browser", func(t *testing.T) {
		p, b := writes(t)
		b.sees("Saved as a draft ")
		must(t, chromedp.FromContext(b.ctx).Browser.Process().Kill())
		back(t, start(t, p.workbench, access.Lead, true, 1280, 900))
	})
	t.Run("the workbench stopping and starting again", func(t *testing.T) {
		p, b := writes(t)
		b.sees("Saved as a draft ")
		address := strings.TrimPrefix(p.base, "http://")
		p.off()
		b.fill("title", ".")
		b.sees("Not saved as a draft: the workbench cannot be reached. Your text is still here.")
		p.on(address)
		b.do(chromedp.Blur(named("title", ""), chromedp.ByQuery))
		b.sees("Saved as a draft ")
		b.complaints() // of the time without a workbench
		if got := b.resumes("/risk/new", "title"); got != text+"." {
			t.Errorf("came back as %q", got)
		}
	})
	t.Run("saving ends the draft", func(t *testing.T) {
		_, b := writes(t)
		b.sees("Saved as a draft ")
		b.do(chromedp.SendKeys(named("category", ""), "People", chromedp.ByQuery))
		b.do(chromedp.Click(`//main//button[normalize-space()="Save risk"]`, chromedp.BySearch))
		b.sees("is recorded as")
		b.open("/drafts")
		b.sees("Nothing waits")
	})
}

// goBack presses Back and does not wait for a load: the page may come from memory.
func goBack(ctx context.Context) error {
	at, all, err := page.GetNavigationHistory().Do(ctx)
	if err != nil {
		return err
	}
	return page.NavigateToHistoryEntry(all[at-1].ID).Do(ctx)
}

// U20: the session ends while somebody writes; they sign in, and it is the same
// form with the same text. Back never asks whether to send the form again.
func TestU20_TheSessionEndsWhileWriting(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		b := start(t, w, access.Lead, scripts, 1280, 900)
		b.open("/risk/new")
		b.fill("title", "Written over the end")
		must(t, account.NewSessions(w.db).EndAll(context.Background(), w.people[access.Lead].Ref, ""))
		b.do(chromedp.Submit(named("title", ""), chromedp.ByQuery))
		b.sees("Your text is kept")
		var signIn string
		b.do(chromedp.Location(&signIn), chromedp.ActionFunc(goBack))
		time.Sleep(time.Second) // for whatever Back shows
		if len(b.nodes("main form")) == 0 {
			t.Error("Back leads to no form")
		}
		b.do(chromedp.Navigate(signIn))
		b.fill("email", w.people[access.Lead].Email, "password", seed.Password)
		b.do(chromedp.Submit(named("password", ""), chromedp.ByQuery))
		b.sees("Nothing of it is saved yet")
		if got := b.value("title"); got != "Written over the end" {
			t.Errorf("came back as %q", got)
		}
		b.do(chromedp.Submit(named("title", ""), chromedp.ByQuery))
		b.sees("is recorded as")
	})
}

// U21: two people change one risk.
func TestU21_ChoosingBetweenTwoTexts(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, true)
		b := start(t, w, access.Lead, scripts, 1280, 900)
		b.open("/risk/RSK-2026-001/edit")
		ctx, risks := context.Background(), risk.New(w.db)
		theirs, err := risks.Take(ctx, "RSK-2026-001")
		must(t, err)
		theirs.Title, theirs.Notes = "Their title", "Their notes"
		_, err = risks.Assess(ctx, w.people[access.Lead].Actor, theirs)
		must(t, err)
		b.do(chromedp.SetValue(named("title", ""), "My title", chromedp.ByQuery), chromedp.SetValue(named("category", ""), "My category", chromedp.ByQuery))
		b.do(chromedp.Submit(named("title", ""), chromedp.ByQuery))
		b.sees("changed this record while you were writing")
		if b.value("title") != "My title" || b.value("notes") != "Their notes" {
			t.Errorf("joined as %q, %q", b.value("title"), b.value("notes"))
		}
		for _, size := range [][2]int64{{1280, 900}, {390, 844}} {
			for _, scheme := range []string{"light", "dark"} {
				b.look(size[0], size[1], scheme)
				b.picture("conflict-" + scheme)
			}
		}
		b.look(1280, 900, "light")
		b.do(chromedp.Click(`main button[name="_theirs"][value="title"]`, chromedp.ByQuery))
		b.do(chromedp.WaitReady(`main button[name="_ours"][value="title"]`, chromedp.ByQuery))
		if b.value("title") != "Their title" {
			t.Errorf("theirs: %q", b.value("title"))
		}
		b.do(chromedp.Click(`main button[name="_ours"][value="title"]`, chromedp.ByQuery))
		b.do(chromedp.WaitReady(`main button[name="_theirs"][value="title"]`, chromedp.ByQuery))
		b.do(chromedp.SendKeys(named("title", ""), "\r", chromedp.ByQuery)) // Enter saves, it does not choose
		b.sees("My title is saved.")
		stored, err := risks.Take(ctx, "RSK-2026-001")
		must(t, err)
		if stored.Title != "My title" || stored.Notes != "Their notes" || stored.Category != "My category" {
			t.Errorf("stored %q, %q, %q", stored.Title, stored.Notes, stored.Category)
		}
	})
}
