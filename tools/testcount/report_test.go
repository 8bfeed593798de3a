package main

import (
	"strings"
	"testing"
)

const passing = `{"Action":"start","Package":"p"}
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"run","Package":"p","Test":"TestB/x"}
{"Action":"pass","Package":"p","Test":"TestB/x"}
{"Action":"run","Package":"p","Test":"TestB/y"}
{"Action":"output","Package":"p","Test":"TestB/y","Output":"    b_test.go:7: no browser here\n"}
{"Action":"output","Package":"p","Test":"TestB/y","Output":"    --- SKIP: TestB/y (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestB/y"}
{"Action":"pass","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Elapsed":0.1}
`

func TestClosingLine(t *testing.T) {
	tests := map[string]struct {
		events string
		good   bool
		want   []string
	}{
		"leaf tests are counted, their parents are not": {
			passing, true, []string{"ok    p 0.1s", "skipped 1: no browser here", "\n2 passed, 0 failed, 1 skipped\n"},
		},
		"a failure shows its output": {
			`{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"got 1, want 2\n"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}
`, false, []string{"--- FAIL p TestA\n    got 1, want 2", "0 passed, 1 failed, 0 skipped\n"},
		},
		"a parent fails with its child and is counted once": {
			`{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/x"}
{"Action":"fail","Package":"p","Test":"TestA/x"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}
`, false, []string{"0 passed, 1 failed, 0 skipped\n"},
		},
		"a parent that fails by itself is counted": {
			`{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"run","Package":"p","Test":"TestA/x"}
{"Action":"pass","Package":"p","Test":"TestA/x"}
{"Action":"fail","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}
`, false, []string{"1 passed, 1 failed, 0 skipped\n"},
		},
		"a test cut off by a panic failed": {
			`{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"fail","Package":"p"}
`, false, []string{"0 passed, 1 failed, 0 skipped\n"},
		},
		"a package that does not build failed, and the compiler is heard": {
			passing + `{"Action":"build-output","ImportPath":"q","Output":"q.go:1:1: expected package\n"}
{"Action":"build-fail","ImportPath":"q"}
{"Action":"fail","Package":"q","FailedBuild":"q"}
`, false, []string{"FAIL  q", "q.go:1:1: expected package", "2 passed, 1 failed, 1 skipped\n"},
		},
		"a run that was cut off failed": {
			`{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestA"}
`, false, []string{"p never ended"},
		},
		"a run without tests is no success": {
			`{"Action":"skip","Package":"p"}` + "\n", false, []string{"0 passed, 0 failed, 0 skipped\n"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			r := newReport(&out)
			if err := read(strings.NewReader(tt.events), r); err != nil {
				t.Fatal(err)
			}
			if good := r.close(); good != tt.good {
				t.Errorf("the run stands: %v, want %v", good, tt.good)
			}
			for _, want := range tt.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in:\n%s", want, out.String())
				}
			}
		})
	}
}
