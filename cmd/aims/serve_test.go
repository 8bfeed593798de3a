package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// said collects what a running command prints.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// bench is a workbench that runs, and a browser before it.
type bench struct {
	desk
	out, err *said
	stop     func() int
	browser  *http.Client
}

var printed = regexp.MustCompile(`http://(aims\.localhost:\d+)(/\S+)?`)

// serves starts the workbench on a free port and waits until it says how to open it.
func (d desk) serves() *bench {
	d.Helper()
	b := &bench{desk: d, out: &said{}, err: &said{}}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, terminal{strings.NewReader(""), b.out, b.err}, []string{"serve", "--data", d.data, "--addr", "127.0.0.1:0"})
	}()
	b.stop = sync.OnceValue(func() int { cancel(); return <-ended })
	d.Cleanup(func() { b.stop() })
	jar, err := cookiejar.New(nil)
	if err != nil {
		d.Fatal(err)
	}
	dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
		_, port, err := net.SplitHostPort(addr)
		if err != nil {
			return nil, err
		}
		return new(net.Dialer).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port)) // as browsers resolve *.localhost
	}
	b.browser = &http.Client{Jar: jar, Timeout: 20 * time.Second, Transport: &http.Transport{DialContext: dial}}
	for range 400 {
		if strings.Count(b.out.String(), "\n\n") >= 2 || strings.Contains(b.out.String(), "Or sign in") {
			return b
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.Fatalf("the workbench printed only %q, %q", b.out, b.err)
	return nil
}

// link is the newest address the workbench printed.
func (b *bench) link() string {
	b.Helper()
	all := printed.FindAllString(b.out.String(), -1)
	if len(all) == 0 {
		b.Fatalf("no address in %q", b.out)
	}
	return all[len(all)-1]
}

func (b *bench) answer(res *http.Response, err error) (int, string) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// posts sends a form as the page at the link would.
func (b *bench) posts(to string, fields url.Values) (int, string) {
	b.Helper()
	address, err := url.Parse(to)
	if err != nil {
		b.Fatal(err)
	}
	fields.Set("token", address.Query().Get("token"))
	req, err := http.NewRequest(http.MethodPost, to, strings.NewReader(fields.Encode()))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "http://"+address.Host)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.answer(b.browser.Do(req))
}

// The first start leads to an account, the second signs in, each link once.
func TestServeFirstAndSecondStart(t *testing.T) {
	d := atDesk(t)
	first := d.serves()
	setup := first.link()
	if !strings.Contains(setup, "/setup?token=") || !strings.Contains(first.out.String(), d.data) {
		t.Fatalf("printed %q", first.out)
	}
	if code, page := first.answer(first.browser.Get(setup)); code != http.StatusOK || !strings.Contains(page, `name="email"`) {
		t.Fatalf("set-up page: %d %s", code, page)
	}
	lea := url.Values{"name": {"Lea Brandt"}, "email": {"lea@example.org"}, "password": {"short"}}
	if code, page := first.posts(setup, lea); code != http.StatusUnprocessableEntity || !strings.Contains(page, "Lea Brandt") {
		t.Errorf("weak password: %d", code)
	}
	lea.Set("password", password)
	if code, page := first.posts(setup, lea); code != http.StatusOK || !strings.Contains(page, "Lea Brandt") {
		t.Fatalf("set up: %d %s", code, page)
	}
	if code, _ := first.answer(first.browser.Get(setup)); code != http.StatusForbidden {
		t.Errorf("the set-up link works twice: %d", code)
	}
	if code := first.stop(); code != exitFine {
		t.Errorf("stopped with %d: %s", code, first.err)
	}
	second := d.serves()
	in := second.link()
	if !strings.Contains(in, "/sign-in/link?token=") || !strings.Contains(second.out.String(), "Or sign in as Lea Brandt") {
		t.Fatalf("printed %q", second.out)
	}
	if code, page := second.posts(in, url.Values{}); code != http.StatusOK || !strings.Contains(page, "Lea Brandt") {
		t.Fatalf("sign in: %d %s", code, page)
	}
	if code, _ := second.posts(in, url.Values{}); code != http.StatusForbidden {
		t.Errorf("the sign-in link works twice: %d", code)
	}
	if log := second.err.String(); strings.Count(log, "\n") != 1 || !strings.Contains(log, "msg=refused") {
		t.Errorf("the one refusal must be logged, and nothing else: %q", log)
	}
	second.stop()
	d.fine(d.does("verify"))
}

// Other names than the workbench's own are turned away, whoever resolves them here.
func TestServeHost(t *testing.T) {
	b := staffed(t).serves()
	req, err := http.NewRequest(http.MethodGet, b.link(), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "evil.example"
	if code, page := b.answer(b.browser.Do(req)); code < 400 || strings.Contains(page, "token") {
		t.Errorf("another host: %d", code)
	}
}

func TestServeRefuses(t *testing.T) {
	d := staffed(t)
	for addr, says := range map[string]string{
		"0.0.0.0:4299": "only on this machine", "192.0.2.1:4299": "only on this machine", ":4299": "only on this machine",
		"example.org:4299": "only on this machine", "4299": "write it as 127.0.0.1:4201",
	} {
		d.fails(d.does("serve", "--addr", addr), says)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	d.fails(d.does("serve", "--addr", taken.Addr().String()), "is taken")
}

// Damage is said at the start, and the workbench still opens so that one can look.
func TestServeSaysDamage(t *testing.T) {
	d := staffed(t)
	b := d.serves()
	b.stop()
	marks := filepath.Join(d.data, "checkpoints.jsonl")
	forged := strings.ReplaceAll(d.read(marks), `"hash":"`, `"hash":"00`)
	if err := os.WriteFile(marks, []byte(forged), 0o600); err != nil {
		t.Fatal(err)
	}
	b = d.serves()
	b.stop()
	for _, s := range []string{"DAMAGE: found in the data: 1 problem; ", "aims verify", "Restore the last good backup"} {
		if !strings.Contains(b.err.String(), s) {
			t.Errorf("not said: %s in %q", s, b.err)
		}
	}
	d.says(d.exits(exitFound, d.does("verify")), "1 problem")
}

// R12: two workbenches never serve one folder; once the first has ended the second may.
func TestASecondWorkbenchIsRefused(t *testing.T) {
	d := staffed(t)
	first := d.serves()
	out, errs := &said{}, &said{}
	again := func(ctx context.Context) int {
		return run(ctx, terminal{strings.NewReader(""), out, errs}, []string{"serve", "--data", d.data, "--addr", "127.0.0.1:0"})
	}
	if code := again(t.Context()); code != exitError || !strings.Contains(errs.String(), "already running") {
		t.Errorf("exit %d, %s", code, errs)
	}
	if first.stop() != exitFine {
		t.Errorf("the first ended badly: %s", first.err)
	}
	d.serves()
}
