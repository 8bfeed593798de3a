package web

func (s *Server) homeRoutes() []route {
	return []route{}
}
