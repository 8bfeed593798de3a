package exchange

import (
	"context"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
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
	LeaveOut bool // take the sound files and leave the refused ones out
}

// ImportPolicy brings a Markdown text in as the draft of a new policy, titled by
// its first heading. main makes it the AI policy of 5.2. What is no text is refused.
func ImportPolicy(a Attach, name, content string, main bool) (Report, error) {
	rep := Report{Result: Result{Register: "policy"}}
	content = strings.TrimPrefix(strings.ReplaceAll(content, "\r\n", "\n"), "\uFEFF")
	if !utf8.ValidString(content) || strings.ContainsRune(content, 0) {
		return rep, fault.New(fault.Invalid, "%s is not plain text. Save the policy as plain text or Markdown in UTF-8, or import the file as evidence.", path.Base(name))
	}
	err := a.DB.Write(a.Ctx, a.Who, access.Import, func(tx *store.Tx) error {
		if err := a.begin(tx, &rep); err != nil {
			return err
		}
		if err := a.draft(tx, name, content, main); err != nil {
			return err
		}
		rep.Created++
		return a.end(&rep)
	})
	return rep, ended(err)
}

// draft makes the policy and its first text.
func (a Attach) draft(tx *store.Tx, name, content string, main bool) error {
	p := leadership.Policy{Title: headline(name, content), Main: main, Owner: a.Owner}
	if err := leadership.AddPolicy(tx, &p); err != nil {
		return err
	}
	draft, err := leadership.DraftNext(tx, p.Ref)
	if err != nil {
		return err
	}
	draft.Text = content
	return leadership.WriteDraft(tx, &draft)
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
