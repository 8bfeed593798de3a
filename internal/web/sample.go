package web

import (
	"net/http"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
)

func (s *Server) sampleRoutes() []route {
	return []route{
		{http.MethodPost, link.SamplePattern, access.Read, s.lookAround},
		{http.MethodPost, link.SampleEnterPattern, public, s.enterSample},
		{http.MethodPost, link.SampleAsPattern, access.Read, s.lookAs},
		{http.MethodPost, link.SampleLeavePattern, access.Read, s.leaveSample},
	}
}

// errNoSample answers where no sample is offered or none is visited.
var errNoSample = fault.New(fault.NotFound, "There is no sample here. Start the workbench with `aims serve` and open the sample from its first page.")

// nearlyEmpty says whether a newcomer still has little of their own to look at.
func nearlyEmpty(s *snapshot.Snapshot) bool {
	return !s.Sample && len(s.Systems) == 0 && len(s.Risks) == 0
}

// lookAround makes a sample where there is none yet and sends the visitor in. 307
// keeps the POST, so that no GET opens a session.
func (s *Server) lookAround(r *request) error {
	if s.doors == nil {
		return errNoSample
	}
	token, err := s.doors.open(r.ctx(), r.Request().Host)
	if err != nil {
		return err
	}
	return r.Redirect(http.StatusTemporaryRedirect, r.Scheme()+"://"+s.SampleHost+link.SampleEnter(token))
}

// enterSample takes the one-time token of lookAround.
func (s *Server) enterSample(r *request) error {
	if s.visit == nil {
		return errNoSample
	}
	p, err := s.accounts.UseSignInLink(r.ctx(), r.QueryParam("token"))
	if err != nil {
		return err
	}
	return r.begin(p, "")
}

// lookAs signs the visitor in as somebody in another role. It is offered in a visit
// alone: anywhere else it would let one person act as another unseen.
func (s *Server) lookAs(r *request) error {
	if s.visit == nil {
		return errNoSample
	}
	f, err := r.form()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(s.visit.looks, func(p account.Person) bool { return string(p.Role) == f.text("role") })
	if at < 0 {
		return fault.New(fault.NotFound, "Nobody in the sample has that role. Use the buttons at the top of the page.")
	}
	return r.begin(s.visit.looks[at], "")
}

// leaveSample ends the visit; the doors delete the sample when this answer is given.
func (s *Server) leaveSample(r *request) error {
	if s.visit == nil {
		return errNoSample
	}
	s.visit.leaving.Store(true)
	r.keep(sessionCookie, "", 0)
	return r.Redirect(http.StatusSeeOther, r.Scheme()+"://"+s.visit.from+link.Home())
}

// lookTitles are short, so that the bar stays low on a telephone.
var lookTitles = map[access.Role]string{access.Lead: "Lead", access.Auditor: "Auditor", access.Executive: "Executive"}

// tell puts what a visitor may do into the frame of a page; nothing outside of a visit.
func (v *visit) tell(f *layout.Frame, who access.Actor) {
	if v == nil || who.Ref == "" {
		return
	}
	f.LookHref, f.LeaveHref = link.SampleAs(), link.SampleLeave()
	for _, p := range v.looks {
		f.Looks = append(f.Looks, layout.Look{Role: string(p.Role), Title: lookTitles[p.Role], Current: p.Ref == who.Ref})
	}
}
