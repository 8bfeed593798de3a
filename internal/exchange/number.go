package exchange

import (
	"cmp"
	"fmt"
	"slices"
)

// numbering lets the records of an export keep their references in an empty
// workspace, so that what points at them from elsewhere still does.
type numbering struct {
	asked  bool
	isNew  bool
	issued int // references given out by this import
}

// empty says whether the register, which count counts, held nothing at all when
// the import began.
func (n *numbering) empty(count func(held *int64) error) (bool, error) {
	if n.asked {
		return n.isNew, nil
	}
	var held int64
	if err := count(&held); err != nil {
		return false, fmt.Errorf("exchange: count: %w", err)
	}
	n.asked, n.isNew = true, held == 0
	return n.isNew, nil
}

// farthest bounds the numbers that one import may pass over.
const farthest = 20_000

// make adds the record of a row with add, which takes the next reference of prefix.
// Where the row names a reference, the numbers before it are passed over first: so
// they were never given twice in the workspace the row comes from.
func (a *act) make(r *Row, prefix, ref string, add func() error) (outcome, error) {
	if ref != "" {
		year, number := 0, 0
		_, err := fmt.Sscanf(ref, prefix+"-%d-%d", &year, &number)
		if now := a.tx.Now.Time().Year(); err != nil || year != now || number <= a.issued || number > farthest ||
			ref != fmt.Sprintf("%s-%04d-%03d", prefix, year, number) {
			r.Refuse("ref", fmt.Sprintf("%s cannot be kept as a reference: those given out here now are %s-%d-001 and so on", ref, prefix, now),
				"Empty the cell and import again: the record gets a new reference. Put the old one under \"Own id\" to find it again")
			return created, nil //nolint:nilerr // the problem of the row says it
		}
		for a.issued < number-1 {
			if _, err := a.tx.NextRef(prefix); err != nil {
				return created, err
			}
			a.issued++
		}
	}
	if err := add(); err != nil {
		return created, r.refuse(err)
	}
	a.issued++
	return created, nil
}

// inOrder puts rows that name references first, in the order these were given out.
func inOrder(rows []*Row) []*Row {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(x, y *Row) int {
		a, b := x.Text("ref"), y.Text("ref")
		if a == "" || b == "" {
			return cmp.Compare(len(b), len(a))
		}
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return sorted
}
