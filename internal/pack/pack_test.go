package pack

import (
	"os"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/snapshot"
)

func makePack(t testing.TB, s *snapshot.Snapshot, files Source, change ...func(*Options)) Result {
	t.Helper()
	o := Options{Snapshot: s, Catalogue: controls.MustLoad(), Source: files, OutDir: t.TempDir()}
	if dir := os.Getenv("PACK_OUT"); dir != "" {
		o.OutDir = dir
	}
	for _, c := range change {
		c(&o)
	}
	r, err := Make(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestLook(t *testing.T) {
	s, f := rich()
	t.Log(makePack(t, s, f))
	t.Log(makePack(t, bare(), shelf{}))
}
