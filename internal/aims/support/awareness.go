package support

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Subject is something of which people must be aware.
type Subject string

// The subjects. The first three are those of 7.3.
const (
	OfPolicy        Subject = "policy"
	OfContribution  Subject = "contribution"
	OfNonconforming Subject = "not conforming"
	OfConcerns      Subject = "concerns"
	OfOther         Subject = "other"
)

// Asked are the subjects that 7.3 asks for by name.
var Asked = []Subject{OfPolicy, OfContribution, OfNonconforming}

// Format says how people are reached.
type Format string

// The formats.
const (
	Talk      Format = "briefing"
	Campaign  Format = "campaign"
	Elearning Format = "e-learning"
	Welcome   Format = "onboarding"
	Letter    Format = "message"
)

// Acknowledged is one person's word, given under their own account, that they have
// read and understood a briefing.
type Acknowledged struct {
	Person string       `json:"person"` // USR reference
	Name   string       `json:"name"`   // then
	At     when.Instant `json:"at"`
	Sum    string       `json:"sum,omitempty"` // SHA-256 of the text that was read
}

// Briefing is one effort to make people aware (7.3).
type Briefing struct {
	store.Head
	Title    string         `json:"title"`
	Format   Format         `json:"format"`
	Subjects []Subject      `json:"subjects" gorm:"serializer:json"`
	Content  string         `json:"content"`
	Audience string         `json:"audience"`
	Owner    string         `json:"owner"`
	Due      when.Day       `json:"due"`
	HeldOn   when.Day       `json:"held_on"`
	Invited  int            `json:"invited"`
	Attended int            `json:"attended"`
	Checked  string         `json:"checked"` // how it was seen that it arrived
	Signed   []Acknowledged `json:"signed" gorm:"serializer:json"`
}

// TableName is the table of briefings.
func (Briefing) TableName() string { return "briefings" }

// Open says whether the briefing is still to be held.
func (b Briefing) Open() bool { return !b.Retired() && b.HeldOn == "" }

// sum is the SHA-256 of what people read before they acknowledge it.
func (b Briefing) sum() string {
	sum := sha256.Sum256([]byte(b.Title + "\x00" + b.Content))
	return hex.EncodeToString(sum[:])
}

// OfThisText says whether an acknowledgement is of the text as it stands: nobody
// confirmed what was written later.
func (b Briefing) OfThisText(a Acknowledged) bool { return a.Sum == b.sum() }

// Acknowledged lists who acknowledged the text as it stands.
func (b Briefing) Acknowledged() []Acknowledged {
	return slices.DeleteFunc(slices.Clone(b.Signed), func(a Acknowledged) bool { return !b.OfThisText(a) })
}

// SignedBy says whether somebody acknowledged the text as it stands.
func (b Briefing) SignedBy(person string) bool {
	return slices.ContainsFunc(b.Acknowledged(), func(a Acknowledged) bool { return a.Person == person })
}

// Briefings is the register of what was done to make people aware.
var Briefings = register.New(
	register.About{
		Name: "briefing", Prefix: "AWR", Title: "Awareness", One: "briefing", Many: "briefings",
		Record: "Plan a briefing", Verb: "schedule", Usual: "due", Edit: access.EditSupport, Clauses: []string{"7.3"},
		Lead: "What people were told about the AI policy, their own part in it, and what follows when rules are not kept.",
	},
	register.Line("title", "Briefing", func(b *Briefing) *string { return &b.Title }).Needed("Name the briefing"),
	register.Choice("format", "How are people reached?", func(b *Briefing) *Format { return &b.Format }, Talk, Campaign, Elearning, Welcome, Letter).
		Needed("Choose how people are reached").IfAsked(),
	register.Some("subjects", "What is it about?", func(b *Briefing) *[]Subject { return &b.Subjects }, append(slices.Clone(Asked), OfConcerns, OfOther)...).
		Labelled("policy", "The AI policy", "contribution", "What each person contributes, and what better AI brings",
			"not conforming", "What it means when rules are not kept", "concerns", "How to raise a concern", "other", "Something else").
		Needed("Choose at least one subject").IfAsked(),
	register.Text("content", "What is said?", func(b *Briefing) *string { return &b.Content }).
		Help("People read this text here before they acknowledge it."),
	register.Line("audience", "For whom?", func(b *Briefing) *string { return &b.Audience }).
		Needed("Say for whom it is, for example \"All staff and agency workers\"").InList(),
	register.Line("owner", "Who holds it", func(b *Briefing) *string { return &b.Owner }).Under("When and who").IfAsked(),
	register.Day("due", "Planned for", func(b *Briefing) *when.Day { return &b.Due }).Needed("Give the day for which it is planned").InList(),
	register.Day("held_on", "Held on", func(b *Briefing) *when.Day { return &b.HeldOn }).InList(),
	register.Number("invited", "People invited", func(b *Briefing) *int { return &b.Invited }).IfAsked(),
	register.Number("attended", "People reached", func(b *Briefing) *int { return &b.Attended }).Help("Attach the list as evidence.").InList(),
	register.Text("checked", "How was it seen that it arrived?", func(b *Briefing) *string { return &b.Checked }).Help("Questions at the end, a short test, talks on the floor."),
).Rule(func(b *Briefing, l *check.List) {
	if b.Invited > 0 && b.Attended > b.Invited {
		l.Add("attended", "More people were reached than invited. Correct one of the two")
	}
}).Guard(func(tx *store.Tx, _, b *Briefing) error { return notAhead(tx, "held_on", b.HeldOn) })

// Acknowledge records that the person in the act has read and understood a briefing, in
// the version that they saw. Doing so again changes nothing; where the text was changed
// since, it is a conflict. That others acknowledged it meanwhile is none.
func Acknowledge(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) (Briefing, error) {
	var b Briefing
	err := db.Write(ctx, who, access.ConfirmBriefing, func(tx *store.Tx) (err error) {
		if b, err = store.LoadNow[Briefing](tx, ref); err != nil {
			return err
		}
		if seen, err := store.Past[Briefing](tx, ref, version); err != nil || seen.sum() != b.sum() {
			return cmp.Or(err, store.Stale(ref))
		}
		if b.Retired() {
			return fault.New(fault.Invalid, "%s is retired. Ask for the briefing that stands in its place.", ref)
		}
		if b.SignedBy(who.Ref) {
			return nil
		}
		b.Signed = append(slices.Clone(b.Signed), Acknowledged{who.Ref, who.Name, tx.Now, b.sum()})
		return tx.Update("acknowledge", &b, "")
	})
	return b, err
}
