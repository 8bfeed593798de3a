package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// order is the import of a draft as the person decided it.
func (r *request) order(d draft) (exchange.Order, error) {
	o, err := r.open(d)
	if err != nil {
		return exchange.Order{}, err
	}
	if d.Mapping == nil {
		return exchange.Order{}, errUndecided
	}
	return exchange.Order{Register: d.Register, Book: o.book, Mapping: *d.Mapping, Files: r.beside(d.Files)}, nil
}

var errUndecided = fault.New(fault.Invalid, "Match the columns of the file first.")

// beside finds the files that a list names among those that came with it, by name
// and without folders, as a browser sends them.
func (r *request) beside(files []arrival) exchange.Files {
	if len(files) == 0 {
		return nil
	}
	return func(name string) (io.ReadCloser, error) {
		for _, f := range files {
			if f.Name == evidence.CleanName(name) {
				return r.s.evidence.Open(f.SHA256)
			}
		}
		return nil, fs.ErrNotExist
	}
}

// checkImport shows what the import would do, and does nothing.
func (s *Server) checkImport(r *request) error {
	d, err := r.draft()
	if err != nil {
		return err
	}
	if d.Mapping == nil {
		return r.Redirect(http.StatusSeeOther, link.ImportDraft(d.ID))
	}
	p, err := s.dryRun(r, d)
	if err != nil {
		return err
	}
	return r.show(page{title: "Check the import", crumbs: importCrumbs, body: exchangeview.Check(p)})
}

// dryRun goes through the whole import and takes it back.
func (s *Server) dryRun(r *request, d draft) (exchangeview.CheckPage, error) {
	p := exchangeview.CheckPage{ID: d.ID, FileName: d.FileName}
	order, err := r.order(d)
	if err != nil {
		return p, err
	}
	opened := map[string]bool{}
	if find := order.Files; find != nil {
		order.Files = func(name string) (io.ReadCloser, error) {
			opened[evidence.CleanName(name)] = true
			return find(name)
		}
	}
	order.DryRun = true
	if p.Report, err = exchange.Import(r.ctx(), s.DB, s.evidence, r.who, order); err != nil {
		return p, err
	}
	for _, f := range d.Files {
		if !opened[f.Name] {
			p.Report.Notices = append(p.Report.Notices, fmt.Sprintf("No sound new row of the list names the file %s; it is left out", f.Name))
		}
	}
	p.Checked, err = d.decisions()
	return p, err
}

// decisions names the choices of a draft, so that what is imported is what was checked.
func (d draft) decisions() (string, error) {
	text, err := json.Marshal(d)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), err
}

// runImport imports what was checked, or shows again why it cannot.
func (s *Server) runImport(r *request) error {
	d, err := r.draft()
	if err != nil {
		return err
	}
	f, err := r.form()
	if err != nil {
		return err
	}
	if d.Register == exchangeview.Policy {
		return s.importPolicy(r, d, f)
	}
	var rep exchange.Report
	err = s.once(d, func() error {
		rep, err = s.imported(r, d, f)
		return err
	})
	if err == nil {
		return r.done(link.Batch(rep.Batch), imported(rep))
	}
	if _, status := stateOf(err); status == 0 || d.Mapping == nil {
		return err
	}
	p, e := s.dryRun(r, d)
	if e != nil {
		return e
	}
	return r.refuse(err, "Check the import", func(st ui.State) templ.Component {
		p.State = st
		return exchangeview.Check(p)
	})
}

// imported runs the import. Rows are left out only when as many are refused as the
// person was told.
func (s *Server) imported(r *request, d draft, f form) (exchange.Report, error) {
	order, err := r.order(d)
	if err != nil {
		return exchange.Report{}, err
	}
	now, err := d.decisions()
	if err != nil {
		return exchange.Report{}, err
	}
	if f.text("checked") != now {
		return exchange.Report{}, fault.New(fault.Conflict, "The columns were matched differently since this page was opened. Look at the result below before you import.")
	}
	if order.LeaveOut = f.yes("leave_out"); order.LeaveOut {
		p, err := s.dryRun(r, d)
		if err != nil {
			return exchange.Report{}, err
		}
		if p.Report.Refused != f.number("leave_out") {
			return exchange.Report{}, fault.New(fault.Conflict, "Other rows are refused than when you decided to leave them out. Look at the result below before you import.")
		}
	}
	rep, err := exchange.Import(r.ctx(), s.DB, s.evidence, r.who, order)
	if err == nil && rep.Batch == "" {
		err = fault.New(fault.Invalid, "Nothing was imported: look at the result below. Mend the file, or decide to leave rows out.")
	}
	return rep, err
}

// once imports a draft at most once, and puts it back when that failed.
func (s *Server) once(d draft, do func() error) error {
	if err := s.drafts().claim(d); err != nil {
		return err
	}
	if err := do(); err != nil {
		return errors.Join(err, s.drafts().release(d))
	}
	if err := s.drafts().drop(d); err != nil {
		s.Log.Warn("an imported draft could not be removed", "error", err)
	}
	return nil
}

// imported says what an import did.
func imported(rep exchange.Report) string {
	parts := []string{fmt.Sprintf("%d new", rep.Created), fmt.Sprintf("%d changed", rep.Updated), fmt.Sprintf("%d unchanged", rep.Unchanged)}
	if rep.Refused > 0 {
		parts = append(parts, fmt.Sprintf("%d refused and left out", rep.Refused))
	}
	return "Imported as " + rep.Batch + ": " + strings.Join(parts, ", ") + "."
}

// showPolicyDraft shows a text before it becomes the draft of a policy.
func (s *Server) showPolicyDraft(r *request, d draft) error {
	text, err := s.policyText(d)
	if err != nil {
		return err
	}
	p := exchangeview.PolicyPage{ID: d.ID, FileName: d.FileName, HTML: markdown.HTML(text)}
	return r.show(page{title: "Import " + d.FileName, crumbs: importCrumbs, body: exchangeview.PolicyDraft(p)})
}

// policyText reads the text with plain line ends and without a byte-order mark.
func (s *Server) policyText(d draft) (string, error) {
	content, err := s.drafts().content(d)
	return strings.TrimPrefix(strings.ReplaceAll(string(content), "\r\n", "\n"), "\uFEFF"), err
}

// importPolicy brings the text in as a draft that binds nobody yet.
func (s *Server) importPolicy(r *request, d draft, f form) error {
	text, err := s.policyText(d)
	if err != nil {
		return err
	}
	p := exchangeview.PolicyPage{ID: d.ID, FileName: d.FileName, HTML: markdown.HTML(text), Main: f.yes("main"), Owner: f.text("owner")}
	var rep exchange.Report
	err = s.once(d, func() error {
		rep, err = exchange.ImportPolicy(exchange.Attach{Ctx: r.ctx(), DB: s.DB, Shelf: s.evidence, Who: r.who, Owner: p.Owner}, d.FileName, text, p.Main)
		return err
	})
	if err == nil {
		return r.done(link.Batch(rep.Batch), d.FileName+" is imported as a draft.")
	}
	return r.refuse(err, "Import "+d.FileName, func(st ui.State) templ.Component {
		p.State = st
		return exchangeview.PolicyDraft(p)
	})
}
