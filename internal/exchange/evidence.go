package exchange

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// items is the list of evidence as a table. A row names a file that comes with
// the list, or an address.
type items struct{}

var itemFields = []field[evidence.Item]{
	text(col("ref", "Ref", "Reference").help("Leave it empty for new evidence."), func(i *evidence.Item) *string { return &i.Ref }),
	text(col("source", "Own id", "Evidence ID", "ID"), func(i *evidence.Item) *string { return &i.Source }),
	text(col("title", "Title", "Evidence", "Evidence title", "Name", "Topic").required(), func(i *evidence.Item) *string { return &i.Title }),
	text(col("about", "About", "Description", "Notes", "Comments"), func(i *evidence.Item) *string { return &i.About }),
	{col("file", "File", "File name", "Path").help("The name of a file that lies beside the list."), fileBeside,
		func(r *Row, i *evidence.Item) { i.FileName = r.Text("file") }},
	text(col("address", "Address", "Link", "URL", "Evidence link").help("An https:// address, where there is no file."), func(i *evidence.Item) *string { return &i.Address }),
	supportList(col("supports", "Supports", "Clauses", "Clause", "Controls", "Control", "Requirement").help("Records, controls and clauses, with semicolons between: RSK-2026-001; A.5.4; 6.1.3")),
	day(col("period_from", "Period from", "From", "Period start"), func(i *evidence.Item) *dayOf { return &i.PeriodFrom }),
	day(col("period_to", "Period to", "To", "Period end", "Date"), func(i *evidence.Item) *dayOf { return &i.PeriodTo }),
	day(col("valid_until", "Valid until", "Expires", "Expiry date"), func(i *evidence.Item) *dayOf { return &i.ValidUntil }),
	text(col("owner", "Owner", "Responsible"), func(i *evidence.Item) *string { return &i.Owner }),
}

// Spec describes the table.
func (items) Spec() Spec { return Spec{Register: "evidence", Columns: columns(itemFields)} }

// Table writes the evidence in force. The files are not in the table, which says
// where ExportFiles puts them.
func (items) Table(s *snapshot.Snapshot) Table {
	written := only(s.Evidence, func(i evidence.Item) bool { return !i.Retired() })
	return tableOf("Evidence", itemFields, written)
}

// fileBeside is where the file of an item lies beside an exported list.
func fileBeside(i *evidence.Item) string {
	if i.Kind != evidence.File {
		return ""
	}
	return path.Join("files", i.Ref, i.FileName)
}

func supportList(c Column) field[evidence.Item] {
	return field[evidence.Item]{c,
		func(i *evidence.Item) string {
			out := make([]string, len(i.Supports))
			for n, t := range i.Supports {
				out[n] = controls.Key(t).ID()
			}
			return strings.Join(out, "; ")
		},
		func(r *Row, i *evidence.Item) { i.Supports = r.List(c.Key, ";,") }}
}

func (items) apply(a *act, r *Row) (outcome, error) {
	in, err := existing[evidence.Item](a, r)
	if err != nil || len(r.Problems()) > 0 {
		return unchanged, err
	}
	before := in
	given(itemFields, r, &in)
	in.Head, in.Source = before.Head, firstOf(r.Text("source"), before.Source)
	in.Supports = a.shelf.Targets(strings.Join(in.Supports, ";"))
	if !a.once(r, "source", in.Source) || !a.once(r, "ref", in.Ref) || len(r.Problems()) > 0 {
		return unchanged, nil
	}
	if in.Ref != "" {
		return a.reviseItem(r, before, in)
	}
	if err := a.take(r, &in); err != nil || len(r.Problems()) > 0 {
		return unchanged, err
	}
	return a.make(r, "EVD", r.Text("ref"), func() error { return a.shelf.Add(a.tx, &in) })
}

// reviseItem changes what is said about evidence. A new file for it is a new
// revision and comes in on its own page, where the old one stays beside it.
func (a *act) reviseItem(r *Row, before, in evidence.Item) (outcome, error) {
	in.Kind, in.FileName, in.Address = before.Kind, before.FileName, firstOf(in.Address, before.Address)
	if same, err := sameImage(before, in); err != nil || same {
		return unchanged, err
	}
	return updated, r.refuse(a.shelf.ReviseIn(a.tx, &in))
}

// take brings the content of a new item in: its file, or the address.
func (a *act) take(r *Row, in *evidence.Item) error {
	name := in.FileName
	if name == "" {
		in.Kind = evidence.Address
		return nil
	}
	in.Kind = evidence.File
	if a.files == nil {
		r.Refuse("file", "The list names a file, but no files came with it", "Send the files together with the list, or run the import where they lie")
		return nil
	}
	f, err := a.files(name)
	if errors.Is(err, fs.ErrNotExist) {
		r.Refuse("file", fmt.Sprintf("There is no file %q beside the list", name), "Put the file there, or correct its name")
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	stored, err := a.shelf.Put(a.ctx, a.tx.Who, f)
	if err != nil {
		return r.refuse(err)
	}
	in.FileName, in.SHA256, in.Size, in.MediaType = path.Base(strings.ReplaceAll(name, "\\", "/")), stored.SHA256, stored.Size, stored.MediaType
	return nil
}
