package inventory

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// Confirmation says that a record still holds although an AI system that it is about
// has changed (8.2, 8.4): for which change, why, who and when.
type Confirmation struct {
	store.Head
	Text   string `json:"text"`   // why it still holds
	Record string `json:"record"` // what is confirmed: a reference, or the key of a control
	System string `json:"system"` // SYS reference
	Kinds  []Kind `json:"kinds" gorm:"serializer:json"`
	Seen   int    `json:"seen"` // position of the trail up to which the system's changes were seen
}

// TableName is the table of confirmations.
func (Confirmation) TableName() string { return "confirmations" }

// Links are what is confirmed and the system that changed.
func (c Confirmation) Links() []string { return Confirmations.Links(&c) }

// Confirmations is the register of what was confirmed after a change. None is revised:
// a wrong one is retired, and what it confirmed is to be confirmed again.
var Confirmations = register.New(
	register.About{
		Name: "confirmation", Prefix: "CNF", Title: "Confirmations", One: "confirmation", Many: "confirmations",
		Record: "Confirm a record", Verb: "confirm", Edit: access.ConfirmRecord, Clauses: []string{"8.1", "8.2", "8.4"}, Usual: "-ref",
		Lead: "Records that still hold after an AI system changed: who said so, and why.",
	},
	register.Line("text", "Why it still holds", func(c *Confirmation) *string { return &c.Text }).
		Needed("Say why it still holds after the change; an auditor will read it"),
	register.One("record", "What is confirmed", func(c *Confirmation) *string { return &c.Record }, "IMP", "RSK", "ACC", "EVD", register.OfControls).
		Needed("Choose the record that is confirmed").InList(),
	register.One("system", "AI system that changed", func(c *Confirmation) *string { return &c.System }, "SYS").
		Needed("Choose the AI system that changed").InList().Filter(),
	register.Some("kinds", "What had changed", func(c *Confirmation) *[]Kind { return &c.Kinds }, Kinds...).
		Labelled(kindLabels()...).Needed("Choose what had changed").InList(),
	register.Number("seen", "Seen up to entry of the trail", func(c *Confirmation) *int { return &c.Seen }).IfAsked(),
).Guard(func(tx *store.Tx, _, now *Confirmation) error {
	head, err := store.Position(tx.Read())
	if err != nil {
		return err
	}
	if now.Seen == 0 || now.Seen > int(head.Seq) { // nobody has seen what is still to come
		now.Seen = int(head.Seq)
	}
	return tx.Who.Require(MayConfirm(now.Record))
})

// confirmers say whose judgement a record is, by the prefix of its reference: who may
// give it may confirm it.
var confirmers = map[string]access.Permission{
	"IMP": access.ApproveImpact, "RSK": access.EditRisk, "ACC": access.AcceptRisk, "EVD": access.ReviewEvidence, "CTL": access.EditSoA,
}

// Judges hold confirming to the rules of the stages that come later: by prefix, what
// keeps a person from judging one record, such as who may approve it, or that it is
// their own. A prefix that is not there has no such rule.
type Judges map[string]func(q *gorm.DB, who access.Actor, ref string) error

// Ask says what keeps a person from confirming a record beyond MayConfirm.
func (j Judges) Ask(q *gorm.DB, who access.Actor, record string) error {
	if may := j[PrefixOf(record)]; may != nil {
		return may(q, who, record)
	}
	return nil
}

// MayConfirm is the permission that confirming a record asks for, beside
// access.ConfirmRecord and what [Judges] ask.
func MayConfirm(record string) access.Permission {
	return confirmers[PrefixOf(record)]
}

// PrefixOf is the prefix under which Effects knows a record: that of its reference, and
// "CTL" for a control of Annex A.
func PrefixOf(record string) string {
	if strings.Contains(record, ":") {
		return "CTL"
	}
	prefix, _, _ := strings.Cut(record, "-")
	return prefix
}

// Confirm records confirmations for one reason as one act; more than one share a batch,
// by which they can be taken back together. The judges are asked within the act.
func Confirm(ctx context.Context, db *store.DB, who access.Actor, judges Judges, reason string, all []Confirmation) error {
	if len(all) == 0 {
		return fault.New(fault.Invalid, "Nothing is chosen. Go back and tick what still holds.")
	}
	return db.Write(ctx, who, access.ConfirmRecord, func(tx *store.Tx) error {
		if len(all) > 1 {
			batch, err := tx.NextRef("BAT")
			if err != nil {
				return err
			}
			tx.Batch = batch
		}
		for i := range all {
			if err := judges.Ask(tx.Read(), who, all[i].Record); err != nil {
				return err
			}
			all[i].Text = strings.Join(strings.Fields(reason), " ")
			if err := Confirmations.Add(tx, &all[i]); err != nil {
				return err
			}
		}
		return nil
	})
}
