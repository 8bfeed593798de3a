package web

func (s *Server) impactRoutes() []route {
	return []route{}
}
