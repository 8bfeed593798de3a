package web

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// version reads the version of the address with its policy.
func (s *Server) version(r *request) (leadership.Version, leadership.Policy, error) {
	v, err := s.direction.Version(r.ctx(), r.Param("ref"))
	if err != nil {
		return v, leadership.Policy{}, err
	}
	p, err := s.direction.Policy(r.ctx(), v.Policy)
	return v, p, err
}

func (s *Server) draftVersion(r *request) error {
	v, err := s.direction.DraftVersion(r.ctx(), r.who, r.Param("ref"))
	if err != nil {
		return err
	}
	return r.done(link.VersionWrite(v.Ref), "Version "+strconv.Itoa(v.Number)+" is begun as a draft.")
}

func (s *Server) showVersion(r *request) error {
	v, policy, err := s.version(r)
	if err != nil {
		return err
	}
	signed, err := s.direction.Signatures(r.ctx(), v.Ref)
	if err != nil {
		return err
	}
	p := r.versionPage(policy, v, signed)
	if p.Wrong, err = r.wrongWith(v); err != nil {
		return err
	}
	if p.Publications, p.Asked, err = s.knownBy(r, v.Ref); err != nil {
		return err
	}
	p.Own = ownAsking(p.Asked, r.who.Ref)
	retire := ""
	if p.MayWrite {
		retire = link.VersionWithdraw(v.Ref)
	}
	if p.Thread, err = r.thread(v.Head, access.EditPolicy, retire); err != nil {
		return err
	}
	for _, shown := range []string{"SIG-", "PUB-", "ACK-"} {
		_, p.Thread.Pointing = split(p.Thread.Pointing, shown)
	}
	title := policy.Title + ", version " + strconv.Itoa(v.Number)
	return r.show(page{title: title, crumbs: under(policy.Title, link.Policy(policy.Ref)), body: leadershipview.Version(p)})
}

// versionPage says what the person may do with a version and judges its signatures.
func (r *request) versionPage(policy leadership.Policy, v leadership.Version, signed []leadership.Signature) leadershipview.VersionPage {
	draft := v.State == leadership.Draft && !v.Retired() && !policy.Retired()
	p := leadershipview.VersionPage{
		Policy: policy, Version: v, TextHTML: markdown.HTML(v.Text),
		MayWrite: draft && r.may(access.EditPolicy), MayApprove: draft && v.Text != "" && r.may(access.ApprovePolicy),
		MaySign: r.maySign(policy, v, signed), MayEdit: !policy.Retired() && r.may(access.EditPolicy), Today: r.today(),
	}
	for _, g := range signed {
		p.Signatures = append(p.Signatures, leadershipview.Signed{Signature: g, Wrong: leadership.CheckSignature(g, v)})
	}
	return p
}

// knownBy lists to whom a version was published and who was asked to acknowledge it.
func (s *Server) knownBy(r *request, version string) ([]leadership.Publication, []leadership.Acknowledgement, error) {
	asked, err := s.direction.Asked(r.ctx(), version)
	if err != nil {
		return nil, nil, err
	}
	published, err := s.direction.Published(r.ctx(), version)
	return published, asked, err
}

// wrongWith says what is wrong with the text of a version and with its record.
func (r *request) wrongWith(v leadership.Version) ([]string, error) {
	var wrong []string
	if v.Altered() {
		wrong = append(wrong, "INVALID: text changed after approval.")
	}
	departed, err := r.departed(v.Ref, v)
	if departed {
		wrong = append(wrong, departedSentence)
	}
	return wrong, err
}

func (s *Server) showDraft(r *request) error {
	v, policy, err := s.version(r)
	if err != nil {
		return err
	}
	return r.show(s.writePage(policy, v, ui.State{}))
}

func (s *Server) writePage(policy leadership.Policy, v leadership.Version, st ui.State) page {
	return page{
		title: "Write " + policy.Title + " version " + strconv.Itoa(v.Number), crumbs: under(policy.Title, link.Policy(policy.Ref)),
		body: leadershipview.Write(leadershipview.WritePage{Policy: policy, Version: v, State: st}),
	}
}

// writeDraft saves the draft, or only shows what it looks like.
func (s *Server) writeDraft(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	v, policy, err := s.version(r)
	if err != nil {
		return err
	}
	v.Text, v.Changes, v.Version = f.text("text"), f.text("changes"), f.version()
	again := s.writePage(policy, v, ui.State{})
	if f.text("then") == "preview" {
		again.body = leadershipview.Write(leadershipview.WritePage{Policy: policy, Version: v, Previewed: true, PreviewHTML: markdown.HTML(v.Text)})
		return r.show(again)
	}
	if _, err := s.direction.Write(r.ctx(), r.who, v); err != nil {
		return r.refuse(err, again.title, func(st ui.State) templ.Component {
			st.Conflict, v.Version = r.conflict(err, v.Ref, v.Version)
			return leadershipview.Write(leadershipview.WritePage{Policy: policy, Version: v, State: st})
		})
	}
	return r.done(link.Policy(v.Ref), "The draft is saved.")
}

func (s *Server) withdrawDraft(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.direction.Withdraw(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showVersion)
	}
	return r.done(link.Policy(ref), ref+" is withdrawn.")
}

func (s *Server) showApproval(r *request) error {
	p, err := s.approvalPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Approve version " + strconv.Itoa(p.Version.Number), crumbs: under(p.Policy.Title, link.Policy(p.Policy.Ref)), body: leadershipview.Approve(p)})
}

// approvalPage gathers what must be seen before approval.
func (s *Server) approvalPage(r *request) (leadershipview.ApprovePage, error) {
	v, policy, err := s.version(r)
	if err != nil {
		return leadershipview.ApprovePage{}, err
	}
	p := leadershipview.ApprovePage{Policy: policy, Version: v, TextHTML: markdown.HTML(v.Text), MayWrite: r.may(access.EditPolicy)}
	all, err := s.direction.Versions(r.ctx(), policy.Ref)
	for _, other := range all {
		if other.State == leadership.Approved && other.Ref != v.Ref {
			p.Former, p.Passages = other, leadership.Compare(other.Text, v.Text)
		}
	}
	return p, err
}

func (s *Server) approveVersion(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	v, err := s.direction.ApproveVersion(r.ctx(), r.who, ref, f.version())
	if err != nil {
		p, e := s.approvalPage(r)
		if e != nil {
			return err
		}
		return r.refuse(err, "Approve version "+strconv.Itoa(p.Version.Number), func(st ui.State) templ.Component {
			p.State = st
			p.State.Conflict, _ = r.conflict(err, ref, f.version())
			return leadershipview.Approve(p)
		})
	}
	return r.done(link.Policy(ref), "Version "+strconv.Itoa(v.Number)+" is approved and in force. Top management can sign it now.")
}
