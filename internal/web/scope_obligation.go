package web

import (
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/scopeview"
)

// obligations are the pages of what the organisation has to meet (4.2).
func (s *Server) obligations() keeper[scope.Obligation, *scope.Obligation] {
	return keeper[scope.Obligation, *scope.Obligation]{
		Register: scope.Obligations, crumbs: scopeCrumbs(), nav: scopeview.Nav,
	}
}
