package web

import (
	"net/http"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
)

func (s *Server) objectiveRoutes() []route {
	return []route{
		{http.MethodGet, link.ObjectivePattern, access.Read, s.showObjective},
	}
}

func (s *Server) showObjective(r *request) error {
	p, err := r.stagePage("objective", "What you want to reach with AI, how you know that you reach it, and the changes you plan to the management system.")
	if err != nil {
		return err
	}
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}
