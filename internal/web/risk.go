package web

func (s *Server) riskRoutes() []route {
	return []route{}
}
