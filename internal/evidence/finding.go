package evidence

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// State is what a look at a stored file found.
type State string

// What can be found. Everything but Sound is a finding to act on; an orphan is
// not damage, but nobody can say what it shows.
const (
	Sound      State = "sound"
	Missing    State = "missing"
	Unreadable State = "unreadable"
	Emptied    State = "empty"
	Altered    State = "altered"
	Orphan     State = "orphan"
)

// Finding is what a look at one stored file found, in words that say what to do.
type Finding struct {
	Ref      string `json:"ref,omitempty"` // of the item that cites it
	Revision int    `json:"revision,omitempty"`
	Name     string `json:"name,omitempty"`
	State    State  `json:"state"`
	SHA256   string `json:"sha256"`           // as recorded
	Actual   string `json:"actual,omitempty"` // of an altered file
	Message  string `json:"message"`
}

// Sound says whether the file is the one that was recorded.
func (f Finding) Sound() bool { return f.State == Sound }

// back is the advice for every file that is no longer what it was.
const back = "Put it back from a backup, or add the same file again."

// look reads a stored file and compares it with what was recorded.
func look(files Files, sum string, size int64) Finding {
	f := Finding{SHA256: sum}
	r, err := files.Open(sum)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.State, f.Message = Missing, "The file is missing: nothing with SHA-256 "+sum+" is in the evidence folder. "+back
		return f
	case err != nil:
		return unreadable(f, err)
	}
	got, n, err := digest(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return unreadable(f, err)
	}
	switch {
	case got == sum:
		f.State, f.Message = Sound, "The file is whole: it has the SHA-256 that was recorded."
	case n == 0:
		f.State, f.Message = Emptied, fmt.Sprintf("The file is empty: of its %s nothing is left. %s", Bytes(size), back)
	default:
		f.State, f.Actual = Altered, got
		f.Message = fmt.Sprintf("The file was altered: it was recorded with SHA-256 %s and now has %s. %s", sum, got, back)
	}
	return f
}

// unreadable leaves the path out of the cause: pages show the message.
func unreadable(f Finding, err error) Finding {
	cause := err
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		cause = p.Err
	}
	f.State = Unreadable
	f.Message = fmt.Sprintf("The file is there but cannot be read (%v). Let the account that runs the workbench read the evidence folder, then look again.", cause)
	return f
}

// Check looks at one stored file now, all of it; size is the recorded one in bytes.
func (s *Shelf) Check(sum string, size int64) Finding { return look(s.files, sum, size) }

// CheckAll looks at the files of every item, retired ones and older revisions
// included, and gives what is not sound. Each content is read once however many
// cite it. progress may be nil; it hears how many revisions are done of how many.
func (s *Shelf) CheckAll(ctx context.Context, progress func(done, total int)) ([]Finding, error) {
	cited, err := s.cited(ctx)
	if err != nil {
		return nil, err
	}
	seen, bad := map[string]Finding{}, []Finding(nil)
	for i, c := range cited {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f, known := seen[c.SHA256]
		if !known {
			f = s.Check(c.SHA256, c.Size)
			seen[c.SHA256] = f
		}
		if !f.Sound() {
			f.Ref, f.Revision, f.Name = c.Ref, c.Revision, c.FileName
			bad = append(bad, f)
		}
		if progress != nil {
			progress(i+1, len(cited))
		}
	}
	return bad, nil
}

// Orphans lists the stored files that no item cites, in any revision. An upload
// whose form was never completed leaves one. They are named, never deleted.
func (s *Shelf) Orphans(ctx context.Context) ([]Finding, error) {
	sums, err := s.files.Sums()
	if err != nil {
		return nil, err
	}
	cited, err := s.cited(ctx)
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool, len(cited))
	for _, c := range cited {
		known[c.SHA256] = true
	}
	var orphans []Finding
	for _, sum := range sums {
		if !known[sum] {
			orphans = append(orphans, Finding{State: Orphan, SHA256: sum, Message: "No evidence cites the file with SHA-256 " + sum +
				". It may stem from a form that was never completed; add it as evidence if it shows something."})
		}
	}
	return orphans, nil
}
