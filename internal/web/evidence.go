package web

func (s *Server) evidenceRoutes() []route {
	return []route{}
}
