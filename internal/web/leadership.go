package web

import (
	"net/http"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
)

func (s *Server) leadershipRoutes() []route {
	return slices.Concat(s.knownRoutes(), s.raciRoutes(), []route{
		{http.MethodGet, link.LeadershipPattern, access.Read, s.showLeadership},

		{http.MethodGet, link.TemplatesPattern, access.Read, s.showTemplates},
		{http.MethodGet, link.PoliciesPattern, access.Read, s.listPolicies},
		{http.MethodGet, link.PolicyNewPattern, access.EditPolicy, s.newPolicy},
		{http.MethodPost, link.PoliciesPattern, access.EditPolicy, s.draftPolicy},
		{http.MethodGet, link.PolicyPattern, access.Read, s.showPolicyOrVersion},
		{http.MethodGet, link.PolicyEditPattern, access.EditPolicy, s.editPolicy},
		{http.MethodPost, link.PolicyPattern, access.EditPolicy, s.revisePolicy},
		{http.MethodPost, link.PolicyRetirePattern, access.EditPolicy, s.retirePolicy},
		{http.MethodPost, link.PolicyDraftPattern, access.EditPolicy, s.draftVersion},
		{http.MethodGet, link.PolicyComparePattern, access.Read, s.compareVersions},

		{http.MethodGet, link.VersionWritePattern, access.EditPolicy, s.showDraft},
		{http.MethodPost, link.VersionWritePattern, access.EditPolicy, s.writeDraft},
		{http.MethodPost, link.VersionWithdrawPattern, access.EditPolicy, s.withdrawDraft},
		{http.MethodGet, link.VersionApprovePattern, access.ApprovePolicy, s.showApproval},
		{http.MethodPost, link.VersionApprovePattern, access.ApprovePolicy, s.approveVersion},
		{http.MethodGet, link.VersionSignPattern, access.SignPolicy, s.showSigning},
		{http.MethodPost, link.VersionSignPattern, access.SignPolicy, s.signVersion},
		{http.MethodGet, link.SignaturePattern, access.Read, s.showSignature},
		{http.MethodGet, link.ReceiptPattern, access.Read, s.downloadReceipt},

		{http.MethodGet, link.RolesPattern, access.Read, s.listRoles},
		{http.MethodGet, link.RoleNewPattern, access.EditRoles, s.newRole},
		{http.MethodPost, link.RolesPattern, access.EditRoles, s.assignRole},
		{http.MethodGet, link.RolePattern, access.Read, s.showRole},
		{http.MethodGet, link.RoleEditPattern, access.EditRoles, s.editRole},
		{http.MethodPost, link.RolePattern, access.EditRoles, s.reviseRole},
		{http.MethodPost, link.RoleRetirePattern, access.EditRoles, s.retireRole},
	})
}

// commitment is the catalogue key of clause 5.1, which evidence supports.
const commitment = "42001:5.1"

var leadershipCrumbs = []layout.Crumb{{Text: "Leadership", Href: link.Leadership()}}

// under gives the crumbs of a page below a policy or list of this stage.
func under(text, href string) []layout.Crumb {
	return append(leadershipCrumbs[:1:1], layout.Crumb{Text: text, Href: href})
}

func (s *Server) showLeadership(r *request) error {
	now, err := s.direction.Standing(r.ctx())
	if err != nil {
		return err
	}
	p := leadershipview.OverviewPage{
		Standing: now, Gaps: now.Missing(r.today()),
		MayEdit: r.may(access.EditPolicy), MayAssign: r.may(access.EditRoles),
	}
	if main, ok := now.Main(); ok {
		p.MaySign = main.InForce.Ref != "" && r.maySign(main.Policy, main.InForce, main.Signatures)
	}
	if r.may(access.AddEvidence) {
		p.AttachHref = link.EvidenceNew(commitment)
	}
	if p.Evidence, err = r.evidenceFor(commitment); err != nil {
		return err
	}
	return r.show(page{title: "Leadership", body: leadershipview.Overview(p)})
}

// departed says whether a record is no longer what its newest entry in the trail
// holds: then it was changed behind the workbench's back, or the file is damaged.
func (r *request) departed(ref string, rec any) (bool, error) {
	entries, err := r.s.DB.History(r.ctx(), ref)
	if err != nil || len(entries) == 0 {
		return true, err
	}
	image, err := trail.Canonical(rec)
	return image != entries[0].Image, err
}

// departedSentence is what a page says of such a record.
const departedSentence = "INVALID: this record is not the one that the audit trail holds. It was changed outside the workbench, or the file is damaged."
