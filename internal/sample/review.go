package sample

import (
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/inputs"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// reviews adds the verbs of management reviews beyond keeping (9.3).
func (b *builder) reviews(db *store.DB) {
	b.verbs["fill review"] = func(a act) (string, error) { return b.fillReview(db, a) }
	b.verbs["hold review"] = func(a act) (string, error) { return b.holdReview(db, a) }
	b.verbs["sign minutes"] = func(a act) (string, error) { return b.signMinutes(db, a) }
	b.verbs["carry on"] = func(a act) (string, error) {
		var in struct {
			As            review.Form
			Nonconformity string
		}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		_, err := review.Become(b.ctx, db, b.who(a.By), b.refs[a.ID], 0, in.As, in.Nonconformity)
		return b.refs[a.ID], err
	}
}

// fillReview draws the inputs from the registers of that day and says what they mean.
func (b *builder) fillReview(db *store.DB, a act) (string, error) {
	var in struct{ Said map[string]string }
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	ref := b.refs[a.ID]
	r, err := review.Reviews.Take(b.ctx, db, ref)
	if err != nil {
		return "", err
	}
	now, err := snapshot.Load(b.ctx, db)
	if err != nil {
		return "", err
	}
	at := review.Ground{Seq: now.Position.Seq, Hash: now.Position.Hash}
	if err := review.Fill(b.ctx, db, b.who(a.By), ref, 0, inputs.Gather(now, r), at); err != nil {
		return "", err
	}
	return ref, review.Remark(b.ctx, db, b.who(a.By), ref, 0, in.Said)
}

func (b *builder) holdReview(db *store.DB, a act) (string, error) {
	var in struct {
		On         when.Day
		Attended   []string // ids of people
		Guests     []string
		Verdict    review.Verdict
		Conclusion string
		Next       when.Day
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	m := review.Meeting{On: in.On, Guests: in.Guests, Verdict: in.Verdict, Conclusion: in.Conclusion, NextOn: in.Next}
	for _, id := range in.Attended {
		p, err := b.accounts.ByRef(b.ctx, b.people[id].Ref)
		if err != nil {
			return "", err
		}
		m.Attended = append(m.Attended, review.Attendee{Account: p.Ref, Name: p.Name, Title: p.JobTitle, Role: p.Role})
	}
	return b.refs[a.ID], review.Hold(b.ctx, db, b.who(a.By), b.refs[a.ID], 0, m)
}

func (b *builder) signMinutes(db *store.DB, a act) (string, error) {
	ref := b.refs[a.ID]
	r, err := review.Reviews.Take(b.ctx, db, ref)
	if err != nil {
		return "", err
	}
	all, err := review.Decisions.InForce(b.ctx, db, nil)
	if err != nil {
		return "", err
	}
	p, err := b.accounts.ByRef(b.ctx, b.people[a.By].Ref)
	if err != nil {
		return "", err
	}
	return ref, review.Sign(b.ctx, db, b.who(a.By), ref, leadership.Sum(r.Text(review.Of(ref, all))), leadership.Proof{
		How: "password", CredentialSetAt: p.PasswordSetAt, CredentialSetBy: p.PasswordSetBy, JobTitle: p.JobTitle, Product: "AIMS Workbench, sample",
	})
}
