package leadership

import (
	"cmp"
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Acknowledgement is that one person was asked to read one version of a document, and
// that they said they did (5.2, 7.3). People with an account say so themselves; for
// others the lead records what shows it.
type Acknowledgement struct {
	store.Head
	Name           string       `json:"name"`
	Account        string       `json:"account"`  // USR reference; empty for people without an account
	Document       string       `json:"document"` // version reference
	AskedOn        when.Day     `json:"asked_on"`
	Due            when.Day     `json:"due"`
	AcknowledgedOn when.Day     `json:"acknowledged_on"`
	ShownBy        string       `json:"shown_by"`
	PressedAt      when.Instant `json:"pressed_at"` // by the person, under the own account
}

// TableName is the table of acknowledgements.
func (Acknowledgement) TableName() string { return "acknowledgements" }

// Links points to the version and to the account.
func (a Acknowledgement) Links() []string { return Acknowledgements.Links(&a) }

// Waits says whether the person is still to acknowledge. Who has an account says it
// under that alone: nobody's word stands for theirs.
func (a Acknowledgement) Waits() bool {
	return !a.Retired() && (a.AcknowledgedOn == "" || a.Account != "" && a.PressedAt == "")
}

// pressedHere is what shows an acknowledgement that a person gave in the workbench.
const pressedHere = "Acknowledged in the workbench, under the own account."

// Acknowledgements is the register of who was asked to read what, and who did.
var Acknowledgements = register.New(
	register.About{
		Name: "acknowledgement", Prefix: "ACK", Title: "Acknowledgements", One: "acknowledgement", Many: "acknowledgements",
		Record: "Ask one person", Verb: "ask", Edit: access.EditPolicy, Clauses: []string{"5.2", "7.3"},
		Lead: "Who was asked to read which version, and who says that they did.",
	},
	register.Line("name", "Person", func(a *Acknowledgement) *string { return &a.Name }).Needed("Name the person who shall read the document").Owns(),
	register.One("account", "Account", func(a *Acknowledgement) *string { return &a.Account }, "USR").
		Help("With an account, the person is asked on their first page. Leave it empty for people who have none.").IfAsked(),
	register.One("document", "Version", func(a *Acknowledgement) *string { return &a.Document }, "POL").
		Needed("Choose the version that shall be read").InList().Filter(),
	register.Day("asked_on", "Asked on", func(a *Acknowledgement) *when.Day { return &a.AskedOn }).IfAsked(),
	register.Day("due", "To be done by", func(a *Acknowledgement) *when.Day { return &a.Due }).InList(),
	register.Day("acknowledged_on", "Acknowledged on", func(a *Acknowledgement) *when.Day { return &a.AcknowledgedOn }).
		Under("What shows it").Help("Only for people without an account, who say so outside the workbench.").InList(),
	register.Line("shown_by", "What shows it", func(a *Acknowledgement) *string { return &a.ShownBy }).
		Help("For example: signed list of the briefing on 3 March. Attach the list as evidence.").IfAsked(),
).Rule(func(a *Acknowledgement, l *check.List) {
	if a.AcknowledgedOn != "" {
		l.Required("shown_by", a.ShownBy, "Say what shows that the person acknowledged it")
	}
	if a.Account != "" && a.PressedAt == "" && (a.AcknowledgedOn != "" || a.ShownBy != "") {
		l.Add("acknowledged_on", "%s has an account and acknowledges it there. Leave this empty", a.Name)
	}
	if a.AskedOn != "" && a.Due != "" && a.Due < a.AskedOn {
		l.Add("due", "Choose a day that is not before the day of asking")
	}
}).Guard(askedOnce).Guard(keepsPressed)

// askedOnce fills in the day of asking, and refuses a day to come, a version that does
// not hold and to ask the same person twice.
func askedOnce(tx *store.Tx, was, now *Acknowledgement) error {
	now.AskedOn = cmp.Or(now.AskedOn, tx.Now.Day())
	if now.AcknowledgedOn > tx.Now.Day() {
		var l check.List
		l.Add("acknowledged_on", "This day is still to come. Give the day on which it was acknowledged")
		return l.Err()
	}
	if was != nil && was.Document == now.Document && was.Name == now.Name && was.Account == now.Account {
		return nil
	}
	if err := approvedText(tx, now.Document); err != nil {
		return err
	}
	// By the person and not by the version: a version is asked of many, a person few times.
	q := store.InForce(tx.Read(), true).Where("ref <> ?", now.Ref)
	if now.Account != "" {
		q = q.Where("account = ?", now.Account)
	} else {
		q = q.Where("name = ? AND account = ''", now.Name)
	}
	asked, err := store.All[Acknowledgement](q)
	if err != nil {
		return err
	}
	for _, a := range asked {
		if a.Document == now.Document {
			var l check.List
			l.Add("name", "%s is asked already (%s)", a.Name, a.Ref)
			return l.Err()
		}
	}
	return nil
}

// keepsPressed lets nobody rewrite what a person said under the own account.
func keepsPressed(_ *store.Tx, was, now *Acknowledgement) error {
	if was == nil || was.PressedAt == "" {
		return nil
	}
	before, after := *was, *now
	before.Head, after.Head = store.Head{}, store.Head{}
	if before == after {
		return nil
	}
	return fault.New(fault.Invalid, "%s acknowledged this under the own account, so it stays as it is. Retire it if it was a mistake, and ask again.", was.Name)
}

// askedOf lists the acknowledgements in force of a version.
func askedOf(q *gorm.DB, version string) ([]Acknowledgement, error) {
	var all []Acknowledgement
	if err := store.InForce(q, true).Where("document = ?", version).Order("name, ref").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("leadership: acknowledgements of %s: %w", version, err)
	}
	return all, nil
}
