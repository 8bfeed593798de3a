package internalaudit

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Frequency is how often something is audited, and why so often.
type Frequency struct {
	What   string `json:"what"`
	Months int    `json:"months"`
	Why    string `json:"why"`
}

// Programme is the plan of audits over some years (9.2.2): what they are for, how they
// are carried out, and how often.
type Programme struct {
	store.Head
	Title            string      `json:"title"`
	StartsOn         when.Day    `json:"starts_on"`
	EndsOn           when.Day    `json:"ends_on"`
	Objectives       string      `json:"objectives"`
	Risks            string      `json:"risks"` // what could keep the programme from its objectives
	Methods          string      `json:"methods"`
	Responsibilities string      `json:"responsibilities"`
	Planning         string      `json:"planning"`
	Reporting        string      `json:"reporting"`
	Frequencies      []Frequency `json:"frequencies" gorm:"serializer:json"`
	Keeper           string      `json:"keeper"` // account reference of who wrote it last
	KeeperName       string      `json:"keeper_name"`
	ApprovedBy       string      `json:"approved_by"`
	ApprovedOn       when.Day    `json:"approved_on"`
}

// TableName is the table of programmes.
func (Programme) TableName() string { return "audit_programmes" }

// Links are none: audits name their programme.
func (p Programme) Links() []string { return Programmes.Links(&p) }

// Holds says whether a day lies within the programme.
func (p Programme) Holds(day when.Day) bool {
	return !p.Retired() && day != "" && p.StartsOn <= day && day <= p.EndsOn
}

// Years are the calendar years that the programme touches.
func (p Programme) Years() []int {
	if p.StartsOn == "" || p.EndsOn == "" || !p.StartsOn.Valid() || !p.EndsOn.Valid() {
		return nil
	}
	var out []int
	for y := p.StartsOn.Time().Year(); y <= p.EndsOn.Time().Year(); y++ {
		out = append(out, y)
	}
	return out
}

// Current is the programme in force on a day, the newest where several are.
func Current(all []Programme, day when.Day) (Programme, bool) {
	for _, p := range slices.Backward(all) {
		if p.Holds(day) {
			return p, true
		}
	}
	return Programme{}, false
}

// longestProgramme is how many years a programme may last; certificates run three.
const longestProgramme = 5

// Programmes is the register of audit programmes.
var Programmes = register.New(
	register.About{
		Name: "audit-programme", Prefix: "APR", Title: "Audit programmes", One: "audit programme", Many: "audit programmes",
		Record: "Write an audit programme", Verb: "plan", Edit: access.EditProgramme, Clauses: []string{"9.2.2"}, Usual: "starts_on",
		Lead: "What your internal audits are for, how they are carried out, and how often each part is looked at.",
	},
	register.Line("title", "Name of the programme", func(p *Programme) *string { return &p.Title }).Needed("Name the programme, for example \"Internal audits 2026 to 2028\""),
	register.Day("starts_on", "First day", func(p *Programme) *when.Day { return &p.StartsOn }).Needed("Give the first day of the programme").InList(),
	register.Day("ends_on", "Last day", func(p *Programme) *when.Day { return &p.EndsOn }).Needed("Give the last day of the programme").Help("Three years fit the life of a certificate.").InList(),
	register.Text("objectives", "What is the programme for?", func(p *Programme) *string { return &p.Objectives }).Needed("Say what the audits are to find out"),
	register.Text("risks", "What could keep it from that?", func(p *Programme) *string { return &p.Risks }).Help("For example too few auditors, or areas nobody may see."),
	register.Text("methods", "How are audits carried out?", func(p *Programme) *string { return &p.Methods }).Help("On site or remote, interviews, samples, what grades mean.").Under("How it works"),
	register.Text("responsibilities", "Who does what?", func(p *Programme) *string { return &p.Responsibilities }).Help("Who plans, who audits, who chooses the auditors so that they are impartial."),
	register.Text("planning", "What must a plan say?", func(p *Programme) *string { return &p.Planning }),
	register.Text("reporting", "Who is told of the results, and by when?", func(p *Programme) *string { return &p.Reporting }),
	register.Table("frequencies", "How often, and why", func(p *Programme) *[]Frequency { return &p.Frequencies },
		register.Line("what", "What", func(f *Frequency) *string { return &f.What }).Needed("Say what is audited so often"),
		register.Number("months", "Every so many months", func(f *Frequency) *int { return &f.Months }),
		register.Text("why", "Because", func(f *Frequency) *string { return &f.Why }).Needed("Say why so often: importance, risk, changes, earlier results"),
	).Help("The coverage page suggests a frequency for each part.").Under("How often"),
).Rule(func(p *Programme, l *check.List) {
	switch {
	case p.StartsOn == "" || p.EndsOn == "" || !p.StartsOn.Valid() || !p.EndsOn.Valid():
	case p.EndsOn < p.StartsOn:
		l.Add("ends_on", "The last day lies before the first. Mend one of the two")
	case len(p.Years()) > longestProgramme+1:
		l.Add("ends_on", "Plan at most %d years at once", longestProgramme)
	}
}).Guard(func(tx *store.Tx, _, now *Programme) error {
	// Who approved it approved what stood there then.
	now.Keeper, now.KeeperName, now.ApprovedBy, now.ApprovedOn = tx.Who.Ref, tx.Who.Name, "", ""
	return nil
})

// ApproveProgramme puts a programme in force. Somebody else than who wrote it approves.
func ApproveProgramme(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
	return db.Write(ctx, who, access.ApproveProgramme, func(tx *store.Tx) error {
		p, err := store.Load[Programme](tx, ref, version)
		switch {
		case err != nil:
			return err
		case p.Retired() || p.ApprovedOn != "":
			return fault.New(fault.Invalid, "%s is retired or approved already.", ref)
		case p.Keeper == who.Ref || aims.Names(p.KeeperName, who.Name):
			return fault.New(fault.Forbidden, "You wrote %s yourself. Another person has to approve it.", ref)
		}
		p.ApprovedBy, p.ApprovedOn = who.Name, tx.Now.Day()
		return tx.Update("approve", &p, "")
	})
}
