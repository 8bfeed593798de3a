package web

import (
	"net/http"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
)

func (s *Server) operationRoutes() []route {
	return []route{
		{http.MethodGet, link.OperationPattern, access.Read, s.showOperation},
	}
}

func (s *Server) showOperation(r *request) error {
	p, err := r.stagePage("operation", "What you do day by day to keep AI under control: criteria and checks, gates, suppliers, incidents and concerns.")
	if err != nil {
		return err
	}
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}
