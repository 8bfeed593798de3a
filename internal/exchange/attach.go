package exchange

import (
	"context"
	"errors"
	"path"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
)

// Attach says on whose behalf files come in, and what they are for.
type Attach struct {
	Ctx      context.Context //nolint:containedctx // of one import
	DB       *store.DB
	Shelf    *evidence.Shelf
	Who      access.Actor
	Supports []string // keys and references
	Owner    string
	DryRun   bool
}

// ImportPolicy brings a Markdown text in as the draft of a new policy, titled by
// its first heading. main makes it the AI policy of 5.2.
func ImportPolicy(a Attach, name, content string, main bool) (Report, error) {
	rep := Report{Result: Result{Register: "policy"}}
	err := a.DB.Write(a.Ctx, a.Who, access.Import, func(tx *store.Tx) error {
		var err error
		if rep.Batch, err = tx.NextRef("BAT"); err != nil {
			return err
		}
		tx.Batch = rep.Batch
		p := leadership.Policy{Title: headline(name, content), Main: main, Owner: a.Owner}
		if err := leadership.AddPolicy(tx, &p); err != nil {
			return err
		}
		draft, err := leadership.DraftNext(tx, p.Ref)
		if err != nil {
			return err
		}
		draft.Text = content
		if err := leadership.WriteDraft(tx, &draft); err != nil {
			return err
		}
		rep.Created = 1
		if a.DryRun {
			rep.Batch = ""
			return errStop
		}
		return nil
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return rep, err
}

// headline is the first heading of a Markdown text, or else the file's name.
func headline(name, content string) string {
	for line := range strings.Lines(content) {
		if title := strings.TrimSpace(strings.TrimLeft(line, "#")); strings.HasPrefix(line, "#") && title != "" {
			return title
		}
	}
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}
