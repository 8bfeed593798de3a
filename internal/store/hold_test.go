package store_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// R12: a second workbench on one folder is refused and told which process is the first;
// once that is gone the folder is free, and a folder of another is free all the time.
func TestR12_OneWorkbenchHoldsAFolder(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	release, err := store.Hold(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Hold(ctx, dir)
	if fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Sentence(err), fmt.Sprintf("process %d", os.Getpid())) {
		t.Errorf("the second is told %v", err)
	}
	other, err := store.Hold(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []func() error{release, other} {
		if err := end(); err != nil {
			t.Error(err)
		}
	}
	again, err := store.Hold(ctx, dir)
	if err != nil {
		t.Fatalf("the folder is not free again: %v", err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
}
