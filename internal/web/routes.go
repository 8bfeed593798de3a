package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/link"
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
		s.sessionRoutes(), s.peopleRoutes(), s.calendarRoutes(), s.preferenceRoutes(), s.homeRoutes(), s.catalogueRoutes(), s.helpRoutes(), s.historyRoutes(), s.searchRoutes(),
		s.scopeRoutes(), s.leadershipRoutes(), s.inventoryRoutes(), s.impactRoutes(), s.riskRoutes(), s.soaRoutes(),
		s.objectiveRoutes(), s.supportRoutes(), s.operationRoutes(), s.performanceRoutes(), s.internalAuditRoutes(), s.improvementRoutes(), s.managementReviewRoutes(), s.certificationRoutes(),
		s.evidenceRoutes(), s.commentRoutes(), s.exchangeRoutes(), s.packRoutes(), s.draftRoutes(),
		s.interviewRoutes(), s.viewRoutes(), s.sampleRoutes(),
	)
}

// errDamaged keeps a damaged workspace readable and nothing else: saving over damage
// would make it look genuine.
var errDamaged = fault.New(fault.Forbidden, "The data is damaged, so it can only be read until that is cleared up. Run `aims verify` for the list, and restore the last good backup into a new folder.")

// serve finds out who asks, refuses what their role may not do, and runs the handler.
func (s *Server) serve(rt route) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := &request{Context: c, s: s}
		if rt.can == public {
			return rt.do(r)
		}
		if err := s.identify(r, rt.path == link.ConcernReportPattern); err != nil {
			return err
		}
		if err := r.who.Require(rt.can); err != nil {
			return err
		}
		if len(s.Damage) > 0 && c.Request().Method == http.MethodPost && rt.path != link.ConcernReportPattern { // whose handler says so, and logs nobody
			return errDamaged
		}
		return r.settled(rt.do(r))
	}
}
