package leadership

import (
	"context"
	"crypto/rand"
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Label says what a signature here is and is not. It stands wherever one is shown.
const Label = "Electronic signature, bound to the text by its SHA-256 and kept in the audit trail. Not an advanced or qualified signature under eIDAS."

// SampleLabel stands in the place of Label, and in the seal, where the workspace is
// a sample: there anybody may play at signing, and nobody is bound by it.
const SampleLabel = "SAMPLE. This is not a real signature: the person, the organisation and the text are made up, and it binds nobody."

// LabelFor is the label of signatures in a workspace.
func LabelFor(sample bool) string {
	if sample {
		return SampleLabel
	}
	return Label
}

// Label is what this signature is and is not, as its seal says.
func (s Signature) Label() string { return LabelFor(s.Line(lineSample) != "") }

// MeaningApprove is the meaning of a signature under a policy.
const MeaningApprove = "approve"

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

// Proof is how the signer was known, as it is sealed. Whoever calls Sign must have
// checked the credential in the same request.
type Proof struct {
	How             string       // "password"; a Proof without it signs nothing
	CredentialSetAt when.Instant // when that credential was last set
	CredentialSetBy string       // by whom: another name than the signer's must be seen
	JobTitle        string
	Product         string // name and version of the program
	Client, Agent   string // network address and browser
}

// Consent is the sentence that the signer agrees to, on the page and in the seal.
func Consent(p Policy, v Version) string {
	return fmt.Sprintf("I have read version %d of “%s” (%s) and I approve it for the organisation.", v.Number, p.Title, v.Ref)
}

// Sign signs the version in force, once a person. A draft, a superseded version,
// a retired policy and a text that is not the approved one are refused; a second
// signature by the same person is a conflict.
func (d *Direction) Sign(ctx context.Context, who access.Actor, version string, proof Proof) (s Signature, err error) {
	err = d.db.Write(ctx, who, access.SignPolicy, func(tx *store.Tx) error {
		s, err = sign(tx, version, proof)
		return err
	})
	return s, err
}

func sign(tx *store.Tx, version string, proof Proof) (Signature, error) {
	if proof.How == "" || proof.CredentialSetAt == "" {
		return Signature{}, fault.New(fault.Forbidden, "Nothing was signed: enter your password to show that it is you.")
	}
	v, err := store.LoadNow[Version](tx, version)
	if err != nil {
		return Signature{}, err
	}
	p, err := inForce(tx, v.Policy)
	if err != nil {
		return Signature{}, err
	}
	if err := v.signable(); err != nil {
		return Signature{}, err
	}
	if old, err := signedBy(tx.Read(), tx.Who.Ref, v.Ref); err != nil {
		return Signature{}, err
	} else if old.Ref != "" {
		return Signature{}, fault.New(fault.Conflict, "You signed this version on %s (%s). It needs no second signature.", old.SignedAt.Human(), old.Ref)
	}
	ref, err := tx.NextRef("SIG")
	if err != nil {
		return Signature{}, err
	}
	s := Signature{
		Target: v.Ref, TargetSum: v.TextSum, Signer: tx.Who.Ref, Name: tx.Who.Name,
		Role: tx.Who.Role.Title(), Meaning: MeaningApprove, SignedAt: tx.Now,
	}
	s.Ref = ref
	if err := s.seal(tx, p, v, proof); err != nil {
		return Signature{}, err
	}
	return s, tx.Create("sign", &s, "")
}

// signable refuses every version but the one in force, with its text as approved.
func (v Version) signable() error {
	switch {
	case v.State == Draft:
		return fault.New(fault.Invalid, "Version %d is a draft. It can be signed once it is approved.", v.Number)
	case v.State == Superseded:
		return fault.New(fault.Invalid, "Version %d was replaced by a newer one. Open the policy and sign the version in force.", v.Number)
	case v.Altered():
		return fault.New(fault.Invalid, "The text of version %d is not the one that was approved: it was changed outside the workbench. Do not sign it; draft and approve a new version.", v.Number)
	}
	return nil
}

// seal writes the text of the signature: who, what, meaning, when, how known, and
// where the trail and the signature before stood.
func (s *Signature) seal(tx *store.Tx, p Policy, v Version, proof Proof) error {
	head, err := store.Position(tx.Read())
	if err != nil {
		return err
	}
	before, err := newest(tx.Read())
	if err != nil {
		return err
	}
	lines := []Line{
		{"format", sealFormat},
		{lineRef, s.Ref},
		{"document", p.Ref},
		{"title", p.Title},
		{"version", fmt.Sprint(v.Number)},
		{lineTarget, v.Ref},
		{lineText, v.TextSum},
		{lineName, s.Name},
		{lineRole, s.Role},
		{"job title", proof.JobTitle},
		{lineSigner, s.Signer},
		{lineMeaning, s.Meaning},
		{"consent", Consent(p, v)},
		{lineTime, string(s.SignedAt)},
		{"identity checked by", proof.How},
		{"credential last set", string(proof.CredentialSetAt)},
		{"credential set by", proof.CredentialSetBy},
		{"program", proof.Product},
		{"client", proof.Client},
		{"agent", proof.Agent},
		{"nonce", rand.Text()},
		{"trail position", fmt.Sprint(head.Seq)},
		{"trail hash", head.Hash},
		{"previous signature sha256", before.SealedSum},
	}
	if tx.Sample() {
		lines = append(lines, Line{lineSample, SampleLabel})
	}
	s.Sealed = seal(lines)
	s.SealedSum = Sum(s.Sealed)
	return nil
}

// newest is the signature made last in the workspace; the zero Signature when
// there is none. References count up within a year.
func newest(q *gorm.DB) (Signature, error) {
	var s Signature
	if err := q.Order("SUBSTR(ref, 1, 8) DESC, LENGTH(ref) DESC, ref DESC").Limit(1).Find(&s).Error; err != nil {
		return s, fmt.Errorf("leadership: newest signature: %w", err)
	}
	return s, nil
}

func signedBy(q *gorm.DB, signer, target string) (Signature, error) {
	var s Signature
	err := store.InForce(q, true).Where("signer = ? AND target = ?", signer, target).Limit(1).Find(&s).Error
	if err != nil {
		return s, fmt.Errorf("leadership: signature of %s: %w", signer, err)
	}
	return s, nil
}

// Signature reads one signature.
func (d *Direction) Signature(ctx context.Context, ref string) (Signature, error) {
	return store.Take[Signature](d.db.Read(ctx), ref)
}

// Signatures lists the signatures on the given versions, in the order of signing.
func (d *Direction) Signatures(ctx context.Context, targets ...string) ([]Signature, error) {
	return signatures(d.db.Read(ctx), targets)
}

func signatures(q *gorm.DB, targets []string) ([]Signature, error) {
	if len(targets) == 0 {
		return nil, nil
	}
	var all []Signature
	if err := store.InForce(q, true).Where("target IN ?", targets).Order("signed_at, ref").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("leadership: signatures: %w", err)
	}
	return all, nil
}
