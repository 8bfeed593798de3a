package operation

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Found says how far the answer to a question of a checklist is good enough.
type Found string

// The answers. Unasked is a question that nobody has looked at.
const (
	Unasked Found = ""
	Fine    Found = "fine"
	Weak    Found = "weak"
	Silent  Found = "no answer" // it was asked, and nothing came
	Beside  Found = "does not apply"
)

// Founds lists what can be said of a question.
var Founds = []Found{Fine, Weak, Silent, Beside}

// Reply is the answer to one question of a checklist, by the question's id.
type Reply struct {
	Ask   string `json:"ask"`
	Found Found  `json:"found"`
	Note  string `json:"note"` // what was found, and where it stands
}

// checkReplies holds that every question has an answer and that an answer says what
// it rests on. It gives the replies in the order of the questions.
func checkReplies(asks []controls.Ask, in []Reply, l *check.List) []Reply {
	out := make([]Reply, len(asks))
	for i, a := range asks {
		out[i] = Reply{Ask: a.ID}
		if at := slices.IndexFunc(in, func(r Reply) bool { return r.Ask == a.ID }); at >= 0 {
			out[i] = in[at]
		}
		r := out[i]
		switch {
		case r.Found == Unasked:
			l.Add("found."+a.ID, "Choose an answer: %s", a.Ask)
		case r.Found != Beside && r.Note == "":
			l.Add("note."+a.ID, "Say in a few words what you found")
		}
		check.OneOf(l, "found."+a.ID, r.Found, Founds)
		l.AtMost("note."+a.ID, r.Note, 4000)
	}
	return out
}

// AskGaps records the answers to the questions about a supplier's AI, on which most
// certificates say nothing.
func AskGaps(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, in []Reply) error {
	return db.Write(ctx, who, access.EditSupplier, func(tx *store.Tx) error {
		s, err := store.Load[Supplier](tx, ref, version)
		if err == nil && s.Retired() {
			err = fault.New(fault.Invalid, "%s was retired on %s. There is nothing to ask.", ref, s.RetiredOn.Human())
		}
		if err != nil {
			return err
		}
		var l check.List
		if s.Gaps = checkReplies(controls.MustLoad().Gaps, in, &l); l.Err() != nil {
			return l.Err()
		}
		s.GapsOn, s.GapsBy = tx.Now.Day(), who.Name
		return tx.Update("ask about AI", &s, "")
	})
}

// Verify records what somebody found on a certificate, question by question, and
// whether its scope covers the service that is used.
func Verify(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, in []Reply, covers Cover, because string) error {
	return db.Write(ctx, who, access.EditSupplier, func(tx *store.Tx) error {
		c, err := store.Load[Certificate](tx, ref, version)
		if err == nil && c.Retired() {
			err = fault.New(fault.Invalid, "%s was retired on %s. There is nothing to verify.", ref, c.RetiredOn.Human())
		}
		if err != nil {
			return err
		}
		var l check.List
		kind, _ := controls.MustLoad().CertificateKind(c.Kind)
		c.Replies = checkReplies(kind.Checks, in, &l)
		l.Required("covers", string(covers), "Say whether the scope covers the service that you use")
		check.OneOf(&l, "covers", covers, Covers)
		if covers != "" && covers != Covered && because == "" {
			l.Add("because", "Say what the scope leaves out, and what you do about it")
		}
		l.AtMost("because", because, 4000)
		if l.Err() != nil {
			return l.Err()
		}
		c.Covers, c.Because = covers, because
		c.VerifiedOn, c.VerifiedBy = tx.Now.Day(), who.Name
		return tx.Update("verify", &c, "")
	})
}

// soon is how many days before its end a certificate is named as ending.
const soon = 60

// endsSoon says whether a day lies ahead and near.
func endsSoon(on, today when.Day) bool { return on != "" && on >= today && on <= today.Add(soon) }
