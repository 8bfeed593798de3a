package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/sample"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/link"
)

// doors lead by the host that is asked for: to the workspace, or to a sample beside
// it while somebody looks around there. The sample has its own database, cookies
// and folder, so neither can see anything of the other.
type doors struct {
	real *Server
	own  http.Handler
	mu   sync.RWMutex // held for reading while the sample answers
	now  *visit       // nil while there is no sample
}

// visit is a sample that is being looked at.
type visit struct {
	from    string           // host that the visitor came from
	home    []string         // hosts of the workspace it stands beside
	looks   []account.Person // as whom they may look, one in each role
	leaving atomic.Bool
	dir     string
	server  *Server
	handler http.Handler
}

// visitFolder lies in the data folder. It never outlives the process that made it.
const visitFolder = ".sample-visit"

func newDoors(s *Server) *doors {
	d := &doors{real: s}
	s.doors = d
	d.own = s.handler()
	if err := os.RemoveAll(d.dir()); err != nil {
		s.Log.Error("what is left of a sample cannot be deleted", "error", err)
	}
	return d
}

func (d *doors) dir() string { return filepath.Join(d.real.Dir, visitFolder) }

// ServeHTTP implements http.Handler.
func (d *doors) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.EqualFold(r.Host, d.real.SampleHost) {
		d.own.ServeHTTP(w, r)
		return
	}
	if v := d.show(w, r); v != nil && v.leaving.Load() {
		if err := d.close(v); err != nil {
			d.real.Log.Error("the sample cannot be deleted whole", "error", err)
		}
	}
}

// show lets the sample answer, if there is one; who asks for a sample that was left
// is sent home.
func (d *doors) show(w http.ResponseWriter, r *http.Request) *visit {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.now == nil || d.now.leaving.Load() {
		http.Redirect(w, r, "//"+d.real.Hosts[0]+link.Home(), http.StatusSeeOther) //nolint:gosec // our own host, as the command gave it
		return nil
	}
	d.now.handler.ServeHTTP(w, r)
	return d.now
}

// open gives a one-time token into the sample, which is made first if there is none.
func (d *doors) open(ctx context.Context, from string) (token string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.now == nil {
		if d.now, err = d.make(ctx, from); err != nil {
			return "", errors.Join(err, os.RemoveAll(d.dir()))
		}
	}
	return d.now.server.accounts.SignInLink(ctx, d.now.looks[0].Ref)
}

func (d *doors) make(ctx context.Context, from string) (*visit, error) {
	if err := os.RemoveAll(d.dir()); err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	made, err := sample.Build(ctx, store.Options{Dir: d.dir()}, d.real.DB.Now().Day())
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, store.Options{Dir: d.dir(), Clock: func() time.Time { return d.real.DB.Now().Time() }})
	if err != nil {
		return nil, err
	}
	v := &visit{from: from, home: d.real.Hosts, dir: d.dir()}
	c := d.real.Config
	c.DB, c.Dir, c.Hosts, c.SampleHost, c.Damage = db, v.dir, []string{c.SampleHost}, "", nil
	v.server = newServer(c)
	v.server.visit = v
	v.handler = v.server.handler()
	if v.looks, err = v.server.faces(ctx, made); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return v, nil
}

// faces finds the accounts as which a visitor looks around.
func (s *Server) faces(ctx context.Context, made sample.Made) ([]account.Person, error) {
	var all []account.Person
	for _, role := range []access.Role{access.Lead, access.Auditor, access.Executive} {
		p, err := s.accounts.ByRef(ctx, made.Face(role).Ref)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// close ends a visit and leaves nothing of it.
func (d *doors) close(v *visit) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.now != v {
		return nil
	}
	d.now = nil
	v.server.packs.end()
	return errors.Join(v.server.DB.Close(), os.RemoveAll(v.dir)) //nolint:gosec // a folder that this program made
}

// neighbours are the places outside this workspace to which its forms may lead.
func (s *Server) neighbours() []string {
	var hosts []string
	switch {
	case s.doors != nil:
		hosts = []string{s.SampleHost}
	case s.visit != nil:
		hosts = slices.Clone(s.visit.home)
	}
	var out []string
	for _, h := range hosts {
		out = append(out, "http://"+h, "https://"+h)
	}
	return out
}
