package web

func (s *Server) scopeRoutes() []route {
	return []route{}
}
