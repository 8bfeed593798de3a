package web

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) listPolicies(r *request) error {
	l := listing[leadership.Policy]{
		title: "Policies and procedures", one: "document", many: "documents", usual: leadership.UsualPolicySort,
		columns: leadershipview.PolicyColumns(), ref: func(p leadership.Policy) string { return p.Ref },
		filter: r.filter("Search documents",
			ui.FilterSelect{Name: "kind", Label: "Kind", Options: leadershipview.KindOptions()},
			showRetired),
		find: func(p store.Place) (store.Page[leadership.Policy], error) {
			return s.direction.Policies(r.ctx(), leadership.PolicyQuery{
				Text: r.QueryParam("q"), Kind: leadership.Kind(r.QueryParam("kind")), Retired: r.QueryParam("show") == "retired", Place: p,
			})
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Policies and procedures", crumbs: leadershipCrumbs, body: leadershipview.Policies(leadershipview.PoliciesPage{Table: t, May: r.may(access.EditPolicy)})}
	})
}

func readPolicy(f form) leadership.Policy {
	p := leadership.Policy{
		Title: f.text("title"), Owner: f.text("owner"), ReviewOn: f.day("review_on"), Related: f.text("related"),
		Documents: f.list("documents"), Controls: f.list("controls"),
	}
	p.SetKind(leadership.Kind(f.text("kind")))
	return p
}

// policyForm is the form of a document, with what it may refer to and the template
// that a new one begins from.
func (r *request) policyForm(p leadership.Policy, template string) (func(ui.State) templ.Component, error) {
	form := leadershipview.PolicyForm{Policy: p}
	offered, err := r.named([]string{"POL"})
	if err != nil {
		return nil, err
	}
	form.Documents = slices.DeleteFunc(keeping(offered, p.Documents), func(o ui.Option) bool { return o.Value == p.Ref })
	if form.Controls, err = r.named([]string{register.OfControls}); err != nil {
		return nil, err
	}
	form.Controls = keeping(form.Controls, p.Controls)
	if t, ok := leadership.TemplateOf(template); ok {
		form.Template, form.TemplateHTML = t, markdown.HTML(t.Text)
	}
	return func(st ui.State) templ.Component {
		form.State = st
		return leadershipview.EditPolicy(form)
	}, nil
}

// newPolicy begins with a template, or proposes the AI policy as long as there is none.
func (s *Server) newPolicy(r *request) error {
	found, err := s.direction.Policies(r.ctx(), leadership.PolicyQuery{Kind: leadership.AIPolicy})
	if err != nil {
		return err
	}
	p := leadership.Policy{}
	if found.Total == 0 {
		p.Title, p.Main = "AI policy", true
	}
	template := r.QueryParam("template")
	if t, ok := leadership.TemplateOf(template); ok {
		p.Title, p.Controls = t.Title, t.Controls
		p.SetKind(t.Kind)
	}
	form, err := r.policyForm(p, template)
	if err != nil {
		return err
	}
	return r.show(page{title: "Begin a document", crumbs: leadershipCrumbs, body: form(ui.State{})})
}

func (s *Server) draftPolicy(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in, template := readPolicy(f), f.text("template")
	form, err := r.policyForm(in, template)
	if err != nil {
		return err
	}
	if template != "" {
		made, err := s.direction.DraftFrom(r.ctx(), r.who, in, template)
		if err != nil {
			return r.refuse(err, "Begin a document", form)
		}
		return r.done(link.VersionWrite(leadership.VersionRef(made.Ref, 1)), made.Title+" is recorded as "+made.Ref+". Fill in the places in [square brackets].")
	}
	made, err := s.direction.Draft(r.ctx(), r.who, in)
	if err != nil {
		return r.refuse(err, "Begin a document", form)
	}
	return r.done(link.Policy(made.Ref), made.Title+" is recorded as "+made.Ref+". Draft its first version next.")
}

func (s *Server) editPolicy(r *request) error {
	p, err := s.direction.Policy(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	form, err := r.policyForm(p, "")
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + p.Title, crumbs: under(p.Title, link.Policy(p.Ref)), body: form(ui.State{})})
}

