package support

import (
	"context"
	"math"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// DocumentKind says what a document is.
type DocumentKind string

// The kinds.
const (
	PolicyPaper DocumentKind = "policy"
	Procedure   DocumentKind = "procedure"
	Plan        DocumentKind = "plan"
	Form        DocumentKind = "form"
	Recorded    DocumentKind = "record"
	FromOutside DocumentKind = "external" // of external origin (7.5.3)
)

// Classification says who may see a document.
type Classification string

// The classifications, the most open first.
const (
	Public       Classification = "public"
	InHouse      Classification = "internal"
	Confidential Classification = "confidential"
	Strict       Classification = "strictly confidential"
)

// DocumentState says how far the approval of a document is (7.5.2).
type DocumentState string

// The states.
const (
	Draft      DocumentState = "draft"
	Approved   DocumentState = "approved"
	Superseded DocumentState = "superseded"
)

// Document is a document that is kept under control outside the workbench (7.5). What
// the workbench itself makes, such as the Statement of Applicability, is never written
// down here a second time.
type Document struct {
	store.Head
	Title          string         `json:"title"`
	Kind           DocumentKind   `json:"kind"`
	Number         string         `json:"number"` // by which the organisation files it
	Edition        string         `json:"edition"`
	State          DocumentState  `json:"state"`
	ApprovedBy     string         `json:"approved_by"`
	ApprovedOn     when.Day       `json:"approved_on"`
	Owner          string         `json:"owner"`
	ReviewMonths   int            `json:"review_months"`
	ReviewOn       when.Day       `json:"review_on"`
	Classification Classification `json:"classification"`
	Access         string         `json:"access"`
	Place          string         `json:"place"`
	Format         string         `json:"format"`
	Retention      string         `json:"retention"`
	Origin         string         `json:"origin"`  // who issues it, where it comes from outside
	Control        string         `json:"control"` // how changes outside are noticed
	Clauses        []string       `json:"clauses" gorm:"serializer:json"`
	Controls       []string       `json:"controls" gorm:"serializer:json"`
}

// TableName is the table of documents.
func (Document) TableName() string { return "documents" }

// Links are the clauses and controls that a document serves.
func (d Document) Links() []string { return Documents.Links(&d) }

// InUse says whether people work by the document: neither retired nor superseded.
func (d Document) InUse() bool { return !d.Retired() && d.State != Superseded }

// External says whether the document comes from outside.
func (d Document) External() bool { return d.Kind == FromOutside }

// Documents is the register of documents under control.
var Documents = register.New(
	register.About{
		Name: "document", Prefix: "DOC", Title: "Documents", One: "document", Many: "documents",
		Record: "Record a document", Verb: "record", Edit: access.EditSupport, Clauses: []string{"7.5.1", "7.5.2", "7.5.3"},
		Lead: "Procedures, plans, records and papers from outside: which edition holds, who approved it and where it lies.",
	},
	register.Line("title", "Document", func(d *Document) *string { return &d.Title }).Needed("Give the title of the document"),
	register.Choice("kind", "Kind", func(d *Document) *DocumentKind { return &d.Kind }, PolicyPaper, Procedure, Plan, Form, Recorded, FromOutside).
		Labelled("external", "From outside").Needed("Choose the kind of document").InList().Filter(),
	register.Line("number", "Number", func(d *Document) *string { return &d.Number }).Help("By which you file it, if it has one.").IfAsked(),
	register.Line("edition", "Edition", func(d *Document) *string { return &d.Edition }).
		Needed("Give the edition, for example 2.1 or the day of issue").Under("Edition and approval").InList(),
	register.Choice("state", "State", func(d *Document) *DocumentState { return &d.State }, Draft, Approved, Superseded).
		Needed("Choose the state of the document").InList().Filter(),
	register.Line("approved_by", "Approved by", func(d *Document) *string { return &d.ApprovedBy }).IfAsked(),
	register.Day("approved_on", "Approved on", func(d *Document) *when.Day { return &d.ApprovedOn }).IfAsked(),
	register.Line("owner", "Owner", func(d *Document) *string { return &d.Owner }).Needed("Say who answers for it").Under("Review").InList(),
	register.Number("review_months", "Months from one review to the next", func(d *Document) *int { return &d.ReviewMonths }).IfAsked(),
	register.Day("review_on", "Next review", func(d *Document) *when.Day { return &d.ReviewOn }).InList(),
	register.Choice("classification", "Classification", func(d *Document) *Classification { return &d.Classification }, Public, InHouse, Confidential, Strict).
		Under("Keeping").Needed("Choose who may see it").IfAsked().Filter(),
	register.Line("access", "Who has access", func(d *Document) *string { return &d.Access }).Help("Who may read it, and who may change it.").IfAsked(),
	register.Line("place", "Where it lies", func(d *Document) *string { return &d.Place }).Needed("Say where people find it").IfAsked(),
	register.Line("format", "Format", func(d *Document) *string { return &d.Format }).Help("For example PDF, wiki page or paper.").IfAsked(),
	register.Line("retention", "Kept for how long", func(d *Document) *string { return &d.Retention }).Help("And what happens then.").IfAsked(),
	register.Line("origin", "Issued by", func(d *Document) *string { return &d.Origin }).Under("Only for documents from outside").IfAsked(),
	register.Text("control", "How do you notice a new edition?", func(d *Document) *string { return &d.Control }),
	register.Many("clauses", "Clauses that it serves", func(d *Document) *[]string { return &d.Clauses }, register.OfClauses).Under("What it serves").Filter(),
	register.Many("controls", "Controls that it serves", func(d *Document) *[]string { return &d.Controls }, register.OfControls),
).Rule(documentRule).Guard(newEdition)

func documentRule(d *Document, l *check.List) {
	l.Between("review_months", d.ReviewMonths, 0, mostMonths, "The number of months")
	if d.State == Approved {
		l.Required("approved_by", d.ApprovedBy, "Say who approved it, or set the state to draft")
		l.Required("approved_on", string(d.ApprovedOn), "Give the day of approval, or set the state to draft")
	}
	if d.External() {
		l.Required("origin", d.Origin, "Say who issues it, because it comes from outside")
	}
}

// newEdition keeps an approval with the edition that was approved (7.5.2): a draft has
// none, so that none waits there for another edition, and a new edition comes with a
// later one of its own. What somebody approved under the own account no form rewrites.
func newEdition(tx *store.Tx, was, d *Document) error {
	if err := notAhead(tx, "approved_on", d.ApprovedOn); err != nil {
		return err
	}
	if d.State == Draft {
		d.ApprovedBy, d.ApprovedOn = "", ""
	}
	if was == nil || was.ApprovedOn == "" {
		return nil
	}
	if strings.TrimSpace(was.Edition) == strings.TrimSpace(d.Edition) {
		return d.keepsStamp(tx, *was)
	}
	switch {
	case d.ApprovedOn > was.ApprovedOn:
	case d.State == Superseded:
		d.ApprovedBy, d.ApprovedOn = "", ""
	case d.State == Approved:
		var l check.List
		l.Add("edition", "This edition is not the one that was approved. Set the state to draft, or give the newer day of approval")
		return l.Err()
	}
	return nil
}

// keepsStamp refuses another name or day for an approval that was given here.
func (d Document) keepsStamp(tx *store.Tx, was Document) error {
	if d.State == Draft || (d.ApprovedBy == was.ApprovedBy && d.ApprovedOn == was.ApprovedOn) {
		return nil
	}
	history, err := store.EntriesOf(tx.Read().Session(&gorm.Session{NewDB: true}), d.TableName(), math.MaxInt64, []string{was.Ref})
	if err != nil {
		return err
	}
	for _, e := range history {
		if e.Act == "approve" && e.Name == was.ApprovedBy && e.At.Day() == was.ApprovedOn {
			var l check.List
			l.Add("approved_by", "%s approved this edition here, under their own account, on %s. Set the state to draft if it is to be approved anew", e.Name, was.ApprovedOn.Human())
			return l.Err()
		}
	}
	return nil
}

// ApproveDocument approves the edition that is recorded, in the name of the person in
// the act and from today. Where reviews have a rhythm, the next one is set.
func ApproveDocument(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) (Document, error) {
	var d Document
	err := db.Write(ctx, who, access.ApproveDocument, func(tx *store.Tx) (err error) {
		if d, err = store.Load[Document](tx, ref, version); err != nil {
			return err
		}
		if d.Retired() || d.State != Draft {
			return fault.New(fault.Invalid, "%s is not a draft. Only a draft is approved.", ref)
		}
		d.State, d.ApprovedBy, d.ApprovedOn = Approved, tx.Who.Name, tx.Now.Day()
		if d.ReviewMonths > 0 {
			d.ReviewOn = months(d.ApprovedOn, d.ReviewMonths)
		}
		if err := Documents.Check(&d); err != nil {
			return err
		}
		return tx.Update("approve", &d, "")
	})
	return d, err
}
