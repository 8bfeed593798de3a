package web

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// paramStanding narrows the lists of suppliers, certificates and incidents to what
// their figures count.
const paramStanding = "standing"

// The standings of suppliers.
const (
	supplierLate    = "late"
	supplierAsked   = "asked"
	supplierUnasked = "not asked"
)

func (s *Server) supplierRoutes() []route {
	return append(append(s.suppliers().routes(), s.certificates().routes()...),
		route{http.MethodGet, link.SupplierAskPattern, access.EditSupplier, s.showSupplierAsk},
		route{http.MethodPost, link.SupplierAskPattern, access.EditSupplier, s.askSupplier},
		route{http.MethodGet, link.CertificateVerifyPattern, access.EditSupplier, s.showVerify},
		route{http.MethodPost, link.CertificateVerifyPattern, access.EditSupplier, s.verifyCertificate},
	)
}

// suppliers are the pages of whom the organisation's AI depends on (A.10.3).
func (s *Server) suppliers() keeper[operation.Supplier, *operation.Supplier] {
	return keeper[operation.Supplier, *operation.Supplier]{
		Register: operation.Suppliers, crumbs: stageCrumbs("operation"), nav: operationNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "Standing", Options: []ui.Option{
			{Value: supplierLate, Label: "Assessment missing or overdue"}, {Value: supplierAsked, Label: "Asked about AI"}, {Value: supplierUnasked, Label: "Not asked about AI"},
		}}},
		narrow: func(r *request, q *register.Query) error {
			switch r.QueryParam(paramStanding) {
			case supplierLate:
				q.Also = operation.SuppliersLate(r.today())
			case supplierAsked:
				q.Also = operation.SuppliersAsked(true)
			case supplierUnasked:
				q.Also = operation.SuppliersAsked(false)
			}
			return nil
		},
		list: showAssurance, show: showSupplier,
	}
}

// showAssurance puts the metrics of certification above a list; each opens what it counts.
func showAssurance(r *request, p *registerview.ListPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	a := operation.Assure(v.Certificates, v.Suppliers, v.Today())
	late := 0
	for _, sup := range v.Suppliers {
		if sup.Late(v.Today()) {
			late++
		}
	}
	figure := func(n int, label, prefix, standing string) ui.Figure {
		return ui.Figure{Value: strconv.Itoa(n), Label: label, Href: link.Register(prefix, paramStanding, standing), Counts: true}
	}
	p.Above = append(p.Above, ui.Figures([]ui.Figure{
		figure(a.Current, "certificates current", "CER", string(operation.StateCurrent)),
		figure(a.Verified, "scope covers what we use", "CER", string(operation.StateVerified)),
		figure(a.Asked, "suppliers of AI asked about it", "SUP", supplierAsked),
		figure(a.Unasked, "not asked yet", "SUP", supplierUnasked),
		figure(a.Lapsed, "lapsed and not replaced", "CER", string(operation.StateLapsed)),
		figure(late, "assessments missing or overdue", "SUP", supplierLate),
	}))
	return nil
}

func showSupplier(r *request, sup operation.Supplier, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	if sup.Late(v.Today()) {
		says := "The assessment was due on " + sup.NextOn.Human() + "."
		if sup.AssessedOn == "" {
			says = "This supplier was never assessed."
		}
		p.Above = append(p.Above, ui.Notice(ui.Warn, says))
	}
	record := ""
	if p.MayEdit {
		record = link.RegisterNew("CER", "supplier", sup.Ref)
		if sup.AI {
			p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Ask about AI", link.SupplierAsk(sup.Ref)))
		}
	}
	p.Below = append(p.Below, operationview.CertificatesOf(operation.NewestOf(v.Certificates, sup.Ref, v.Today()), operation.Replaced(v.Certificates), v.Today(), record))
	if sup.AI {
		p.Below = append(p.Below, operationview.Replies("What certificates say nothing about", r.s.catalogue.Gaps, sup.Gaps, sup.GapsBy, sup.GapsOn))
	}
	return nil
}

// certificates are the pages of what suppliers show (A.10.3).
func (s *Server) certificates() keeper[operation.Certificate, *operation.Certificate] {
	sieve := ui.FilterSelect{Name: paramStanding, Label: "Standing"}
	for _, state := range operation.CertificateStates {
		sieve.Options = append(sieve.Options, ui.Option{Value: string(state), Label: sentence(string(state))})
	}
	return keeper[operation.Certificate, *operation.Certificate]{
		Register: operation.Certificates, crumbs: stageCrumbs("operation"), nav: operationNav, sieve: []ui.FilterSelect{sieve},
		narrow: func(r *request, q *register.Query) error {
			q.Also = operation.CertificatesThat(operation.CertificateState(r.QueryParam(paramStanding)), r.today())
			return nil
		},
		list: showAssurance, show: showCertificate, rows: certificateColumns,
	}
}

// sentence begins a word with a capital.
func sentence(word string) string { return string(word[0]-'a'+'A') + word[1:] }

