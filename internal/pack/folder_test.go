package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// asked is the rich workspace with requests of one audit.
func asked(t *testing.T, requests ...certification.Request) (Handover, *snapshot.Snapshot) {
	t.Helper()
	s, files := rich()
	for i := range requests {
		requests[i].Head, requests[i].Event = rec(numbered("DRQ", i+1)), "CEV-2026-001"
	}
	s.Requests = append(requests, certification.Request{Head: rec("DRQ-2026-090"), Title: "Of another audit", Event: "CEV-2026-002"})
	return Handover{Snapshot: s, Catalogue: controls.MustLoad(), Source: files, Event: certification.Event{Head: rec("CEV-2026-001"), Title: "Stage 1 audit"}}, s
}

func folderOf(t *testing.T, h Handover) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Folder(context.Background(), &out, h); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func inside(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(raw)
	}
	return out
}

// goodItem is a piece of evidence whose file is there and unaltered.
func goodItem(t *testing.T, h Handover) string {
	t.Helper()
	for _, f := range bagFiles(h.Snapshot.Evidence) {
		if n, err := checkFile(context.Background(), h.Source, f); err == nil && n.Kind == "" {
			return f.Ref
		}
	}
	t.Fatal("the rich workspace has no sound evidence")
	return ""
}

func TestTheFolderHoldsWhatAnswersEachRequest(t *testing.T) {
	h, _ := asked(t)
	good := goodItem(t, h)
	h, s := asked(t,
		certification.Request{Title: "Risk register", Number: "10", Records: []string{"RSK-2026-001", "ISS-2026-001"}, AnsweredOn: "2026-10-01"},
		certification.Request{Title: "Scope statement", Number: "1", Clauses: []string{"42001:4.3"}, Records: []string{"SCP-2026-002", "RSK-2026-999"}, Evidence: []string{good, "EVD-2026-999"}, Answer: "As approved. " + nasty, AnsweredOn: "2026-10-01"},
		certification.Request{Title: "CON: a/b\\c*?\"<>| " + strings.Repeat("long ", 40) + nasty, Number: "2"},
		certification.Request{Title: "The same", Number: "3"}, certification.Request{Title: "the SAME", Number: "3"},
		certification.Request{Title: "Without a number"},
	)
	raw := folderOf(t, h)
	got := inside(t, raw)
	for _, want := range []string{"01 Scope statement/SCP-2026-002 Scope statement.pdf", "10 Risk register/RSK-2026-001 ", "01 Scope statement/" + good, "01 Scope statement/Answer.txt", "index.html", "manifest-sha256.txt"} {
		if !anyHas(got, want) {
			t.Errorf("no %s", want)
		}
	}
	if anyHas(got, "another") {
		t.Error("a request of another audit is in the folder")
	}
	for _, want := range []string{"RSK-2026-999", "EVD-2026-999", "Documents for Stage 1 audit", "2 of 6 requests answered", "03 the SAME", "&lt;script&gt;"} {
		if !strings.Contains(got["index.html"], want) {
			t.Errorf("the index does not say %q", want)
		}
	}
	if strings.Contains(got["index.html"], "<script>") {
		t.Error("words became markup")
	}
	if again := folderOf(t, h); !bytes.Equal(raw, again) {
		t.Error("the same requests gave other bytes")
	}
	lower := map[string]bool{}
	for name, content := range got {
		if lower[strings.ToLower(name)] {
			t.Errorf("%s collides where case does not count", name)
		}
		lower[strings.ToLower(name)] = true
		if len(name) > longestFolder+longestPiece+20 || strings.ContainsAny(name, `\:*?"<>|`) {
			t.Errorf("Windows cannot unpack %q", name)
		}
		sum := sha256.Sum256([]byte(content))
		if name != manifestName && !strings.Contains(got[manifestName], hex.EncodeToString(sum[:])+"  "+name+"\n") {
			t.Errorf("the manifest does not hold %s", name)
		}
	}
	unpack(t, raw)
	_ = s
}

func anyHas(files map[string]string, beginning string) bool {
	for name := range files {
		if strings.HasPrefix(name, beginning) {
			return true
		}
	}
	return false
}

// unpack lets another program unpack the archive and check its sums.
func unpack(t *testing.T, raw []byte) {
	t.Helper()
	for _, tool := range []string{"unzip", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("LEFT OUT: %s is not on this machine", tool)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "folder.zip"), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"unzip", "-qq", "folder.zip"}, {"sha256sum", "--check", "--strict", "--quiet", manifestName}} {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "LC_ALL=C.UTF-8")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
}

// Evidence that is not what was recorded is left out and named.
func TestAlteredEvidenceDoesNotGoIntoAFolder(t *testing.T) {
	h, _ := asked(t)
	bad := goodItem(t, h)
	i := slices.IndexFunc(h.Snapshot.Evidence, func(i evidence.Item) bool { return i.Ref == bad })
	sum := h.Snapshot.Evidence[i].SHA256
	h, _ = asked(t, certification.Request{Title: "Proof", Evidence: []string{bad}})
	h.Source.(shelf)[sum] = holds("something else") //nolint:forcetypeassert // the shelf of these tests
	got := inside(t, folderOf(t, h))
	if anyHas(got, "01 Proof/") || !strings.Contains(got["index.html"], bad) || !strings.Contains(got["index.html"], "altered") {
		t.Errorf("got %s", got["index.html"])
	}
}

// Every record of a register that leaves in files can be handed over, and no person can.
func TestEveryRecordCanBePrintedAlone(t *testing.T) {
	h, s := asked(t)
	b, err := newBook(Options{Snapshot: h.Snapshot, Catalogue: h.Catalogue, Source: h.Source}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, all := range s.Records() {
		for i, r := range all.Records {
			_, head := imageOf(r)
			_, pdf, err := b.recordPDF(head.Ref)
			if private := all.Name == "person" || all.Name == "concern-desk"; err != nil || (pdf == nil) != private {
				t.Errorf("%s %s: %d bytes, %v", all.Name, head.Ref, len(pdf), err)
			}
			if i > 1 {
				break
			}
		}
	}
	_, pdf, err := b.recordPDF("ISS-2026-001")
	if got := flat(pagesOf(t, pdf)); err != nil || !strings.Contains(got, "Duties for high-risk systems") || !strings.Contains(got, "ISS-2026-001") {
		t.Errorf("got\n%s", got)
	}
}