func (s *Server) revisePolicy(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readPolicy(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.direction.Revise(r.ctx(), r.who, in); err != nil {
		clash, version := r.conflictIn(err, in.Ref, in.Version, policyValues)
		in.Version = version
		form, e := r.policyForm(in, "")
		if e != nil {
			return e
		}
		return r.refuse(err, "Change "+in.Title, func(st ui.State) templ.Component {
			st.Conflict = clash
			return form(st)
		})
	}
	return r.done(link.Policy(in.Ref), in.Title+" is saved.")
}

// policyValues reads the image of a document by the names of its form, which asks in
// one question what the record keeps in two fields.
func policyValues(image string) (map[string][]string, error) {
	out, err := imageValues(image)
	if err != nil || image == "" {
		return out, err
	}
	p, err := store.Decode[leadership.Policy](image)
	out["kind"] = []string{string(p.Kind())}
	return out, err
}

func (s *Server) retirePolicy(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.direction.Retire(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showPolicy)
	}
	return r.done(link.Policy(ref), ref+" is retired.")
}

// showTemplates lists the texts to begin a document with.
func (s *Server) showTemplates(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := leadershipview.TemplatesPage{May: r.may(access.EditPolicy)}
	for _, d := range v.Policies {
		if !d.Retired() {
			p.Documents = append(p.Documents, d)
		}
	}
	return r.show(page{title: "Begin from a template", crumbs: under("Policies and procedures", link.Policies("")), body: leadershipview.Templates(p)})
}

func (s *Server) showPolicyOrVersion(r *request) error {
	if _, isVersion := leadership.PolicyOf(r.Param("ref")); isVersion {
		return s.showVersion(r)
	}
	return s.showPolicy(r)
}

func (s *Server) showPolicy(r *request) error {
	policy, err := s.direction.Policy(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := leadershipview.PolicyPage{Policy: policy, MayEdit: r.may(access.EditPolicy) && !policy.Retired()}
	if p.Versions, err = s.direction.Versions(r.ctx(), policy.Ref); err != nil {
		return err
	}
	if p.Signatures, err = s.signaturesOn(r, p.Versions); err != nil {
		return err
	}
	for _, v := range p.Versions {
		if v.State == leadership.Approved {
			p.TextHTML = markdown.HTML(v.Text)
			p.MaySign = r.maySign(policy, v, p.Signatures[v.Ref])
			asked, err := s.direction.Asked(r.ctx(), v.Ref)
			if err != nil {
				return err
			}
			p.Own = ownAsking(asked, r.who.Ref)
		}
	}
	if p.Named, err = r.titles(policy.Links()); err != nil {
		return err
	}
	if p.Thread, err = r.thread(policy.Head, access.EditPolicy, link.PolicyRetire(policy.Ref)); err != nil {
		return err
	}
	_, p.Thread.Pointing = split(p.Thread.Pointing, policy.Ref+".v")
	return r.show(page{title: policy.Title, crumbs: leadershipCrumbs, body: leadershipview.Policy(p)})
}

// signaturesOn reads the signatures on all the versions with one statement.
func (s *Server) signaturesOn(r *request, versions []leadership.Version) (map[string][]leadership.Signature, error) {
	refs := make([]string, len(versions))
	for i, v := range versions {
		refs[i] = v.Ref
	}
	all, err := s.direction.Signatures(r.ctx(), refs...)
	out := map[string][]leadership.Signature{}
	for _, g := range all {
		out[g.Target] = append(out[g.Target], g)
	}
	return out, err
}

func (s *Server) compareVersions(r *request) error {
	policy, err := s.direction.Policy(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := leadershipview.ComparePage{Policy: policy}
	if p.Versions, err = s.direction.Versions(r.ctx(), policy.Ref); err != nil {
		return err
	}
	from, to := numbered(p.Versions, r.QueryParam("from")), numbered(p.Versions, r.QueryParam("to"))
	if from.Ref != "" && to.Ref != "" {
		p.Before, p.After = from, to
		p.Passages = leadership.Compare(from.Text, to.Text)
	}
	return r.show(page{title: "Compare versions", crumbs: under(policy.Title, link.Policy(policy.Ref)), body: leadershipview.Compare(p)})
}

// numbered finds a version by the number in an address; the zero Version when it
// names none.
func numbered(versions []leadership.Version, number string) leadership.Version {
	for _, v := range versions {
		if strconv.Itoa(v.Number) == number {
			return v
		}
	}
	return leadership.Version{}
}
