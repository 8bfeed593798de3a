package certification

import (
	"cmp"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Cycle is three years with a certification body, and the certificate that it gave.
type Cycle struct {
	store.Head
	Title         string   `json:"title"`
	Body          string   `json:"body"`          // the certification body
	Accreditation string   `json:"accreditation"` // who accredited it for ISO/IEC 42001, and the number
	StartedOn     when.Day `json:"started_on"`
	Contact       string   `json:"contact"`
	Owner         string   `json:"owner"`

	PlanDays     int    `json:"plan_days"`     // to tell cause and plan; 0 is the usual
	EvidenceDays int    `json:"evidence_days"` // to show that it is put right; 0 is the usual
	Stage1Days   string `json:"stage1_days"`   // audit days as the body quoted them
	Stage2Days   string `json:"stage2_days"`
	FollowDays   string `json:"follow_days"` // of a surveillance audit
	RenewDays    string `json:"renew_days"`  // of the recertification audit

	Certificate      string   `json:"certificate"` // its number
	IssuedOn         when.Day `json:"issued_on"`
	ValidUntil       when.Day `json:"valid_until"`
	ScopeWords       string   `json:"scope_words"`       // the scope as it is printed on the certificate
	StatementVersion int      `json:"statement_version"` // number of the SoA version it cites; 0 is none
	Copies           []string `json:"copies" gorm:"serializer:json"`
}

// TableName is the table of cycles.
func (Cycle) TableName() string { return "certification_cycles" }

// Links are the copies of the certificate.
func (c Cycle) Links() []string { return Cycles.Links(&c) }

// Deadlines are the days to tell cause and plan of a finding, and to show that it is
// put right: what the body asks, or the usual where nothing is recorded.
func (c Cycle) Deadlines() (plan, evidence int) {
	usual := controls.MustLoad().Certification
	return cmp.Or(c.PlanDays, usual.PlanDays), cmp.Or(c.EvidenceDays, usual.EvidenceDays)
}

// Quoted are the audit days that the body quoted for a step; empty where it did not.
func (c Cycle) Quoted(k Kind) string {
	switch k {
	case Stage1:
		return c.Stage1Days
	case Stage2:
		return c.Stage2Days
	case Surveillance1, Surveillance2:
		return c.FollowDays
	case Recertification:
		return c.RenewDays
	case Decision, Special:
	}
	return ""
}

// Indicative is between how many days an audit usually takes, reckoned from what was
// quoted for Stage 1 and Stage 2 together. It is custom and no rule; false where
// nothing can be reckoned.
func (c Cycle) Indicative(k Kind) (least, most float64, ok bool) {
	one, _ := register.ParseFigure(c.Stage1Days)
	two, _ := register.ParseFigure(c.Stage2Days)
	step, _ := controls.MustLoad().CycleStep(string(k))
	if one == 0 || two == 0 || step.Most == 0 {
		return 0, 0, false
	}
	return (one + two) * step.Least, (one + two) * step.Most, true
}

// SameScope says whether the words on the certificate are those of our scope statement;
// blanks, line ends and the last full stop do not count.
func (c Cycle) SameScope(ours string) bool {
	fold := func(s string) string {
		return strings.TrimSuffix(strings.ToLower(strings.Join(strings.Fields(s), " ")), ".")
	}
	return fold(c.ScopeWords) == fold(ours)
}

// Cycles is the register of certification cycles.
var Cycles = register.New(
	register.About{
		Name: "certification-cycle", Prefix: "CYC", Title: "Cycles", One: "cycle", Many: "cycles",
		Record: "Begin a cycle", Verb: "begin", Edit: access.KeepCertification, Usual: "started_on",
		Lead: "Three years with a certification body: its audits, its deadlines, and the certificate.",
	},
	register.Line("title", "What do you call this cycle?", func(c *Cycle) *string { return &c.Title }).Needed("Give the cycle a name, for example Certification 2026 to 2029"),
	register.Line("body", "Certification body", func(c *Cycle) *string { return &c.Body }).Needed("Name the body that certifies you").InList(),
	register.Line("accreditation", "Accredited by", func(c *Cycle) *string { return &c.Accreditation }).Help("Who accredited the body for ISO/IEC 42001, with the number. Look it up in the register of the accreditor.").IfAsked(),
	register.Day("started_on", "The cycle begins on", func(c *Cycle) *when.Day { return &c.StartedOn }).Needed("Give the day of the contract, or of the new cycle").Called("Begins").InList(),
	register.Line("contact", "Contact at the body", func(c *Cycle) *string { return &c.Contact }),
	register.Line("owner", "Who sees to it here?", func(c *Cycle) *string { return &c.Owner }).IfAsked(),
	register.Number("plan_days", "Days to send cause and plan for a finding", func(c *Cycle) *int { return &c.PlanDays }).Called("Days for the plan").Help("As your body sets it. Many give 30 days.").Under("Deadlines and audit days"),
	register.Number("evidence_days", "Days to show that a finding is put right", func(c *Cycle) *int { return &c.EvidenceDays }).Called("Days for the evidence").Help("As your body sets it. Many give 90 days."),
	register.Figure("stage1_days", "Audit days quoted for Stage 1", func(c *Cycle) *string { return &c.Stage1Days }).Called("Days of Stage 1").Help("What your body quotes counts. From the first two the workbench reckons what the others usually take."),
	register.Figure("stage2_days", "Audit days quoted for Stage 2", func(c *Cycle) *string { return &c.Stage2Days }).Called("Days of Stage 2"),
	register.Figure("follow_days", "Audit days quoted for a surveillance", func(c *Cycle) *string { return &c.FollowDays }).Called("Days of a surveillance"),
	register.Figure("renew_days", "Audit days quoted for the recertification", func(c *Cycle) *string { return &c.RenewDays }).Called("Days of recertification"),
	register.Line("certificate", "Number of the certificate", func(c *Cycle) *string { return &c.Certificate }).Called("Certificate").InList().Under("The certificate"),
	register.Day("issued_on", "Valid from", func(c *Cycle) *when.Day { return &c.IssuedOn }),
	register.Day("valid_until", "Valid until", func(c *Cycle) *when.Day { return &c.ValidUntil }).InList(),
	register.Text("scope_words", "The scope as it is printed on it", func(c *Cycle) *string { return &c.ScopeWords }).Called("Scope on the certificate").Help("Word for word. It is compared with your scope statement."),
	register.Number("statement_version", "Version of the Statement of Applicability that it cites", func(c *Cycle) *int { return &c.StatementVersion }).Called("SoA version on it").Help("The number alone, for example 3."),
	register.Many("copies", "Copy of the certificate", func(c *Cycle) *[]string { return &c.Copies }, "EVD"),
).Rule(func(c *Cycle, l *check.List) {
	if c.IssuedOn != "" && c.ValidUntil != "" && c.ValidUntil < c.IssuedOn {
		l.Add("valid_until", "A certificate cannot end before it begins: mend one of the two days")
	}
	if strings.TrimSpace(c.Certificate) != "" {
		l.Required("valid_until", string(c.ValidUntil), "Give the day until which the certificate is valid: the next audits follow from it")
		l.Required("scope_words", c.ScopeWords, "Write down the scope as it is printed, so that it can be compared with yours")
	}
})
