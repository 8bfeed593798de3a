package sample

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// audits adds the verbs of clause 9.2: programme, audit, checklist, sample, finding and
// the signed report.
func (b *builder) audits(db *store.DB) {
	keeps(b, db, internalaudit.Programmes)
	keeps(b, db, internalaudit.Audits)
	keeps(b, db, internalaudit.Samples)
	about := func(do func(a act, ref string) error) verb {
		return func(a act) (string, error) { return b.refs[a.ID], do(a, b.refs[a.ID]) }
	}
	b.verbs["approve programme"] = about(func(a act, ref string) error {
		return internalaudit.ApproveProgramme(b.ctx, db, b.who(a.By), ref, 0)
	})
	b.verbs["start audit"] = about(func(a act, ref string) error { return internalaudit.Start(b.ctx, db, b.who(a.By), ref, 0) })
	b.verbs["mitigate audit"] = about(func(a act, ref string) error {
		var in struct{ Auditor, How string }
		if err := b.fill(a, &in); err != nil {
			return err
		}
		return internalaudit.Mitigate(b.ctx, db, b.who(a.By), ref, 0, in.Auditor, in.How)
	})
	b.verbs["prepare audit"] = about(func(a act, ref string) error {
		audit, err := internalaudit.Audits.Take(b.ctx, db, ref)
		if err != nil {
			return err
		}
		s, err := snapshot.Load(b.ctx, db)
		if err != nil {
			return err
		}
		_, err = internalaudit.Prepare(b.ctx, db, b.who(a.By), ref, s.CarriedInto(audit))
		return err
	})
	b.verbs["answer rows"] = about(func(a act, ref string) error { _, err := b.answerRows(db, a, ref); return err })
	b.verbs["log finding"] = func(a act) (string, error) { return b.answerRows(db, a, "") }
	b.verbs["sign audit"] = about(func(a act, ref string) error { return b.signAudit(db, a, ref) })
	b.verbs["raise nonconformity"] = func(a act) (string, error) {
		var in struct {
			Finding, Owner string
			RespondBy      when.Day `json:"respond_by"`
		}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		n, err := improvement.Raise(b.ctx, db, b.who(a.By), in.Finding, in.Owner, in.RespondBy)
		return n.Ref, err
	}
}

// answerRows enters the same answer at every row that nobody has seen yet and that looks
// at something whose key begins as At says. With Log it gives the finding.
func (b *builder) answerRows(db *store.DB, a act, ref string) (finding string, err error) {
	var in struct {
		Audit, At, Notes, Interviewee string
		Result                        internalaudit.Result
		Evidence                      []string
		Log                           bool
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	if ref == "" {
		ref = in.Audit
	}
	rows, err := internalaudit.Checklist.InForce(b.ctx, db, internalaudit.Unseen)
	if err != nil {
		return "", err
	}
	met := 0
	for _, r := range rows {
		keys := slices.Concat(r.Follows, r.Requirement, r.Systems)
		if r.Audit != ref || !slices.ContainsFunc(keys, func(key string) bool { return strings.HasPrefix(key, in.At) }) || in.Log && len(r.Follows) > 0 {
			continue
		}
		met++
		if finding, err = internalaudit.Record(b.ctx, db, b.who(a.By), r.Ref, 0, internalaudit.Answer{Result: in.Result, Notes: in.Notes, Interviewee: in.Interviewee, Evidence: in.Evidence}, in.Log); err != nil {
			return "", err
		}
	}
	if met == 0 {
		return "", fmt.Errorf("no row of %s looks at %s", ref, in.At)
	}
	return finding, nil
}

func (b *builder) signAudit(db *store.DB, a act, ref string) error {
	p, err := b.accounts.ByRef(b.ctx, b.people[a.By].Ref)
	if err != nil {
		return err
	}
	text, err := internalaudit.Draft(b.ctx, db, ref)
	if err != nil {
		return err
	}
	return internalaudit.Sign(b.ctx, db, b.who(a.By), ref, leadership.Sum(text), leadership.Proof{
		How: "password", CredentialSetAt: p.PasswordSetAt, CredentialSetBy: p.PasswordSetBy, Product: "AIMS Workbench, sample",
	})
}
