package link

// Patterns of leadership. A version of a policy is addressed like the policy, by
// its own reference: /leadership/policies/POL-2026-001.v2.
const (
	LeadershipPattern = "/leadership"

	PoliciesPattern      = "/leadership/policies"
	PolicyNewPattern     = "/leadership/policies/new"
	PolicyPattern        = "/leadership/policies/:ref"
	PolicyEditPattern    = "/leadership/policies/:ref/edit"
	PolicyRetirePattern  = "/leadership/policies/:ref/retire"
	PolicyDraftPattern   = "/leadership/policies/:ref/draft"
	PolicyComparePattern = "/leadership/policies/:ref/compare"

	VersionWritePattern    = "/leadership/policies/:ref/write"
	VersionApprovePattern  = "/leadership/policies/:ref/approve"
	VersionSignPattern     = "/leadership/policies/:ref/sign"
	VersionWithdrawPattern = "/leadership/policies/:ref/withdraw"

	SignaturePattern = "/leadership/signatures/:ref"
	ReceiptPattern   = "/leadership/signatures/:ref/receipt.pdf"

	TemplatesPattern       = "/leadership/templates"
	VersionAskPattern      = "/leadership/policies/:ref/ask"
	AcknowledgementPattern = "/leadership/acknowledgements/:ref/acknowledge"

	RaciPattern     = "/leadership/raci"
	RaciEditPattern = "/leadership/raci/edit"

	RolesPattern      = "/leadership/roles"
	RoleNewPattern    = "/leadership/roles/new"
	RolePattern       = "/leadership/roles/:ref"
	RoleEditPattern   = "/leadership/roles/:ref/edit"
	RoleRetirePattern = "/leadership/roles/:ref/retire"
)

// Leadership is the stage's first page: policies and roles.
func Leadership() string { return LeadershipPattern }

// Policies is the list of documents; kind is "main", "topic", "procedure" or "" for all.
func Policies(kind string) string { return Query(PoliciesPattern, "kind", kind) }

// PolicyNew is the empty form of a document.
func PolicyNew() string { return PolicyNewPattern }

// PolicyFrom is the form of a document that begins from a template.
func PolicyFrom(template string) string { return Query(PolicyNewPattern, "template", template) }

// Templates lists the texts to begin a document with.
func Templates() string { return TemplatesPattern }

// VersionAsk asks people to acknowledge a version.
func VersionAsk(ref string) string { return fill(VersionAskPattern, ref) }

// Acknowledge is a person saying that they read what they were asked to.
func Acknowledge(ref string) string { return fill(AcknowledgementPattern, ref) }

// Receipt is the paper of a signature.
func Receipt(ref string) string { return fill(ReceiptPattern, ref) }

// Raci is the table of who does what.
func Raci() string { return RaciPattern }

// RaciEdit is that table as a form.
func RaciEdit() string { return RaciEditPattern }

// Policy is a policy's page, or that of one of its versions.
func Policy(ref string) string { return fill(PolicyPattern, ref) }

// PolicyEdit is the form of a policy's facts.
func PolicyEdit(ref string) string { return fill(PolicyEditPattern, ref) }

// PolicyRetire takes a policy out of force.
func PolicyRetire(ref string) string { return fill(PolicyRetirePattern, ref) }

// PolicyDraft begins the next version of a policy.
func PolicyDraft(ref string) string { return fill(PolicyDraftPattern, ref) }

// PolicyCompare sets two versions of a policy side by side, by their numbers;
// empty numbers leave the choice open.
func PolicyCompare(ref, from, to string) string {
	return Query(fill(PolicyComparePattern, ref), "from", from, "to", to)
}

// VersionWrite is the editor of a draft.
func VersionWrite(ref string) string { return fill(VersionWritePattern, ref) }

// VersionApprove is the last look before a draft is approved.
func VersionApprove(ref string) string { return fill(VersionApprovePattern, ref) }

// VersionSign is where top management reads and signs a version.
func VersionSign(ref string) string { return fill(VersionSignPattern, ref) }

// VersionWithdraw retires a draft.
func VersionWithdraw(ref string) string { return fill(VersionWithdrawPattern, ref) }

// Signature is a signature's page.
func Signature(ref string) string { return fill(SignaturePattern, ref) }

// Roles is the list of roles.
func Roles() string { return RolesPattern }

// RoleNew is the empty form of a role.
func RoleNew() string { return RoleNewPattern }

// Role is a role's page.
func Role(ref string) string { return fill(RolePattern, ref) }

// RoleEdit is the form of a role.
func RoleEdit(ref string) string { return fill(RoleEditPattern, ref) }

// RoleRetire ends a role.
func RoleRetire(ref string) string { return fill(RoleRetirePattern, ref) }
