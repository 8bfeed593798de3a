package web

func (s *Server) soaRoutes() []route {
	return []route{}
}
