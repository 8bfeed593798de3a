package pack

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

const readme = `HOW TO CHECK THIS ARCHIVE

Unpack it into an empty folder, open a terminal there, and run

    sha256sum -c manifest-sha256.txt

On macOS:

    shasum -a 256 -c manifest-sha256.txt

On Windows, in PowerShell, on one line:

    gc manifest-sha256.txt -Encoding UTF8 | % { $h, $n = $_ -split '  ', 2; if ((Get-FileHash -Algorithm SHA256 -LiteralPath $n).Hash -eq $h) { "${n}: OK" } else { "${n}: FAILED" } }

Every file must be reported as OK. That tells whether a listed file was
changed or lost. To see a file that was added, compare the two lists:

    find . -type f | cut -c 3- | LC_ALL=C sort
    cut -c 67- manifest-sha256.txt

The first has no more than the second and manifest-sha256.txt itself.

The document, aims-evidence-pack-….pdf, says what was recorded, clause by clause.

registers/         the records behind the document, one file a register, for
                   machines; retired records too, but no accounts of people
trail-head.json    the newest entry of the audit trail that the pack shows
evidence/          files that are what was recorded, by their reference
evidence-altered/  files that are not what was recorded; the document names
                   each with both hashes
`

// Problem is one thing wrong with an archive.
type Problem struct {
	Name    string `json:"name"`    // of the entry; "" for the whole archive
	Message string `json:"message"` // a sentence for people
}

// VerifyBag checks an archive against its manifest: altered, lost, added and
// doubled files, and names that would lead out of the folder. No problems and no
// error mean that it is what its manifest says; whose manifest it is, it cannot
// tell. An error means that the file could not be read as an archive at all.
func VerifyBag(ctx context.Context, path string) ([]Problem, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, fmt.Errorf("pack: %s cannot be read as an archive: %w", path, err)
	}
	defer z.Close()
	v := verifier{ctx: ctx, listed: map[string]string{}, found: map[string]bool{}, folded: names{}}
	if err := v.manifest(z.File); err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if err := v.entry(f); err != nil {
			return nil, err
		}
	}
	for _, name := range v.order {
		if !v.found[name] {
			v.add(name, "The manifest lists this file, and the archive does not hold it.")
		}
	}
	return v.problems, nil
}

type verifier struct {
	ctx      context.Context
	listed   map[string]string // SHA-256 by name
	order    []string
	found    map[string]bool
	folded   names
	problems []Problem
}

func (v *verifier) add(name, message string, args ...any) {
	v.problems = append(v.problems, Problem{name, fmt.Sprintf(message, args...)})
}

// manifest reads the list. A bad line is a problem, not an error.
func (v *verifier) manifest(files []*zip.File) error {
	i := slices.IndexFunc(files, func(f *zip.File) bool { return f.Name == manifestName })
	if i < 0 {
		v.add("", "The archive has no %s, so nothing in it can be checked.", manifestName)
		return nil
	}
	r, err := files[i].Open()
	if err != nil {
		v.add(manifestName, "The manifest cannot be read: %v", err)
		return nil
	}
	defer r.Close()
	lines := bufio.NewScanner(bounded{v.ctx, r})
	for n := 1; lines.Scan(); n++ {
		v.line(n, lines.Text())
	}
	if err := lines.Err(); err != nil {
		if v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		v.add(manifestName, "The manifest cannot be read: %v", err)
	}
	return nil
}

func (v *verifier) line(n int, line string) {
	sum, name, ok := strings.Cut(line, "  ")
	if !ok || len(sum) != 2*sha256.Size || !isHex(sum) || !safeName(name) {
		v.add(manifestName, "Line %d is not a SHA-256, two blanks and a safe name.", n)
		return
	}
	if _, twice := v.listed[name]; twice {
		v.add(name, "The manifest lists this file twice.")
		return
	}
	v.listed[name] = sum
	v.order = append(v.order, name)
}

// safeName refuses what would leave the folder or stand for something else.
func safeName(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "\\\n\r\x00:")
}

func (v *verifier) entry(f *zip.File) error {
	switch lower := strings.ToLower(f.Name); {
	case !safeName(f.Name):
		v.add(f.Name, "The name of this file could lead out of the folder it is unpacked to.")
		return nil
	case v.folded[lower]:
		v.add(f.Name, "The archive holds this name twice.")
		return nil
	default:
		v.folded[lower] = true
	}
	if !f.Mode().IsRegular() {
		v.add(f.Name, "This is not a plain file.")
		return nil
	}
	if f.Name == manifestName {
		return nil
	}
	want, known := v.listed[f.Name]
	if !known {
		v.add(f.Name, "The manifest does not list this file: it was added.")
		return nil
	}
	v.found[f.Name] = true
	got, err := v.sum(f)
	switch {
	case v.ctx.Err() != nil:
		return v.ctx.Err()
	case err != nil:
		v.add(f.Name, "This file is damaged and cannot be read: %v", err)
	case got != want:
		v.add(f.Name, "This file was altered. Listed SHA-256: %s; found: %s.", want, got)
	}
	return nil
}

func (v *verifier) sum(f *zip.File) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, bounded{v.ctx, r}); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
