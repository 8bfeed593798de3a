package web

import (
	"context"
	"log/slog"
	"net/http"
	"sync"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/desk"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/static"
)

// Config is what the command hands over.
type Config struct {
	DB      *store.DB
	Dir     string   // data folder, shown in the footer
	Version string   // of the program
	Hosts   []string // host:port that may be asked for; anything else gets 421
	Log     *slog.Logger

	SampleHost string          // host:port under which a visitor finds a sample; empty offers none
	Damage     []trail.Problem // what verification found at the start; every page says so
}

// Server answers the requests of one workspace.
type Server struct {
	Config
	catalogue *controls.Catalogue
	accounts  *account.Accounts
	sessions  *account.Sessions
	evidence  *evidence.Shelf
	comments  *comment.Comments
	scope     *scope.Setting
	direction *leadership.Direction
	systems   *inventory.Systems
	impact    *impact.Assessments
	risks     *risk.Risks
	soa       *soa.Statements
	desk      *desk.Desk
	packs     *packs
	present   present
	recording sync.Mutex // one interview is recorded at a time, so that pressing twice records once
	paces     paces      // of concerns
	outlook   outlook
	monthly   monthly
	errandsOf errandsOf
	tallies   tallies
	doors     *doors // to a sample beside this workspace; nil where none is offered
	visit     *visit // of a sample that this server shows; nil elsewhere
}

// New builds the handler of a workspace, and of a sample beside it where one is offered.
func New(c Config) http.Handler {
	s := newServer(c)
	if c.SampleHost == "" {
		return s.handler()
	}
	return newDoors(s)
}

func newServer(c Config) *Server {
	s := &Server{
		Config:    c,
		catalogue: controls.MustLoad(),
		accounts:  account.New(c.DB),
		sessions:  account.NewSessions(c.DB),
		evidence:  shelf(c, controls.MustLoad()),
		comments:  comment.New(c.DB),
		scope:     scope.New(c.DB),
		direction: leadership.New(c.DB),
		systems:   inventory.New(c.DB),
		impact:    impact.New(c.DB),
		risks:     risk.New(c.DB),
		soa:       soa.New(c.DB),
		desk:      desk.New(c.DB),
	}
	s.packs = &packs{s: s}
	if len(c.Damage) == 0 {
		s.tidy(context.Background())
	}
	return s
}

func (s *Server) handler() http.Handler {
	e := echo.New()
	e.HTTPErrorHandler = s.answerError
	e.IPExtractor = echo.ExtractIPDirect()
	e.GET(static.Prefix+"*", echo.WrapHandler(static.Handler()))
	for _, r := range s.routes() {
		e.Add(r.method, r.path, s.serve(r))
	}
	return s.guard(e)
}
