package pack

import (
	"bytes"
	"html/template"
	"net/url"
	"strings"
)

// indexPage is the list of a numbered folder, to be opened in a browser without the
// workbench. It carries its style with it and loads nothing.
var indexPage = template.Must(template.New("index").Parse(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2024; background: #fff; }
h1 { line-height: 1.2; } h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; border-top: 1px solid #c4c9ce; padding-top: 1rem; }
ul { margin: .25rem 0; padding-left: 1.25rem; } .note { color: #4a5056; font-size: .9rem; } .mark { font-weight: 700; letter-spacing: .1em; }
code { font-size: .8rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
{{if .Mark}}<p class="mark">{{.Mark}}: everything in it is made up</p>{{end}}
<h1>{{.Title}}</h1>
<p>{{.Organisation}}. As it stood on {{.At}}. {{.Answered}} of {{len .Requests}} requests answered.</p>
<p class="note">Records are printed as PDF from the workbench, evidence is as it was recorded. The SHA-256 of every file stands in manifest-sha256.txt: check it with “sha256sum --check manifest-sha256.txt”. State of the records: {{.State}}.</p>
{{range .Requests}}<h2>{{.Folder}}</h2>
<p class="note">{{.State}}{{if .Clauses}} · {{.Clauses}}{{end}} · {{.Ref}}</p>
{{if .Answer}}<p>{{.Answer}}</p>
{{end}}{{if .Files}}<ul>
{{range .Files}}<li><a href="{{.Href}}">{{.Name}}</a> {{.Title}}<br><code>{{.Sum}}</code></li>
{{end}}</ul>
{{else}}<p>No file.</p>
{{end}}{{if .Lacks}}<p>Not in this archive:</p>
<ul>
{{range .Lacks}}<li>{{.}}</li>
{{end}}</ul>
{{end}}{{end}}</body>
</html>
`))

// listedRequest is a request as the index shows it.
type listedRequest struct {
	Folder, State, Clauses, Ref, Answer string
	Files                               []listedFile
	Lacks                               []string
}

type listedFile struct{ Href, Name, Title, Sum string }

// index writes the list of the folder.
func (f folder) index(all []handed) ([]byte, error) {
	v := struct {
		Title, Organisation, At, State, Mark string
		Answered                             int
		Requests                             []listedRequest
	}{
		Title: "Documents for " + f.h.Event.Title, Organisation: f.book.meta.Organisation, At: f.h.Snapshot.Position.At.Human(),
		State: documentID(f.h.Snapshot.Position), Mark: f.h.Snapshot.Mark(),
	}
	for _, q := range all {
		l := listedRequest{Folder: q.Folder, State: "Answered on " + q.AnsweredOn.Human(), Ref: q.Ref, Answer: q.Answer, Lacks: q.Lacks}
		if q.Open() {
			l.State = "Open"
		} else {
			v.Answered++
		}
		var keys []string
		for _, k := range q.Clauses {
			keys = append(keys, keyName(k))
		}
		l.Clauses = strings.Join(keys, ", ")
		for _, p := range q.Pieces {
			_, name, _ := strings.Cut(p.Path, "/")
			l.Files = append(l.Files, listedFile{relative(p.Path), name, p.Title, p.Sum})
		}
		v.Requests = append(v.Requests, l)
	}
	var out bytes.Buffer
	err := indexPage.Execute(&out, v)
	return out.Bytes(), err
}

// relative is a path as an address beside the index: a colon or a blank in it is no
// address of another kind.
func relative(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return "./" + strings.Join(parts, "/")
}
