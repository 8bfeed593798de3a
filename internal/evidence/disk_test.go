package evidence

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/aims-workbench/aims/internal/fault"
)

func TestR4_AFullDiskSaysWhatToDo(t *testing.T) {
	full := diskFault("write the file", &os.PathError{Op: "write", Path: "/data/x", Err: syscall.ENOSPC})
	if fault.KindOf(full) != fault.Invalid || !strings.Contains(fault.Sentence(full), "The disk is full") || strings.Contains(fault.Sentence(full), "/data") {
		t.Errorf("a full disk answers %v", full)
	}
	broken := diskFault("write the file", &os.PathError{Op: "write", Path: "/data/x", Err: syscall.EIO})
	if fault.KindOf(broken) != fault.Internal || !errors.Is(broken, syscall.EIO) {
		t.Errorf("a broken disk answers %v", broken)
	}
}
