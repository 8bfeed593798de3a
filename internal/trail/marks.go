package trail

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// MarksFile is where checkpoints are kept in the data folder, one JSON line each,
// outside the database so that they survive its being replaced.
const MarksFile = "checkpoints.jsonl"

// Mark adds a checkpoint to the file of a data folder, unless the trail has not
// moved since the newest one there.
func Mark(dir string, c Checkpoint) error {
	marks, err := Marks(dir)
	if err != nil {
		return err
	}
	if n := len(marks); c.Seq == 0 || (n > 0 && marks[n-1].Seq == c.Seq && marks[n-1].Hash == c.Hash && c.Why == marks[n-1].Why) {
		return nil
	}
	for _, m := range marks {
		if m.Seq == c.Seq && m.Hash != c.Hash {
			return nil // the contradiction is noted already; another line must not hide it
		}
	}
	line, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("trail: checkpoint: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(dir, MarksFile), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("trail: checkpoint: %w", err)
	}
	_, err = f.Write(append(line, '\n'))
	return errors.Join(err, f.Sync(), f.Close())
}

// Marks reads the checkpoints of a data folder; none when there is no file. A line
// that cannot be read is an error: the file is evidence too.
func Marks(dir string) ([]Checkpoint, error) {
	f, err := os.Open(filepath.Join(dir, MarksFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("trail: checkpoints: %w", err)
	}
	defer f.Close()
	var marks []Checkpoint
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		var c Checkpoint
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("trail: %s line %d is damaged: %w", MarksFile, n, err)
		}
		marks = append(marks, c)
	}
	return marks, lines.Err()
}
