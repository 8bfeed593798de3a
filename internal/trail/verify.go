package trail

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/when"
)

// Problem is one thing that verification found. Seq is the entry it concerns (0:
// none), Part the group of fields that is wrong.
type Problem struct {
	Seq      int64  `json:"seq,omitempty"`
	Register string `json:"register,omitempty"`
	Ref      string `json:"ref,omitempty"`
	Part     string `json:"part"`
	Message  string `json:"message"`
}

// Checkpoint is a position of the trail, kept where the database is not.
type Checkpoint struct {
	Seq  int64        `json:"seq"`
	Hash string       `json:"hash"`
	At   when.Instant `json:"at"`
	Why  string       `json:"why"`
}

// Chain verifies entries handed to it one by one, in order of Seq.
type Chain struct {
	Last     Entry // the newest entry seen, without its image
	Problems []Problem
	marks    map[int64][]Checkpoint
}

// NewChain starts a verification that must also agree with the checkpoints.
func NewChain(marks []Checkpoint) *Chain {
	c := &Chain{marks: make(map[int64][]Checkpoint, len(marks))}
	for _, m := range marks {
		c.marks[m.Seq] = append(c.marks[m.Seq], m)
	}
	return c
}

func (c *Chain) say(e Entry, part, format string, args ...any) {
	c.Problems = append(c.Problems, Problem{e.Seq, e.Register, e.Ref, part, fmt.Sprintf(format, args...)})
}

// Add checks one entry against itself and against the one before.
func (c *Chain) Add(e Entry) {
	if want := c.Last.Seq + 1; e.Seq != want {
		c.say(e, "sequence", "entry %d follows entry %d: entries were removed, added or renumbered", e.Seq, c.Last.Seq)
	}
	if Sum([]byte(e.Image)) != e.ImageSum {
		c.say(e, "image", "the record kept in entry %d is not the one that was written", e.Seq)
	}
	if got := e.digest(); got != e.Hash {
		c.say(e, "header", "who, when, what or a hash of entry %d was changed after it was written", e.Seq)
	}
	if e.Prev != c.Last.Hash {
		c.say(e, "link", "entry %d does not join entry %d before it", e.Seq, c.Last.Seq)
	}
	for _, m := range c.marks[e.Seq] {
		if m.Hash != e.Hash {
			c.say(e, "checkpoint", "entry %d is not the one noted outside the database at %s: the trail was rewritten or replaced", e.Seq, m.At.Human())
			break
		}
	}
	delete(c.marks, e.Seq)
	e.Image = ""
	c.Last = e
}

// Unreadable notes that the entry after the last one cannot be read at all.
func (c *Chain) Unreadable(err error) {
	c.Last = Entry{Seq: c.Last.Seq + 1}
	c.say(c.Last, "unreadable", "entry %d cannot be read: %v", c.Last.Seq, err)
}

// End says what is still missing: checkpoints beyond the last entry.
func (c *Chain) End() []Problem {
	var beyond Checkpoint
	for seq, all := range c.marks {
		if seq > c.Last.Seq && seq > beyond.Seq {
			beyond = all[0]
		}
	}
	if beyond.Seq > 0 {
		c.Problems = append(c.Problems, Problem{Seq: beyond.Seq, Part: "tail", Message: fmt.Sprintf(
			"the trail ends at entry %d, but entry %d was noted outside the database at %s: newer entries were cut off or an older database was put back",
			c.Last.Seq, beyond.Seq, beyond.At.Human())})
	}
	return c.Problems
}
