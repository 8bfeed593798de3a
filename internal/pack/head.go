package pack

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"

	"github.com/aims-workbench/aims/internal/trail"
)

const headName = "trail-head.json"

// Head reads the trail entry that a pack shows out of its ZIP. Held against the
// trail it was made from, it proves that nothing up to that entry was rewritten.
func Head(path string) (trail.Checkpoint, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return trail.Checkpoint{}, fmt.Errorf("pack: %s cannot be read as an archive: %w", path, err)
	}
	defer z.Close()
	f, err := z.Open(headName)
	if err != nil {
		return trail.Checkpoint{}, fmt.Errorf("pack: %s holds no %s: %w", path, headName, err)
	}
	defer f.Close()
	var c trail.Checkpoint
	if err := json.NewDecoder(io.LimitReader(f, 1<<12)).Decode(&c); err != nil {
		return c, fmt.Errorf("pack: %s of %s: %w", headName, path, err)
	}
	c.Why = "pack"
	return c, nil
}
