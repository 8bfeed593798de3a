package link

// Patterns of help.
const (
	HelpPattern      = "/help"
	HelpSheetPattern = "/help/sheet"
	HelpPagePattern  = "/help/:page"
)

// Help is the index of help.
func Help() string { return HelpPattern }

// HelpPage is a page of help by its slug: "evidence", "tutorial", "glossary".
func HelpPage(slug string) string { return fill(HelpPagePattern, slug) }

// HelpSheet is the interview sheet to print for a clause, a main clause or a control,
// by its number: "6.1.3", "6", "A.5.4".
func HelpSheet(id string) string { return Query(HelpSheetPattern, "for", id) }
