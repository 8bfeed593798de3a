package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/store"
)

// killedEnv names the folder in which the test's second process writes until it is killed.
const killedEnv = "AIMS_TEST_KILLED_IN"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedEnv); dir != "" {
		writeUntilKilled(dir)
	}
	os.Exit(m.Run())
}

// writeUntilKilled acknowledges each write on standard output only when it is committed.
func writeUntilKilled(dir string) {
	db, err := store.Open(context.Background(), store.Options{Dir: dir})
	if err != nil {
		fmt.Println("cannot open:", err)
		os.Exit(1)
	}
	for w := range 4 {
		go func() {
			for {
				ref, err := create(db, fmt.Sprintf("writer %d", w))
				if err != nil {
					fmt.Println("cannot write:", err)
					os.Exit(1)
				}
				fmt.Println(ref)
			}
		}()
	}
	select {}
}

func TestR1AKilledProcessLosesNothingItAcknowledged(t *testing.T) {
	dir, acknowledged := t.TempDir(), map[string]bool{}
	random := rand.New(rand.NewPCG(1, 1))
	for range 5 {
		for _, ref := range killed(t, dir, 5+random.IntN(60), time.Duration(random.IntN(20_000))*time.Microsecond) {
			acknowledged[ref] = true
		}
		db, err := store.Open(context.Background(), store.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		noProblems(t, db)
		risks, err := store.All[risk.Risk](db.Read(context.Background()))
		if err != nil {
			t.Fatal(err)
		}
		kept := map[string]bool{}
		for _, r := range risks {
			kept[r.Ref] = true
		}
		for ref := range acknowledged {
			if !kept[ref] {
				t.Errorf("%s was acknowledged and is lost", ref)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("R1: %d acknowledged writes, 5 kills", len(acknowledged))
}

// killed runs a writing process, kills it a moment after it acknowledged so many writes, and gives all it acknowledged.
func killed(t *testing.T, dir string, after int, moment time.Duration) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), killedEnv+"="+dir)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var refs []string
	lines := bufio.NewScanner(pipe)
	for lines.Scan() {
		refs = append(refs, lines.Text())
		if len(refs) == after {
			time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil || len(refs) < after {
		t.Fatalf("the process ended by itself after %d writes: %v", len(refs), refs)
	}
	return refs
}
