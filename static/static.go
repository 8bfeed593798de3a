// Package static holds everything a browser loads beside the pages: one style
// sheet, one script, the typeface, the icons and the mark.
//
// All of it is embedded and served under names that carry a hash of the content,
// so that a browser may keep a file for ever and never shows an old one. The
// package uses the standard library only and reads nothing at run time.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Prefix is the path below which Handler answers.
const Prefix = "/static/"

//go:embed css fonts/*.woff2 js/*.js js/app/*.js icons/*.svg mark.svg favicon.svg
var files embed.FS

// sheets are the parts of app.css in the order they are joined. The order of the
// cascade itself is fixed by @layer at the top of tokens.css.
var sheets = []string{"tokens", "base", "layout", "components", "table", "home", "matrix", "palette", "writing", "interview", "help", "thread", "context", "print"}

// scripts are the parts of app.js in the order they are joined. Each is a block of
// its own and adds to pages that work without it.
var scripts = []string{"start", "palette", "draft", "table", "print"}

// asset is one file as it is sent.
type asset struct {
	kind    string // media type
	body    []byte
	zipped  []byte // gzip of body; empty where it would save nothing
	address string // path with the hash
}

var (
	byName, byAddress = load()
	icons             = loadIcons()
	mark              = inlined("mark.svg", `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">`)
)

// Path gives the address of a file by its plain name: "app.css", "htmx.min.js",
// "favicon.svg", "inter-latin.woff2". It panics on a name that is not embedded,
// because that is a mistake in a template and not a state of the world.
func Path(name string) string {
	a, ok := byName[name]
	if !ok {
		panic("static: no file named " + name)
	}
	return a.address
}

// Icon gives the inline SVG of an icon, hidden from screen readers, in the colour
// of the text around it. It panics on an unknown name, like Path.
func Icon(name string) string {
	svg, ok := icons[name]
	if !ok {
		panic("static: no icon named " + name)
	}
	return svg
}

// Mark gives the inline SVG of the product's mark, hidden from screen readers.
func Mark() string { return mark }

// Handler serves the files by their hashed addresses, for ever cacheable. Every
// other address below Prefix is answered 404.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		a, ok := byAddress[r.URL.Path]
		if !ok || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		body := a.body
		if len(a.zipped) > 0 {
			h.Set("Vary", "Accept-Encoding")
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				h.Set("Content-Encoding", "gzip")
				body = a.zipped
			}
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	})
}

// load reads and names every file once, at start. The fonts come before the style
// sheet, because the sheet names them by their hashed addresses.
func load() (named, addressed map[string]asset) {
	named, addressed = map[string]asset{}, map[string]asset{}
	add := func(name string, body []byte) {
		a := newAsset(name, body)
		named[name], addressed[a.address] = a, a
	}
	var rewrites []string
	for _, pattern := range []string{"fonts/*.woff2", "js/*.js", "favicon.svg"} {
		names, _ := fs.Glob(files, pattern) // a constant pattern cannot be malformed
		for _, name := range names {
			base := path.Base(name)
			add(base, must(files.ReadFile(name)))
			rewrites = append(rewrites, "url("+base+")", "url("+named[base].address+")")
		}
	}
	add("app.js", []byte(joined("js/app/", scripts, ".js")))
	add("app.css", []byte(remarks.ReplaceAllString(strings.NewReplacer(rewrites...).Replace(joined("css/", sheets, ".css")), "")))
	return named, addressed
}

// remarks are the comments and the indentation of a style sheet: for its readers here,
// and a tenth of its weight on the way.
var remarks = regexp.MustCompile(`(?s)/\*.*?\*/|(?m:^[ \t]+)`)

// joined puts the named parts of one file together.
func joined(folder string, parts []string, ext string) string {
	var all strings.Builder
	for _, p := range parts {
		all.Write(must(files.ReadFile(folder + p + ext)))
	}
	return all.String()
}

func newAsset(name string, body []byte) asset {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	a := asset{
		kind:    kindOf(ext),
		body:    body,
		address: Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext,
	}
	if ext != ".woff2" { // already compressed
		a.zipped = compress(body)
	}
	return a
}

// kindOf fixes the types that the machine's own tables may not know or may have wrong.
func kindOf(ext string) string {
	switch ext {
	case ".woff2":
		return "font/woff2"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return mime.TypeByExtension(ext)
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	w := must(gzip.NewWriterLevel(&out, gzip.BestCompression))
	must(w.Write(body))
	if err := w.Close(); err != nil {
		panic(fmt.Sprintf("static: %v", err))
	}
	return slices.Clip(out.Bytes())
}

func loadIcons() map[string]string {
	all := map[string]string{}
	names, _ := fs.Glob(files, "icons/*.svg")
	for _, name := range names {
		all[strings.TrimSuffix(path.Base(name), ".svg")] = inlined(name,
			`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">`)
	}
	return all
}

// inlined keeps the drawing of an SVG file and gives it the opening tag we want,
// so that colour, size and stroke are the style sheet's business.
func inlined(name, open string) string {
	svg := string(must(files.ReadFile(name)))
	_, rest, found := strings.Cut(svg, "<svg")
	_, body, closed := strings.Cut(rest, ">")
	if !found || !closed {
		panic("static: " + name + " is not an SVG")
	}
	return open + strings.Join(strings.Fields(body), " ")
}

// must stands only where the input is embedded, so that a failure is a broken build.
func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("static: %v", err))
	}
	return v
}
