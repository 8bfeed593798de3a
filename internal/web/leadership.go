package web

func (s *Server) leadershipRoutes() []route {
	return []route{}
}
