package web

import (
	"net/http"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
)

func (s *Server) operationRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.OperationPattern, access.Read, s.showOperation},
	},
		s.supplierRoutes(), s.incidentRoutes(), s.customerRoutes(), s.concernRoutes(),
	)
}

func (s *Server) showOperation(r *request) error {
	p, err := r.stagePage("operation", "What you do day by day to keep AI under control: criteria and checks, gates, suppliers, incidents and concerns.")
	if err != nil {
		return err
	}
	concerns, err := r.concernLinks()
	if err != nil {
		return err
	}
	p.Above = append(p.Above, concerns)
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}
