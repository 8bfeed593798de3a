package web

import (
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/ui"
)

// The pages on which concerns are reported (A.3.3). They read no session, keep no
// draft, set no cookie and write no log line that says who asks, and what they answer
// tells nothing of the workspace but how concerns are taken. The receipt code comes and
// goes in the body of a form, never in an address; so these forms are answered with a
// page and not with a redirect, which would have to carry it.
func (s *Server) concernRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.PublicConcernPattern, public, s.showPublicConcern},
		{http.MethodPost, link.PublicConcernPattern, public, s.reportInPublic},
		{http.MethodGet, link.ConcernFollowPattern, public, s.showFollow},
		{http.MethodPost, link.ConcernFollowPattern, public, s.followConcern},
		{http.MethodPost, link.ConcernAddPattern, public, s.addToConcern},
		{http.MethodGet, link.ConcernReportPattern, access.ReportConcern, s.showReportInside},
		{http.MethodPost, link.ConcernReportPattern, access.ReportConcern, s.reportInside},
	}, s.handleRoutes())
}

const (
	mostWords = 48 << 10 // bytes of a form with a concern
	// perHour is how many concerns are taken in an hour from everybody together, and how
	// many codes may be tried. No address is kept to tell one from another.
	perHour = 60
)

// pace counts what came in the last hour, and knows no more of it.
type pace struct {
	mu   sync.Mutex
	came []time.Time
}

// allow says whether one more may come.
func (p *pace) allow(now when.Instant) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	t := now.Time()
	p.came = slices.DeleteFunc(p.came, func(at time.Time) bool { return t.Sub(at) >= time.Hour })
	if len(p.came) >= perHour {
		return false
	}
	p.came = append(p.came, t)
	return true
}

// paces are counted apart, so that whoever guesses codes keeps nobody from reporting.
type paces struct {
	reports, codes pace
}

var errGuess = fault.New(fault.Invalid, "Too many codes were tried within this hour. Keep yours and try it again later.")

var errPace = fault.New(fault.Invalid, "Many people have written within this hour. Keep your text and send it again later, or tell somebody whom you trust.")

// concernForm reads a form of these pages within their limits.
func (r *request) concernForm() (form, error) {
	r.Request().Body = http.MaxBytesReader(r.Response(), r.Request().Body, mostWords)
	if err := r.Request().ParseForm(); err != nil {
		return form{}, fault.New(fault.Invalid, "That is too long to be sent at once. Send the first part, and add the rest with your code.")
	}
	return form{r.Request().PostForm}, nil
}

// writable says whether the data is sound and not too many came.
func (s *Server) writable(p *pace, tooMany error) error {
	if len(s.Damage) > 0 {
		return errDamaged
	}
	if !p.allow(s.DB.Now()) {
		return tooMany
	}
	return nil
}

// plainly shows a page without session, drafts and flash.
func (r *request) plainly(status int, title string, body templ.Component) error {
	f := r.bareFrame(page{title: title, refused: status >= http.StatusBadRequest})
	return r.render(r.ctx(), status, layout.Bare(f), body)
}

// refusePlainly shows a form again; what it cannot mend is said on top of it.
func (r *request) refusePlainly(err error, title string, show func(ui.State) templ.Component) error {
	if fault.KindOf(err) == fault.Internal {
		return err
	}
	st, status := stateOf(err)
	if status == 0 {
		st.Sentence, status = fault.Sentence(err), statusOf(fault.KindOf(err))
	}
	if errors.Is(err, errPace) || errors.Is(err, errGuess) {
		status = http.StatusTooManyRequests
	}
	return r.plainly(status, title, show(st))
}

func (s *Server) showPublicConcern(r *request) error {
	desk, err := operation.TakeConcernDesk(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	if !desk.Open || !desk.Staffed() {
		return r.plainly(http.StatusNotFound, "Report a concern", operationview.ConcernClosedPage())
	}
	return r.plainly(0, "Report a concern", operationview.Report(operationview.ReportPage{Desk: desk, Action: link.PublicConcern()}))
}

func (s *Server) reportInPublic(r *request) error {
	desk, err := operation.TakeConcernDesk(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	if !desk.Open {
		return r.plainly(http.StatusNotFound, "Report a concern", operationview.ConcernClosedPage())
	}
	return s.report(r, operationview.ReportPage{Desk: desk, Action: link.PublicConcern()})
}

func (s *Server) showReportInside(r *request) error {
	desk, err := operation.TakeConcernDesk(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	if !desk.Staffed() {
		return r.done(link.ConcernDesk(), "Nobody is named yet to handle concerns.")
	}
	return r.plainly(0, "Report a concern", operationview.Report(operationview.ReportPage{Desk: desk, Action: link.ConcernReport(), Inside: true}))
}

func (s *Server) reportInside(r *request) error {
	desk, err := operation.TakeConcernDesk(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	return s.report(r, operationview.ReportPage{Desk: desk, Action: link.ConcernReport(), Inside: true})
}

// report takes a concern and shows its receipt. Nothing of the request but the three
// fields goes on from here.
func (s *Server) report(r *request, p operationview.ReportPage) error {
	f, err := r.concernForm()
	receipt := ""
	if err == nil {
		p.In = operation.Report{Text: f.text("text"), About: f.text("about"), Name: f.text("name")}
		if err = s.writable(&s.paces.reports, errPace); err == nil {
			receipt, err = operation.ReportConcern(r.ctx(), s.DB, p.In)
		}
	}
	if err != nil {
		return r.refusePlainly(err, "Report a concern", func(st ui.State) templ.Component { p.State = st; return operationview.Report(p) })
	}
	return r.plainly(0, "Your concern is received", operationview.Receipt(receipt))
}

func (s *Server) showFollow(r *request) error {
	return r.plainly(0, "Read an answer", operationview.AskCode(ui.State{}))
}

func (s *Server) followConcern(r *request) error { return s.follow(r, false) }

func (s *Server) addToConcern(r *request) error { return s.follow(r, true) }

// follow shows a concern to who holds its code, after adding to it where they ask so.
func (s *Server) follow(r *request, add bool) error {
	f, err := r.concernForm()
	if err == nil {
		err = s.writable(&s.paces.codes, errGuess)
	}
	p := operationview.FollowPage{Code: f.text("code"), Added: add}
	var refusal error
	if err == nil && add {
		refusal = operation.AddToConcern(r.ctx(), s.DB, p.Code, f.text("text"))
	}
	if err == nil {
		p.Concern, p.Words, err = operation.FollowConcern(r.ctx(), s.DB, p.Code)
	}
	if err != nil {
		return r.refusePlainly(err, "Read an answer", operationview.AskCode)
	}
	if refusal == nil {
		return r.plainly(0, "Your concern", operationview.Follow(p))
	}
	p.Added, p.Text = false, f.text("text")
	return r.refusePlainly(refusal, "Your concern", func(st ui.State) templ.Component { p.State = st; return operationview.Follow(p) })
}
