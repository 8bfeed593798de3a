package trail_test

import (
	"testing"

	"github.com/aims-workbench/aims/internal/trail"
)

// A rewritten trail is noted again at the next stop. The newer note must not make
// the older one, which contradicts it, forgotten.
func TestEveryCheckpointMustAgree(t *testing.T) {
	e := trail.Entry{Seq: 1, Act: "identify", Image: "{}"}
	e.Seal("")
	marks := []trail.Checkpoint{{Seq: 1, Hash: "as it was"}, {Seq: 1, Hash: e.Hash}}
	c := trail.NewChain(marks)
	c.Add(e)
	if problems := c.End(); len(problems) != 1 || problems[0].Part != "checkpoint" {
		t.Errorf("found %+v", problems)
	}
}

func TestMarkDoesNotContradictWhatIsNoted(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []trail.Checkpoint{{Seq: 5, Hash: "a", Why: "start"}, {Seq: 5, Hash: "b", Why: "stop"}, {Seq: 6, Hash: "c", Why: "stop"}} {
		if err := trail.Mark(dir, c); err != nil {
			t.Fatal(err)
		}
	}
	marks, err := trail.Marks(dir)
	if err != nil || len(marks) != 2 || marks[0].Hash != "a" || marks[1].Seq != 6 {
		t.Errorf("noted %+v, %v", marks, err)
	}
}
