package evidence

import (
	"context"
	"io"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
)

// Add records a new item within an act and gives it its reference. A file must be
// stored before; see Put. Nobody has reviewed a new item.
func (s *Shelf) Add(tx *store.Tx, i *Item) error {
	i.prepare()
	if err := s.problems(tx.Read(), *i); err != nil {
		return err
	}
	ref, err := tx.NextRef("EVD")
	if err != nil {
		return err
	}
	i.Head, i.Revision = store.Head{Ref: ref}, 1
	i.unreview()
	return tx.Create(actAdd, i, "")
}

func (i *Item) prepare() {
	i.Title, i.Address = strings.TrimSpace(i.Title), strings.TrimSpace(i.Address)
	if i.Kind == File {
		i.FileName = CleanName(i.FileName)
	}
}

// unreview sets the item back to what nobody has looked at.
func (i *Item) unreview() {
	i.Review, i.ReviewNote, i.ReviewedBy, i.ReviewedAt = Unreviewed, "", "", ""
}

// AddFile stores a file and records it as in says, with the name it came under.
// What is wrong with in is said before the file is read.
func (s *Shelf) AddFile(ctx context.Context, who access.Actor, in Item, r io.Reader, name string) (Item, error) {
	if err := who.Require(access.AddEvidence); err != nil {
		return in, err
	}
	in = in.of(Stored{SHA256: arriving}, name)
	if err := s.Problems(ctx, in); err != nil {
		return in, err
	}
	f, err := s.Put(ctx, who, r)
	if err != nil {
		return in, err
	}
	added, err := s.AddStored(ctx, who, in, Arrival{f, name})
	if err != nil {
		return in, err
	}
	return added[0], nil
}

// Arrival is a stored file with the name it came under.
type Arrival struct {
	Stored
	Name string `json:"name"`
}

// AddStored records one item for each stored file, all of them or none. Several
// files are titled by their names and share the rest of in.
func (s *Shelf) AddStored(ctx context.Context, who access.Actor, in Item, files ...Arrival) ([]Item, error) {
	items := make([]Item, len(files))
	for n, f := range files {
		items[n] = in.of(f.Stored, f.Name)
		if len(files) > 1 {
			items[n].Title = items[n].FileName
		}
	}
	err := s.db.Write(ctx, who, access.AddEvidence, func(tx *store.Tx) error {
		for n := range items {
			if err := s.Add(tx, &items[n]); err != nil {
				return err
			}
		}
		return nil
	})
	return items, err
}

// AddLink records an address. It is stored as text and never asked for anything.
func (s *Shelf) AddLink(ctx context.Context, who access.Actor, in Item) (Item, error) {
	in.Kind = Address
	return in, s.db.Write(ctx, who, access.AddEvidence, func(tx *store.Tx) error { return s.Add(tx, &in) })
}
