// Package helpview shows help: the index, articles, the reasons behind every page,
// the glossary, the tutorial and the sheets for audit interviews.
package helpview

import (
	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/help"
	"github.com/aims-workbench/aims/templates/ui"
)

// IndexPage lists all of help.
type IndexPage struct {
	Articles []help.Article
	Steps    int // of the tutorial
	Terms    int // of the glossary

	SampleHref string // POST; offered while the workspace is nearly empty
}

// ArticlePage is one article; HTML is its text, sanitised by the caller.
type ArticlePage struct {
	Article help.Article
	HTML    string
	Rights  []Right // of the article on roles
}

// Right is one permission and the roles that have it.
type Right struct{ What, Who string }

// GlossaryPage lists the words of the field, group by group.
type GlossaryPage struct{ Groups []Group }

// Group is one run of terms.
type Group struct {
	Title string
	Terms []controls.Term
}

// TutorialPage is the first walk.
type TutorialPage struct{ Steps []help.Step }

// SheetPage is one or more interview sheets to print.
type SheetPage struct {
	Title        string
	Organisation string
	Sheets       []Sheet
}

// Sheet is what an interviewer takes along for one clause or control.
type Sheet struct {
	ID, Title, Meaning string
	Papers             []string // questions at Stage 1
	Work               []string // questions at Stage 2
	Ask                []string // evidence to ask to see
	OnFile             []ui.EvidenceItem
}

// noteLines are how many lines each question leaves for notes: with three questions a
// sheet still fits one page.
const noteLines = 3
