package leadership

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Audience is on which side of the organisation people stand.
type Audience string

// The audiences that 5.2 tells apart.
const (
	Inside  Audience = "inside"  // the people of the organisation
	Outside Audience = "outside" // interested parties
)

// Publication is how one version of a document was made known: to whom, how, when (5.2, 7.4).
type Publication struct {
	store.Head
	Title       string   `json:"title"`
	Document    string   `json:"document"` // version reference
	Audience    Audience `json:"audience"`
	Reached     string   `json:"reached"` // who, in words
	Channel     string   `json:"channel"`
	Place       string   `json:"place"` // where it can be found
	PublishedOn when.Day `json:"published_on"`
	Note        string   `json:"note"`
}

// TableName is the table of publications.
func (Publication) TableName() string { return "publications" }

// Links points to the version that was published.
func (p Publication) Links() []string { return Publications.Links(&p) }

// Publications is the register of how documents were made known.
var Publications = register.New(
	register.About{
		Name: "publication", Prefix: "PUB", Title: "Publications", One: "publication", Many: "publications",
		Record: "Record a publication", Verb: "publish", Edit: access.EditPolicy, Clauses: []string{"5.2", "7.4"},
		Lead: "To whom each version of a document was made known, how and when.", Usual: "-published_on",
	},
	register.Line("title", "What was done?", func(p *Publication) *string { return &p.Title }).
		Needed("Say in a few words what was done, for example \"News on the intranet\""),
	register.One("document", "Version", func(p *Publication) *string { return &p.Document }, "POL").
		Help("The version that people were given.").Needed("Choose the version that was published").InList().Filter(),
	register.Choice("audience", "For whom?", func(p *Publication) *Audience { return &p.Audience }, Inside, Outside).
		Labelled("inside", "Our people", "outside", "Interested parties").
		Needed("Choose for whom it was published").InList().Filter(),
	register.Line("reached", "Who was reached", func(p *Publication) *string { return &p.Reached }).Help("For example: all staff, or the customers of one product.").InList(),
	register.Line("channel", "How", func(p *Publication) *string { return &p.Channel }).Help("For example: e-mail, a meeting, the website.").IfAsked(),
	register.Line("place", "Where it can be found", func(p *Publication) *string { return &p.Place }).Help("An address or a place that people can reach.").IfAsked(),
	register.Day("published_on", "Published on", func(p *Publication) *when.Day { return &p.PublishedOn }).Needed("Give the day on which it was published").InList(),
	register.Text("note", "Notes", func(p *Publication) *string { return &p.Note }),
).Guard(func(tx *store.Tx, _, now *Publication) error { return approvedText(tx, now.Document) })

// Published lists to whom a version was made known, the latest first.
func (d *Direction) Published(ctx context.Context, version string) ([]Publication, error) {
	var all []Publication
	if err := store.InForce(d.db.Read(ctx), true).Where("document = ?", version).Order("published_on DESC, ref DESC").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("leadership: publications of %s: %w", version, err)
	}
	return all, nil
}

// approvedText refuses a version that is not approved: a draft is not made known.
func approvedText(tx *store.Tx, version string) error {
	v, err := store.LoadNow[Version](tx, version)
	if err == nil && v.State != Draft {
		return nil
	}
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	var l check.List
	l.Add("document", "Choose a version that is approved")
	return l.Err()
}
