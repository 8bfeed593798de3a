package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Signature is one of top management under the minutes.
type Signature struct {
	Signer   string       `json:"signer"` // account reference
	Name     string       `json:"name"`
	Title    string       `json:"title"` // job title
	Role     string       `json:"role"`
	SignedAt when.Instant `json:"signed_at"`
	TextSum  string       `json:"text_sha256"` // of the minutes that were signed
	Proof    string       `json:"proof"`       // how the signer was known
	Position int64        `json:"position"`    // of the trail before it
	Head     string       `json:"head"`        // hash of the trail there
	Sample   bool         `json:"sample"`
}

// Label says what the signature is and is not.
func (s Signature) Label() string { return leadership.LabelFor(s.Sample) }

// Consent is the sentence that the signer agrees to.
func Consent(r Review) string {
	return fmt.Sprintf("I took part in “%s” (%s), and these minutes say what we saw and decided.", r.Title, r.Ref)
}

// SignedBy says whether a person signed the minutes.
func (r Review) SignedBy(account string) bool {
	return slices.ContainsFunc(r.Signatures, func(s Signature) bool { return s.Signer == account })
}

// Hindrance says why a person cannot sign the minutes now; empty when they can.
func (r Review) Hindrance(account string, decisions []Decision) string {
	switch {
	case r.Retired() || r.HeldOn == "":
		return "This review was not held. There are no minutes to sign."
	case r.Altered():
		return "The minutes are not the text that was signed: they were changed outside the workbench. Do not sign them."
	case len(decisions) == 0:
		return "No decision is recorded. The standard asks for decisions on improvement and on changes, also that none is needed. Record them first."
	case r.SignedBy(account):
		return "You signed these minutes. They need no second signature of yours."
	case !slices.ContainsFunc(r.TopManagement(), func(a Attendee) bool { return a.Account == account }):
		return "You are not named among those of top management who took part. One of them signs."
	}
	return ""
}

// Sign puts a signature under the minutes and freezes them with the first. sum is the
// SHA-256 of the text that the signer read: if it has changed since, the answer is a
// conflict. Whoever calls it must have checked the credential in the same request.
func Sign(ctx context.Context, db *store.DB, who access.Actor, ref, sum string, proof leadership.Proof) error {
	return db.Write(ctx, who, access.SignReview, func(tx *store.Tx) error {
		if proof.How == "" || proof.CredentialSetAt == "" {
			return fault.New(fault.Forbidden, "Nothing was signed: enter your password to show that it is you.")
		}
		r, err := store.LoadNow[Review](tx, ref)
		if err != nil {
			return err
		}
		all, err := store.All[Decision](tx.Read().Where("review = ?", ref))
		if err != nil {
			return err
		}
		taken := Of(ref, all)
		if why := r.Hindrance(who.Ref, taken); why != "" {
			return fault.New(fault.Invalid, "%s", why)
		}
		text := r.Text(taken)
		if leadership.Sum(text) != sum {
			return fault.New(fault.Conflict, "The minutes have changed since you read them. Read them again, then sign.")
		}
		at, err := store.Position(tx.Read())
		if err != nil {
			return err
		}
		if len(r.Signatures) == 0 {
			if err := minute(tx, taken); err != nil {
				return err
			}
		}
		r.Minutes, r.MinutesSum = text, sum
		r.Signatures = append(slices.Clone(r.Signatures), Signature{
			Signer: who.Ref, Name: who.Name, Title: proof.JobTitle, Role: who.Role.Title(), SignedAt: tx.Now, TextSum: sum,
			Proof:    strings.Join([]string{proof.How, "set " + string(proof.CredentialSetAt), "by " + proof.CredentialSetBy, proof.Product}, ", "),
			Position: at.Seq, Head: at.Hash, Sample: tx.Sample(),
		})
		return tx.Update("sign minutes", &r, "")
	})
}

// minute marks decisions as standing in signed minutes.
func minute(tx *store.Tx, taken []Decision) error {
	for i := range taken {
		taken[i].Minuted = true
		if err := tx.Update("minute", &taken[i], ""); err != nil {
			return err
		}
	}
	return nil
}
