package web

import (
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

// processes are the pages of what the AIMS consists of (4.4).
func (s *Server) processes() keeper[scope.Process, *scope.Process] {
	return keeper[scope.Process, *scope.Process]{
		Register: scope.Processes, crumbs: scopeCrumbs(), nav: scopeview.Nav, list: s.aroundProcesses,
	}
}

func (s *Server) processRoutes() []route {
	return append(s.processes().routes(),
		route{http.MethodGet, link.ProcessProposalPattern, access.EditScope, s.proposeProcesses},
		route{http.MethodPost, link.ProcessProposalPattern, access.EditScope, s.takeProcesses},
		route{http.MethodPost, link.ProcessUndoPattern, access.EditScope, s.undoProcesses},
	)
}

// processesInForce are few by nature: the map needs all of them.
func (s *Server) processesInForce(r *request) ([]scope.Process, error) {
	return scope.Processes.InForce(r.ctx(), s.DB, nil)
}

// aroundProcesses draws the map above the list and offers the proposal.
func (s *Server) aroundProcesses(r *request, p *registerview.ListPage) error {
	all, err := s.processesInForce(r)
	if err != nil {
		return err
	}
	above := scopeview.ProcessesPage{Map: scope.MapProcesses(all)}
	if r.may(access.EditScope) {
		if len(all) == 0 {
			p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Begin with proposed processes", link.ProcessProposal()))
		}
		last, err := s.DB.LastBatch(r.ctx(), r.who, scope.Process{}.TableName(), when.At(s.DB.Now().Time().Add(-24*time.Hour)))
		if err != nil {
			return err
		}
		if untouched(all, last.At) {
			above.Undo = last.Ref
		}
	}
	if above.Undo != "" || len(all) > 1 {
		p.Above = append(p.Above, scopeview.Processes(above))
	}
	return nil
}

// untouched says whether no process was worked on after the moment: then what was
// recorded at that moment can be taken back.
func untouched(all []scope.Process, at when.Instant) bool {
	for _, p := range all {
		if p.UpdatedAt > at {
			return false
		}
	}
	return true
}

func (s *Server) proposeProcesses(r *request) error {
	body, err := s.proposal(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Begin with these processes", crumbs: s.processes().way(s.processes().crumb()), body: body})
}

func (s *Server) proposal(r *request) (templ.Component, error) {
	all, err := s.processesInForce(r)
	return scopeview.Proposal(scopeview.ProposalPage{Open: scope.OpenProposals(all)}), err
}

func (s *Server) takeProcesses(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	_, n, err := scope.TakeProposals(r.ctx(), s.DB, r.who, f.list("take"))
	if err == nil {
		return r.done(link.Register("PRC"), countOf(int64(n), "process is", "processes are")+" recorded.")
	}
	return s.refuseProposal(r, err)
}

func (s *Server) refuseProposal(r *request, err error) error {
	body, e := s.proposal(r)
	if e != nil {
		return e
	}
	return r.refuse(err, "Begin with these processes", func(st ui.State) templ.Component {
		return templ.Join(ui.Refusal(st), body)
	})
}

func (s *Server) undoProcesses(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	n, err := s.DB.TakeBack(r.ctx(), r.who, access.EditScope, f.text("batch"), scope.Processes.Store())
	if err != nil {
		return s.refuseProposal(r, err)
	}
	return r.done(link.Register("PRC"), countOf(int64(n), "process is", "processes are")+" taken back.")
}
