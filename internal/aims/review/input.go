package review

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Input is one thing that a review looks at (9.3.2): what the registers held when it was
// filled, and what was said about it.
type Input struct {
	ID         string   `json:"id"` // of Asked, or "more-…" for what is looked at beyond the standard
	Title      string   `json:"title"`
	Figures    []Figure `json:"figures"`
	Trends     []Trend  `json:"trends"`
	Commentary string   `json:"commentary"`
}

// Figure is a number with the records that it counts, as they were called then.
type Figure struct {
	Label   string  `json:"label"`
	Records []Named `json:"records"`
}

// Named is a record as it stood when the inputs were filled.
type Named struct {
	Ref   string `json:"ref"`
	Title string `json:"title"`
	Note  string `json:"note"` // its day, its owner or where it stood
}

// Trend is a line of values over time.
type Trend struct {
	Ref    string  `json:"ref"` // of the record that is measured; empty for counts
	Title  string  `json:"title"`
	Unit   string  `json:"unit"`
	Bound  string  `json:"bound"` // the threshold; empty where there is none
	Points []Point `json:"points"`
}

// Point is one value of a trend.
type Point struct {
	On    when.Day `json:"on"`
	Value string   `json:"value"`
	Bad   bool     `json:"bad"` // beyond the threshold
}

// Asked are the inputs that 9.3.2 asks for, in its order: five, one of them with three
// trends.
var Asked = []string{"MRI-1", "MRI-2", "MRI-3", "MRI-4", "MRI-5", "MRI-6", "MRI-7"}

// Asked says whether the standard asks for the input.
func (i Input) Asked() bool { return slices.Contains(Asked, i.ID) }

// Empty says whether the input tells nothing: no record, no value and no word.
func (i Input) Empty() bool {
	return strings.TrimSpace(i.Commentary) == "" && len(i.Trends) == 0 &&
		!slices.ContainsFunc(i.Figures, func(f Figure) bool { return len(f.Records) > 0 })
}

// Lacking are the inputs of 9.3.2 that the review has not, or with nothing in them.
func (r Review) Lacking() []string {
	return slices.DeleteFunc(slices.Clone(Asked), func(id string) bool {
		return slices.ContainsFunc(r.Inputs, func(i Input) bool { return i.ID == id && !i.Empty() })
	})
}

// Ground is the position of the trail at which inputs were read.
type Ground struct {
	Seq  int64
	Hash string
}

// Fill puts in what the registers hold, in place of what was filled before; what was
// said about an input stays. A review that was held takes no more.
func Fill(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, in []Input, at Ground) error {
	return db.Write(ctx, who, access.KeepReview, func(tx *store.Tx) error {
		r, err := open(tx, ref, version)
		if err != nil {
			return err
		}
		said := map[string]string{}
		for _, i := range r.Inputs {
			said[i.ID] = i.Commentary
		}
		r.Inputs = slices.Clone(in)
		for i := range r.Inputs {
			r.Inputs[i].Commentary = said[r.Inputs[i].ID]
		}
		r.FilledAt, r.FilledBy, r.Position, r.TrailHash = tx.Now, tx.Who.Name, at.Seq, at.Hash
		return tx.Update("fill", &r, "")
	})
}

// Remark records what is said about the inputs, by their ids.
func Remark(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, said map[string]string) error {
	return db.Write(ctx, who, access.KeepReview, func(tx *store.Tx) error {
		r, err := open(tx, ref, version)
		if err != nil {
			return err
		}
		if len(r.Inputs) == 0 {
			return fault.New(fault.Invalid, "Fill the inputs first. Then say what they mean.")
		}
		var l check.List
		r.Inputs = slices.Clone(r.Inputs)
		for i := range r.Inputs {
			id := r.Inputs[i].ID
			r.Inputs[i].Commentary = strings.TrimSpace(said[id])
			l.AtMost(id, said[id], 4000)
		}
		if err := l.Err(); err != nil {
			return err
		}
		return tx.Update("remark", &r, "")
	})
}

// open reads a review that is still prepared.
func open(tx *store.Tx, ref string, version int) (Review, error) {
	r, err := store.Load[Review](tx, ref, version)
	switch {
	case err != nil:
		return r, err
	case r.Retired():
		return r, fault.New(fault.Invalid, "%s was retired on %s and stays as it was.", ref, r.RetiredOn.Human())
	case r.HeldOn != "":
		return r, fault.New(fault.Invalid, "%s was held on %s. What it looked at stays as it was.", ref, r.HeldOn.Human())
	}
	return r, nil
}
