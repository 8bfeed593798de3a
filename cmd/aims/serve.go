package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/web"
	"github.com/aims-workbench/aims/templates/link"
)

// host is the workbench's own name. Cookies of other programs on localhost do not
// reach it, nor ours them; browsers lead *.localhost to this machine by themselves.
const host = "aims.localhost"

func serve(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "serve")
	addr := o.String("addr", "127.0.0.1:4201", "`address` to listen on; only this machine's own")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if err := o.noMore(); err != nil {
		return exitError, err
	}
	release, err := o.hold(ctx)
	if err != nil {
		return exitError, err
	}
	defer release() //nolint:errcheck // the process ends here
	w, err := o.open(ctx, false)
	if err != nil {
		return exitError, err
	}
	defer w.close() //nolint:errcheck // the process ends here
	listener, port, err := listen(ctx, *addr)
	if err != nil {
		return exitError, err
	}
	fmt.Fprintf(t.out, "AIMS Workbench %s\nData folder: %s\n", version, w.dir)
	damage, err := w.checkTrail(ctx, t)
	if err != nil {
		return exitError, err
	}
	if err := w.greet(ctx, t, port); err != nil {
		return exitError, err
	}
	log := slog.New(slog.NewTextHandler(t.err, nil))
	handler := web.New(web.Config{DB: w.db, Dir: w.dir, Version: version, Hosts: hosts(port), SampleHost: w.sampleHost(port), Log: log, Damage: damage})
	return exitFine, w.run(ctx, listener, handler)
}

// listen refuses any address that other machines could reach: without TLS,
// passwords would travel in clear.
func listen(ctx context.Context, addr string) (net.Listener, string, error) {
	name, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, "", fault.New(fault.Invalid, "--addr: %v; write it as 127.0.0.1:4201", err)
	}
	if ip := net.ParseIP(name); ip == nil || !ip.IsLoopback() {
		return nil, "", fault.New(fault.Forbidden, "--addr %s: the workbench listens only on this machine (127.0.0.1 or [::1])", addr)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, "", fault.New(fault.Invalid, "port %s is taken, perhaps by a workbench that runs already; choose another with --addr 127.0.0.1:PORT (%v)", port, err)
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok {
		port = strconv.Itoa(tcp.Port)
	}
	return l, port, nil
}

// hosts are the names a browser on this machine may use.
func hosts(port string) []string {
	return []string{net.JoinHostPort(host, port), net.JoinHostPort("localhost", port), net.JoinHostPort("127.0.0.1", port), net.JoinHostPort("::1", port)}
}

// sampleHost is where a visitor finds a sample beside the workspace; a sample offers
// no other.
func (w *workspace) sampleHost(port string) string {
	if w.db.IsSample() {
		return ""
	}
	return net.JoinHostPort("sample."+host, port)
}

// checkTrail verifies the chain and every record at each start.
func (w *workspace) checkTrail(ctx context.Context, t terminal) ([]trail.Problem, error) {
	marks, err := trail.Marks(w.dir)
	if err != nil {
		return nil, err
	}
	problems, err := w.db.Verify(ctx, snapshot.Registers(), marks)
	if err != nil {
		return nil, err
	}
	if len(problems) == 0 {
		return nil, w.mark(ctx, "start")
	}
	fmt.Fprintf(t.err, "\nDAMAGE: found in the data: %s; the first: %s\nRun `aims verify` for the list. Restore the last good backup into a new folder before you go on.\n\n", some(len(problems), "problem"), problems[0].Message)
	return problems, nil
}

// greet prints how to get in: the set-up link on the first run, a one-time
// sign-in link for a lead later, so that working alone needs no password typed.
func (w *workspace) greet(ctx context.Context, t terminal, port string) error {
	base := "http://" + net.JoinHostPort(host, port)
	accounts := account.New(w.db)
	any, err := accounts.Any(ctx)
	if err != nil {
		return err
	}
	if !any {
		token, err := accounts.SetupLink(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "\nThis workbench is new. Open this link once to create your account:\n\n  %s%s\n\n", base, link.Setup(token))
		return nil
	}
	fmt.Fprintf(t.out, "\nOpen %s\n", base)
	leads, err := accounts.ActiveLeads(ctx)
	if err != nil || len(leads) == 0 {
		return err
	}
	token, err := accounts.SignInLink(ctx, leads[0].Ref)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "Or sign in as %s with this link, once, within 15 minutes:\n\n  %s%s\n\n", leads[0].Name, base, link.SignInLink(token))
	return nil
}

// run serves until the context ends, then lets requests finish.
func (w *workspace) run(ctx context.Context, l net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return errors.Join(server.Shutdown(grace), w.mark(grace, "stop"))
}
