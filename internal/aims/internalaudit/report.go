package internalaudit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Report is one signed version of the report of an audit. Text is what was signed,
// letter by letter, as Markdown.
type Report struct {
	Number   int          `json:"number"`
	Text     string       `json:"text"`
	TextSum  string       `json:"text_sha256"`
	Signer   string       `json:"signer"` // account reference
	Name     string       `json:"name"`
	Role     string       `json:"role"`
	SignedAt when.Instant `json:"signed_at"`
	Proof    string       `json:"proof"` // how the signer was known
	Position int64        `json:"position"`
	Head     string       `json:"head"` // hash of the trail at that position
	Sample   bool         `json:"sample"`
}

// Altered says whether the text is not the one that was signed any more.
func (r Report) Altered() bool { return leadership.Sum(r.Text) != r.TextSum }

// Label says what the signature is and is not.
func (r Report) Label() string { return leadership.LabelFor(r.Sample) }

// Newest is the newest signed report of an audit.
func (a Audit) Newest() (Report, bool) {
	if len(a.Reports) == 0 {
		return Report{}, false
	}
	return a.Reports[len(a.Reports)-1], true
}

// Consent is the sentence that the lead auditor agrees to.
func Consent(a Audit) string {
	return fmt.Sprintf("I led the audit “%s” (%s), and this report tells what we saw.", a.Title, a.Ref)
}

// Unready says what keeps the report from being signed, each with the field where it is
// done.
func (a Audit) Unready(work Work) []check.Message {
	var l check.List
	l.Required("opening_on", string(a.OpeningOn), "Record the opening meeting")
	l.Required("closing_on", string(a.ClosingOn), "Record the closing meeting")
	l.Required("conclusion", a.Conclusion, "Write the conclusion of the audit")
	if len(work.Rows) == 0 {
		l.Add("checklist", "Make the checklist and answer it")
	}
	for _, r := range work.Rows {
		if r.Result.Nonconforming() && !slices.ContainsFunc(work.Findings, func(f Finding) bool { return f.ChecklistRow == r.Ref }) {
			l.Add("checklist", "%s is graded %s: log its finding", r.Ref, r.Result)
		}
	}
	return check.Messages(l.Err())
}

// Draft is the report of an audit as it would be signed now.
func Draft(ctx context.Context, db *store.DB, ref string) (string, error) {
	a, err := Audits.Take(ctx, db, ref)
	if err != nil {
		return "", err
	}
	work, err := workOf(db.Read(ctx), a)
	return Write(a, work), err
}

// MaySign says whether a person is the lead auditor, who alone signs and opens again.
func MaySign(a Audit, who access.Actor) bool {
	return who.May(access.ConductAudit) && aims.Names(a.LeadAuditor, who.Name)
}

// Sign freezes the audit with its report. sum is the SHA-256 of the text that the lead
// auditor read: if it has changed since, the answer is a conflict. Whoever calls it must
// have checked the credential in the same request.
func Sign(ctx context.Context, db *store.DB, who access.Actor, ref, sum string, proof leadership.Proof) error {
	return db.Write(ctx, who, access.ConductAudit, func(tx *store.Tx) error {
		a, err := store.LoadNow[Audit](tx, ref)
		switch {
		case err != nil:
			return err
		case proof.How == "" || proof.CredentialSetAt == "":
			return fault.New(fault.Forbidden, "Nothing was signed: enter your password to show that it is you.")
		case a.Retired() || a.State() != Underway:
			return fault.New(fault.Invalid, "%s is not under way. A report is signed once the audit has begun, and once.", ref)
		case !MaySign(a, who):
			return fault.New(fault.Forbidden, "%s leads %s and signs its report.", a.LeadAuditor, ref)
		}
		work, err := workOf(tx.Read(), a)
		if err != nil {
			return err
		}
		if open := a.Unready(work); len(open) > 0 {
			return fault.New(fault.Invalid, "The report is not finished: %s.", open[0].Text)
		}
		text := Write(a, work)
		if leadership.Sum(text) != sum {
			return fault.New(fault.Conflict, "The report has changed since you read it. Read it again, then sign.")
		}
		at, err := store.Position(tx.Read())
		if err != nil {
			return err
		}
		a.Reports = append(slices.Clone(a.Reports), Report{
			Number: len(a.Reports) + 1, Text: text, TextSum: sum, Signer: who.Ref, Name: who.Name, Role: who.Role.Title(), SignedAt: tx.Now,
			Proof:    strings.Join([]string{proof.How, "set " + string(proof.CredentialSetAt), "by " + proof.CredentialSetBy, proof.Product}, ", "),
			Position: at.Seq, Head: at.Hash, Sample: tx.Sample(),
		})
		a.ReportedOn = tx.Now.Day()
		return tx.Update("sign", &a, "")
	})
}

// Reopen lets the auditors work on a reported audit again. The signed report stays as it
// is; a new version follows.
func Reopen(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
	return db.Write(ctx, who, access.ConductAudit, func(tx *store.Tx) error {
		a, err := store.Load[Audit](tx, ref, version)
		switch {
		case err != nil:
			return err
		case a.Retired() || a.State() != Reported:
			return fault.New(fault.Invalid, "%s is not reported, or is retired.", ref)
		case !MaySign(a, who):
			return fault.New(fault.Forbidden, "%s leads %s and opens it again.", a.LeadAuditor, ref)
		}
		var l check.List
		l.Required("reason", reason, "Say why the report needs a new version")
		l.AtMost("reason", reason, 2000)
		if err := l.Err(); err != nil {
			return err
		}
		a.ReportedOn = ""
		return tx.Update("reopen", &a, reason)
	})
}