func certificateColumns(r *request) (ui.Columns[operation.Certificate], error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	replaced := operation.Replaced(v.Certificates)
	return ui.Columns[operation.Certificate]{{
		Key: "state", Title: "State",
		Cell: func(c operation.Certificate) templ.Component {
			return operationview.CertificateState(c, replaced[c.Ref], v.Today())
		},
		Text: func(c operation.Certificate) string {
			return operationview.StateInWords(c, replaced[c.Ref], v.Today())
		},
	}}, nil
}

func showCertificate(r *request, c operation.Certificate, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	replaced := operation.Replaced(v.Certificates)
	p.Badges = append(p.Badges, operationview.CertificateState(c, replaced[c.Ref], v.Today()))
	kind, _ := r.s.catalogue.CertificateKind(c.Kind)
	p.Above = append(p.Above, ui.Notice(ui.Neutral, kind.Note))
	if c.Because != "" {
		p.Below = append(p.Below, ui.SectionHead("What the scope leaves out", ""), ui.Prose(c.Because))
	}
	p.Below = append(p.Below, operationview.Replies("What the checklist found", kind.Checks, c.Replies, c.VerifiedBy, c.VerifiedOn))
	if p.MayEdit {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Verify certificate", link.CertificateVerify(c.Ref)))
	}
	return nil
}

// replies reads the answers to questions from a form.
func replies(f form, asks []controls.Ask) []operation.Reply {
	out := make([]operation.Reply, len(asks))
	for i, a := range asks {
		out[i] = operation.Reply{Ask: a.ID, Found: operation.Found(f.text("found." + a.ID)), Note: f.text("note." + a.ID)}
	}
	return out
}

func (s *Server) supplierChecklist(r *request) (operationview.ChecklistPage, error) {
	sup, err := operation.Suppliers.Take(r.ctx(), s.DB, r.Param("ref"))
	return operationview.ChecklistPage{
		Title: "Ask " + sup.Name + " about its AI", Ref: sup.Ref, Lead: "Most certificates say nothing on these points. Ask, and write down what you were told.",
		Action: link.SupplierAsk(sup.Ref), Cancel: link.Entry(sup.Ref), Submit: "Save answers", Version: sup.Version, Asks: s.catalogue.Gaps, Replies: sup.Gaps,
	}, err
}

func (s *Server) showSupplierAsk(r *request) error {
	p, err := s.supplierChecklist(r)
	if err != nil {
		return err
	}
	return r.show(page{title: p.Title, crumbs: underRecord(p.Ref), body: operationview.Checklist(p)})
}

func (s *Server) askSupplier(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.supplierChecklist(r)
	if err != nil {
		return err
	}
	p.Replies = replies(f, p.Asks)
	if err := operation.AskGaps(r.ctx(), s.DB, r.who, p.Ref, f.version(), p.Replies); err != nil {
		return r.refuseChecklist(err, p, f)
	}
	return r.done(link.Entry(p.Ref), "The answers are saved.")
}

func (r *request) refuseChecklist(err error, p operationview.ChecklistPage, f form) error {
	return r.refuse(err, p.Title, func(st ui.State) templ.Component {
		st.Conflict, p.Version = r.conflict(err, p.Ref, f.version())
		p.State = st
		return operationview.Checklist(p)
	})
}

// underRecord leads to a record of operation.
func underRecord(ref string) []layout.Crumb {
	return append(stageCrumbs("operation"), layout.Crumb{Text: ref, Href: link.Entry(ref)})
}

func (s *Server) certificateChecklist(r *request) (operationview.ChecklistPage, error) {
	c, err := operation.Certificates.Take(r.ctx(), s.DB, r.Param("ref"))
	kind, _ := s.catalogue.CertificateKind(c.Kind)
	return operationview.ChecklistPage{
		Title: "Verify " + c.Title, Ref: c.Ref, Lead: kind.Name + ". " + kind.Note, Action: link.CertificateVerify(c.Ref), Cancel: link.Entry(c.Ref),
		Submit: "Save verification", Version: c.Version, Asks: kind.Checks, Replies: c.Replies, Certificate: &c,
	}, err
}

func (s *Server) showVerify(r *request) error {
	p, err := s.certificateChecklist(r)
	if err != nil {
		return err
	}
	return r.show(page{title: p.Title, crumbs: underRecord(p.Ref), body: operationview.Checklist(p)})
}

func (s *Server) verifyCertificate(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.certificateChecklist(r)
	if err != nil {
		return err
	}
	p.Replies, p.Certificate.Covers, p.Certificate.Because = replies(f, p.Asks), operation.Cover(f.text("covers")), f.text("because")
	if err := operation.Verify(r.ctx(), s.DB, r.who, p.Ref, f.version(), p.Replies, p.Certificate.Covers, p.Certificate.Because); err != nil {
		return r.refuseChecklist(err, p, f)
	}
	return r.done(link.Entry(p.Ref), p.Certificate.Title+" is verified.")
}
