package web

import (
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
)

// public marks the few routes that need no session: signing in and setting up.
const public access.Permission = ""

// route is one line of the route table.
type route struct {
	method, path string
	can          access.Permission // asked before the handler runs
	do           func(r *request) error
}

// routes is the whole route table, stage by stage.
func (s *Server) routes() []route {
	return slices.Concat(
		s.sessionRoutes(), s.peopleRoutes(), s.homeRoutes(), s.catalogueRoutes(), s.historyRoutes(),
		s.scopeRoutes(), s.leadershipRoutes(), s.inventoryRoutes(), s.impactRoutes(), s.riskRoutes(), s.soaRoutes(),
		s.evidenceRoutes(), s.exchangeRoutes(), s.packRoutes(),
	)
}

// serve finds out who asks, refuses what their role may not do, and runs the handler.
func (s *Server) serve(rt route) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := &request{Context: c, s: s}
		if rt.can == public {
			return rt.do(r)
		}
		if err := s.identify(r); err != nil {
			return err
		}
		if err := r.who.Require(rt.can); err != nil {
			return err
		}
		return rt.do(r)
	}
}
