// Package packview shows how evidence packs are made, and those that were.
package packview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// Page is the page of evidence packs.
type Page struct {
	State  ui.State
	AsOf   when.Day // as typed
	Job    Job
	Made   []Made // the newest first
	Folder string
}

// Job is the pack being made, or how the last one ended. The zero value is none.
type Job struct {
	Running bool
	Step    string // what is being done, for people
	Percent int
	Who     string
	Failed  string // why the last one was not made
}

// Made is a pack that lies in the folder.
type Made struct {
	Name      string // without extension
	PDF, ZIP  string // file names
	At        when.Instant
	Who       string
	Pages     int
	PDFSize   int64
	ZIPSize   int64
	SHA256    string // of the ZIP
	PDFSHA256 string
	Notices   []string
}

// size writes bytes for people: "3.4 MB".
func size(n int64) string {
	switch {
	case n >= 1_000_000_000:
		return strconv.FormatFloat(float64(n)/1e9, 'f', 1, 64) + " GB"
	case n >= 1_000_000:
		return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
	}
	return strconv.FormatInt((n+999)/1000, 10) + " KB"
}

func noticeCount(n int) string {
	if n == 1 {
		return "1 notice: it stands on the cover and in Annex 6 of the pack."
	}
	return strconv.Itoa(n) + " notices: they stand on the cover and in Annex 6 of the pack."
}
