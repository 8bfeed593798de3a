// Package leadership holds what top management gives the management system: the
// AI policy with its versions and signatures (clause 5.2, A.2.2–A.2.4), and the
// roles, responsibilities and authorities (5.3, A.3.2).
package leadership

import (
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// State is where a policy version stands.
type State string

// The states of a policy version.
const (
	Draft      State = "draft"
	Approved   State = "approved" // in force; exactly one version of a policy
	Superseded State = "superseded"
)

// Policy is a policy as a lasting thing; its text lives in its versions.
type Policy struct {
	store.Head
	Title    string   `json:"title"`
	Main     bool     `json:"main"` // the AI policy of 5.2 itself, not a topic policy beside it
	Owner    string   `json:"owner"`
	ReviewOn when.Day `json:"review_on"` // next planned review (A.2.4)
	Related  string   `json:"related"`   // other policies it refers to (5.2, A.2.3)
}

// TableName is the table of policies.
func (Policy) TableName() string { return "policies" }

// Version is one text of a policy. Once approved, its text never changes again.
type Version struct {
	store.Head              // Ref is the policy's and the number: "POL-2026-001.v2"
	Policy     string       `json:"policy"`
	Number     int          `json:"number"`
	State      State        `json:"state"`
	Text       string       `json:"text"`    // Markdown
	Changes    string       `json:"changes"` // what changed, in plain words
	TextSum    string       `json:"text_sha256" gorm:"column:text_sha256"`
	ApprovedAt when.Instant `json:"approved_at"`
	ApprovedBy string       `json:"approved_by"`
}

// TableName is the table of policy versions.
func (Version) TableName() string { return "policy_versions" }

// Links points from a version to its policy.
func (v Version) Links() []string { return []string{v.Policy} }

// Signature is an electronic signature on one policy version. Sealed is the exact
// text that was sealed; the columns beside it repeat parts of it for lists and
// are checked against it.
type Signature struct {
	store.Head
	Target    string       `json:"target"`                                    // version reference
	TargetSum string       `json:"target_sha256" gorm:"column:target_sha256"` // SHA-256 of the signed text
	Signer    string       `json:"signer"`                                    // account reference
	Name      string       `json:"name"`
	Role      string       `json:"role"`
	Meaning   string       `json:"meaning"` // "approve"
	SignedAt  when.Instant `json:"signed_at"`
	Sealed    string       `json:"sealed"`
	SealedSum string       `json:"sealed_sha256" gorm:"column:sealed_sha256"`
}

// TableName is the table of signatures.
func (Signature) TableName() string { return "signatures" }

// Links points from a signature to the version it signs.
func (s Signature) Links() []string { return []string{s.Target} }

// Duty marks the two roles that 5.3 asks for by name.
type Duty string

// The duties.
const (
	Conformity Duty = "conformity" // answers for the AIMS conforming to the standard
	Reporting  Duty = "reporting"  // reports its performance to top management
	Other      Duty = "other"
)

// Duties lists them.
var Duties = []Duty{Conformity, Reporting, Other}

// Role is a role with its responsibilities and authorities (5.3).
type Role struct {
	store.Head
	Title            string   `json:"title"`
	Person           string   `json:"person"`
	Duty             Duty     `json:"duty"`
	Responsibilities string   `json:"responsibilities"`
	Authorities      string   `json:"authorities"`
	AppointedOn      when.Day `json:"appointed_on"`
	CommunicatedOn   when.Day `json:"communicated_on"` // when the organisation was told
}

// TableName is the table of roles.
func (Role) TableName() string { return "aims_roles" }

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Policy]("policy", "POL", "Policies"),
		store.Of[Version]("policy-version", "", "Policy versions"),
		store.Of[Signature]("signature", "SIG", "Signatures"),
		store.Of[Role]("role", "ROL", "Roles"),
	}
}
