package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/certificationview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// requests are the pages of what auditors asked to see.
func (s *Server) requests() keeper[certification.Request, *certification.Request] {
	return keeper[certification.Request, *certification.Request]{
		Register: certification.Requests, crumbs: stageCrumbs("certification"), nav: certificationNav,
		sieve:  []ui.FilterSelect{{Name: paramStanding, Label: "Standing", Options: []ui.Option{{Value: standingOpen, Label: "Open"}, {Value: requestAnswered, Label: "Answered"}}}},
		narrow: narrowRequests,
		list: func(r *request, p *registerview.ListPage) error {
			if event := r.QueryParam("event"); event != "" && r.may(access.MakePack) && len(p.Table.Rows) > 0 {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Download numbered folder", link.RequestFolder(event)))
			}
			if r.may(access.Import) {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Import a list", link.Import()))
			}
			return nil
		},
		row: ui.Columns[certification.Request]{{Key: "answered_on", Title: "State", Class: "tight", Cell: certificationview.RequestBadge, Text: certificationview.RequestWord}},
		show: func(r *request, q certification.Request, p *registerview.RecordPage) error {
			p.Badges = append(p.Badges, certificationview.RequestBadge(q))
			if p.MayEdit {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Answer request", link.RequestAnswer(q.Ref)))
			}
			return nil
		},
	}
}

const requestAnswered = "answered"

func narrowRequests(r *request, q *register.Query) error {
	standing := r.QueryParam(paramStanding)
	if standing != standingOpen && standing != requestAnswered {
		return nil
	}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	refs := []string{}
	for _, x := range v.Requests {
		if x.Open() == (standing == standingOpen) {
			refs = append(refs, x.Ref)
		}
	}
	q.Also = register.Among(refs)
	return nil
}

const answerTitle = "Answer a request"

// answerPage offers what the clauses of the request suggest, and what is chosen already.
func (r *request) answerPage(records, evidence []string) (certificationview.AnswerPage, error) {
	p := certificationview.AnswerPage{Done: "yes"}
	var err error
	if p.Request, err = certification.Requests.Take(r.ctx(), r.s.DB, r.Param("ref")); err != nil {
		return p, err
	}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return p, err
	}
	p.Chosen, p.Items = slices.Concat(p.Request.Records, records), slices.Concat(p.Request.Evidence, evidence)
	found, items := document.Suggest(v.Snapshot, p.Request.Clauses)
	named, err := r.titles(slices.Concat(p.Chosen, p.Items))
	if err != nil {
		return p, err
	}
	p.Records, p.Evidence = offerSuggested(found, p.Chosen, named), offerSuggested(items, p.Items, named)
	return p, nil
}

// offerSuggested are the suggestions, and before them what is chosen and not among them.
func offerSuggested(all []document.Suggestion, chosen []string, named map[string]string) []ui.Option {
	var out []ui.Option
	for _, ref := range slices.Compact(slices.Sorted(slices.Values(chosen))) {
		if !slices.ContainsFunc(all, func(s document.Suggestion) bool { return s.Ref == ref }) {
			out = append(out, ui.Option{Value: ref, Label: strings.TrimSpace(named[ref] + " (" + ref + ")")})
		}
	}
	for _, s := range all {
		out = append(out, ui.Option{Value: s.Ref, Label: s.Title + " (" + s.Ref + ")"})
	}
	return out
}

func (s *Server) showRequestAnswer(r *request) error {
	p, err := r.answerPage(nil, nil)
	if err != nil {
		return err
	}
	return r.show(page{title: answerTitle, crumbs: append(stageCrumbs("certification"), layout.Crumb{Text: p.Request.Ref, Href: link.Entry(p.Request.Ref)}), body: certificationview.Answer(p)})
}

// answerRequest takes what was ticked and what was typed. Typed references of evidence
// go to the evidence.
func (s *Server) answerRequest(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := r.answerPage(f.list("records"), f.list("evidence"))
	if err != nil {
		return err
	}
	ref := p.Request.Ref
	p.Chosen, p.Items, p.More, p.Done, p.Request.Answer = f.list("records"), f.list("evidence"), f.text("more"), f.text("done"), f.text("answer")
	given := certification.Given{Records: slices.Clone(p.Chosen), Evidence: slices.Clone(p.Items), Answer: p.Request.Answer, Done: p.Done != "no"}
	for _, typed := range strings.FieldsFunc(p.More, func(c rune) bool { return strings.ContainsRune(",; \n\t", c) }) {
		if strings.HasPrefix(typed, "EVD-") {
			given.Evidence = append(given.Evidence, typed)
		} else {
			given.Records = append(given.Records, typed)
		}
	}
	if _, err := certification.Reply(r.ctx(), s.DB, r.who, ref, f.version(), given); err != nil {
		return r.refuse(toTyped(err, p), answerTitle, func(st ui.State) templ.Component {
			st.Conflict, p.Request.Version = r.conflict(err, ref, f.version())
			p.State = st
			return certificationview.Answer(p)
		})
	}
	return r.done(link.Entry(ref), "The answer to "+ref+" is saved.")
}

// toTyped puts what is wrong with a list that the form does not show, or with what was
// typed, at the field for further references.
func toTyped(err error, p certificationview.AnswerPage) error {
	all := check.Messages(err)
	if len(all) == 0 {
		return err
	}
	var l check.List
	for _, m := range all {
		if m.Field == "records" && len(p.Records) == 0 || m.Field == "evidence" && len(p.Evidence) == 0 || p.More != "" && m.Field != "answer" {
			m.Field = "more"
		}
		l.Add(m.Field, "%s", m.Text)
	}
	return l.Err()
}
