package web

import (
	"net/http"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
)

func (s *Server) supportRoutes() []route {
	return []route{
		{http.MethodGet, link.SupportPattern, access.Read, s.showSupport},
	}
}

func (s *Server) showSupport(r *request) error {
	p, err := r.stagePage("support", "The means, skills, messages and documents that the management system lives on.")
	if err != nil {
		return err
	}
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}
