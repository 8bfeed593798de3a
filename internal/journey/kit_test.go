// Package journey drives the whole workbench in Chromium, as people use it: every
// page in every role, light and dark, wide and narrow, judged by axe-core; and the
// journeys of the first weeks, with scripts and without. It holds tests only.
package journey

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/web"
)

// axe is axe-core 4.14.1 as its makers publish it (MPL-2.0, licence beside it).
//
//go:embed testdata/axe.min.js
var axe string

// shotsEnv names a folder for pictures of every step of the journeys.
const shotsEnv = "AIMS_SHOTS"

// workbench is a served workspace.
type workbench struct {
	db     *store.DB
	dir    string
	base   string // http://127.0.0.1:port
	sample string // host of a sample beside it
	asked  func() int
	people map[access.Role]seed.Person
	kept   *shelf // pages answered before, to be looked at again
}

// serve starts the workbench on a workspace of its own.
func serve(t *testing.T, withPeople, filled bool) *workbench {
	t.Helper()
	w := &workbench{db: aimstest.DB(t), dir: t.TempDir()}
	if withPeople {
		w.people = seed.People(t, w.db)
	}
	if filled {
		seed.Full(t, w.db, w.dir, func(role access.Role) access.Actor { return w.people[role].Actor })
	}
	w.listen(t)
	return w
}

// listen answers for the workspace on a port of its own.
func (w *workbench) listen(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	must(t, err)
	w.sample = net.JoinHostPort("sample.localhost", port)
	inner := web.New(web.Config{DB: w.db, Dir: w.dir, Version: "test", Hosts: []string{listener.Addr().String()}, SampleHost: w.sample, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	var mu sync.Mutex
	hosts := map[string]int{}
	server := &httptest.Server{Listener: listener, Config: &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		mu.Lock()
		hosts[r.Host]++
		mu.Unlock()
		if strings.HasPrefix(r.URL.Path, keptAt) {
			w.kept.ServeHTTP(rw, r)
			return
		}
		inner.ServeHTTP(rw, r)
	})}}
	server.Start()
	t.Cleanup(server.Close)
	w.base = "http://" + listener.Addr().String()
	w.asked = func() int {
		mu.Lock()
		defer mu.Unlock()
		n := 0
		for host, times := range hosts {
			if host != listener.Addr().String() {
				n += times
			}
		}
		return n
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// chromium finds the browser; without it the journeys are left out aloud, and in CI
// that is a failure.
func chromium(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("LEFT OUT: the journeys, because -short leaves out what drives a browser")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("Chromium is missing: in CI the journeys must run")
	}
	t.Skip("LEFT OUT: the journeys, because Chromium is not installed")
	return ""
}

// tab is one tab of the browser and what went wrong in it.
type tab struct {
	*testing.T
	w        *workbench
	ctx      context.Context //nolint:containedctx // of the tab
	mu       sync.Mutex
	problems []string                     // refused by the security policy, foreign requests, script errors
	asked    map[network.RequestID]string // addresses
	received map[string]int64             // bytes by address since the last time
	heaviest map[string]int64             // bytes by address when they did not come from the cache
	shot     int
}

// browse opens a browser with one tab on a workbench.
func browse(t *testing.T, w *workbench, flags ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	options := append(append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("force-color-profile", "srgb")), flags...)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(allocator)
	b := &tab{T: t, w: w, ctx: ctx, asked: map[network.RequestID]string{}, received: map[string]int64{}, heaviest: map[string]int64{}}
	t.Cleanup(b.clean) // U44: every journey, whether it asks or not
	t.Cleanup(end)
	chromedp.ListenTarget(ctx, b.hear)
	b.do(log.Enable(), network.Enable())
	return b
}

// takenFocus is how the browser tells that a key was quicker than the page's own focus.
const takenFocus = "Autofocus processing was blocked"

