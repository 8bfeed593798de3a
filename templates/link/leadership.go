package link

// Patterns of leadership.
const (
	LeadershipPattern = "/leadership"
	PolicyPattern     = "/leadership/policies/:ref"
	RolePattern       = "/leadership/roles/:ref"
	SignaturePattern  = "/leadership/signatures/:ref"
)

// Leadership is the stage's first page: policies and roles.
func Leadership() string { return LeadershipPattern }

// Policy is a policy's page, or that of one of its versions.
func Policy(ref string) string { return fill(PolicyPattern, ref) }

// Role is a role's page.
func Role(ref string) string { return fill(RolePattern, ref) }

// Signature is a signature's page.
func Signature(ref string) string { return fill(SignaturePattern, ref) }
