package web

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) listPolicies(r *request) error {
	l := listing[leadership.Policy]{
		title: "Policies", one: "policy", many: "policies", usual: leadership.UsualPolicySort,
		columns: leadershipview.PolicyColumns(), ref: func(p leadership.Policy) string { return p.Ref },
		filter: r.filter("Search policies",
			ui.FilterSelect{Name: "kind", Label: "Kind", Options: []ui.Option{{Value: "main", Label: "AI policy"}, {Value: "topic", Label: "Topic policy"}}},
			showRetired),
		find: func(p store.Place) (store.Page[leadership.Policy], error) {
			return s.direction.Policies(r.ctx(), leadership.PolicyQuery{
				Text: r.QueryParam("q"), Kind: r.QueryParam("kind"), Retired: r.QueryParam("show") == "retired", Place: p,
			})
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Policies", crumbs: leadershipCrumbs, body: leadershipview.Policies(leadershipview.PoliciesPage{Table: t, May: r.may(access.EditPolicy)})}
	})
}

func readPolicy(f form) leadership.Policy {
	return leadership.Policy{
		Title: f.text("title"), Main: f.yes("main"), Owner: f.text("owner"), ReviewOn: f.day("review_on"), Related: f.text("related"),
	}
}

func policyForm(p leadership.Policy, st ui.State) templ.Component {
	return leadershipview.EditPolicy(leadershipview.PolicyForm{Policy: p, State: st})
}

// newPolicy proposes the AI policy as long as there is none.
func (s *Server) newPolicy(r *request) error {
	found, err := s.direction.Policies(r.ctx(), leadership.PolicyQuery{Kind: "main"})
	if err != nil {
		return err
	}
	p := leadership.Policy{}
	if found.Total == 0 {
		p.Title, p.Main = "AI policy", true
	}
	return r.show(page{title: "Record a policy", crumbs: leadershipCrumbs, body: policyForm(p, ui.State{})})
}

func (s *Server) draftPolicy(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	made, err := s.direction.Draft(r.ctx(), r.who, readPolicy(f))
	if err != nil {
		return r.refuse(err, "Record a policy", func(st ui.State) templ.Component { return policyForm(readPolicy(f), st) })
	}
	return r.done(link.Policy(made.Ref), made.Title+" is recorded as "+made.Ref+". Draft its first version next.")
}

func (s *Server) editPolicy(r *request) error {
	p, err := s.direction.Policy(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + p.Title, crumbs: under(p.Title, link.Policy(p.Ref)), body: policyForm(p, ui.State{})})
}

func (s *Server) revisePolicy(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readPolicy(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.direction.Revise(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Change "+in.Title, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, in.Version)
			return policyForm(in, st)
		})
	}
	return r.done(link.Policy(in.Ref), in.Title+" is saved.")
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
		}
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