// hear notes what a page asks of the network and what the browser complains about.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.asked[e.RequestID] = e.Request.URL
		if !strings.HasPrefix(e.Request.URL, b.w.base+"/") && !strings.HasPrefix(e.Request.URL, "http://"+b.w.sample+"/") && !strings.HasPrefix(e.Request.URL, "data:") && e.Request.URL != "about:blank" {
			b.problems = append(b.problems, "a request leaves the machine: "+e.Request.URL)
		}
	case *network.EventLoadingFinished:
		address := b.asked[e.RequestID]
		delete(b.asked, e.RequestID)
		b.heaviest[address] = max(b.heaviest[address], int64(e.EncodedDataLength))
		b.received[address] = b.heaviest[address]
	case *log.EventEntryAdded:
		if e.Entry.Source != log.SourceNetwork && e.Entry.Level != log.LevelVerbose && !strings.HasPrefix(e.Entry.Text, takenFocus) {
			b.problems = append(b.problems, fmt.Sprintf("%s %s: %s", e.Entry.Source, e.Entry.Level, e.Entry.Text))
		}
	}
}

// complaints gives the problems since the last time.
func (b *tab) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := b.problems
	b.problems = nil
	return all
}

// weight gives the bytes received since the last time, and what came from the
// browser's cache as heavy as it was when it did not.
func (b *tab) weight() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	var sum int64
	for _, n := range b.received {
		sum += n
	}
	clear(b.received)
	return sum
}

// do runs steps within half a minute and ends the test when one fails.
func (b *tab) do(steps ...chromedp.Action) {
	b.Helper()
	if b.ctx.Err() != nil {
		b.Fatal("the browser is gone")
	}
	if chromedp.FromContext(b.ctx).Target == nil {
		must(b.T, chromedp.Run(b.ctx)) // the first run must not have a deadline: it would end the browser
	}
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Run(ctx, steps...); err != nil {
		b.picture("failed")
		var where, text string
		_ = chromedp.Run(b.ctx, chromedp.Location(&where), chromedp.Text("body", &text, chromedp.ByQuery))
		b.Fatalf("%v\nat %s\n%.1500s", err, where, text)
	}
}

// as signs the tab in as a person; an empty role signs out.
func (b *tab) as(role access.Role) {
	b.Helper()
	b.do(network.ClearBrowserCookies())
	if role != "" {
		b.do(network.SetCookie("aims_session", b.w.people[role].Session).WithURL(b.w.base).WithHTTPOnly(true).WithSameSite(network.CookieSameSiteLax))
	}
}

// look sets the width of the screen and day or night.
func (b *tab) look(width, height int64, scheme string) {
	b.Helper()
	b.do(b.screen(width, height, scheme))
}

// screen is look as one step among others.
func (b *tab) screen(width, height int64, scheme string) chromedp.Tasks {
	return chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(width, height, 1, width < 500),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}),
	}
}

// open goes to an address of the workbench.
func (b *tab) open(address string) {
	b.Helper()
	b.do(chromedp.Navigate(b.w.base + address))
}

// ask evaluates an expression in the page.
func ask[T any](b *tab, expression string) T {
	b.Helper()
	var out T
	b.do(chromedp.Evaluate(expression, &out))
	return out
}

// picture keeps a picture of the page, when pictures are wanted.
func (b *tab) picture(name string) {
	dir := os.Getenv(shotsEnv)
	if dir == "" {
		return
	}
	var png []byte
	if err := chromedp.Run(b.ctx, chromedp.FullScreenshot(&png, 100)); err != nil {
		b.Logf("no picture: %v", err)
		return
	}
	b.shot++
	file := filepath.Join(dir, fmt.Sprintf("%s-%02d-%s.png", strings.NewReplacer("/", "-", " ", "-").Replace(b.Name()), b.shot, name))
	must(b.T, os.MkdirAll(dir, 0o755))
	must(b.T, os.WriteFile(file, png, 0o644))
}

// nodes finds elements without waiting for one.
func (b *tab) nodes(selector string) []*cdp.Node {
	b.Helper()
	var found []*cdp.Node
	b.do(chromedp.Nodes(selector, &found, chromedp.ByQueryAll, chromedp.AtLeast(0)))
	return found
}

// judged asks axe for what it holds against a part of the page.
func judged(context, options string) string {
	return strings.NewReplacer("CONTEXT", context, "OPTIONS", options).Replace(judge)
}

// ran evaluates an expression whose promise brings the findings.
func ran(expression string, found *[]finding) chromedp.Action {
	return chromedp.Evaluate(expression, found, chromedp.EvalAsValue, awaited)
}

// awaited waits for the promise of an expression.
func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
