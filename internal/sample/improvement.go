package sample

import (
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/store"
)

// improvement adds the verbs of clause 10 beyond keeping: that somebody looked whether
// an action worked, and that a nonconformity was closed.
func (b *builder) improvement(db *store.DB) {
	b.verbs["review corrective"] = func(a act) (string, error) {
		var in struct {
			Effect improvement.Effect
			Seen   string
		}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		return b.refs[a.ID], improvement.Review(b.ctx, db, b.who(a.By), b.refs[a.ID], 0, in.Effect, in.Seen)
	}
	b.verbs["close nonconformity"] = func(a act) (string, error) {
		var in struct{ Closing string }
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		return b.refs[a.ID], improvement.Close(b.ctx, db, b.who(a.By), b.refs[a.ID], 0, in.Closing)
	}
}
