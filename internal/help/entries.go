package help

// Entry is one thing that a search over help can find.
type Entry struct {
	Title    string
	Text     string // plain or Markdown, to search in
	Page     string // slug of the help page it stands on
	Fragment string // place on that page; "" is its top
}

// Entries lists all of help that is written here: articles, the tutorial's steps and
// the reasons behind every page. The glossary and the catalogue are in controls.
func Entries() []Entry {
	var all []Entry
	for _, a := range articles {
		all = append(all, Entry{a.Title, a.Summary + "\n\n" + a.Text, a.Slug, ""})
	}
	for i, s := range steps {
		all = append(all, Entry{s.Title, s.Why, "tutorial", StepID(i)})
	}
	for _, t := range Topics() {
		all = append(all, Entry{t.Title, t.Why + " " + t.First + " " + t.Wrong, "every-page", t.ID})
	}
	return all
}
