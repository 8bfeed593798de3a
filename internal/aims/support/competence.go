package support

import (
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Level says how well something must be known.
type Level string

// The levels, the lowest first.
const (
	Basic   Level = "basic"   // knows it and can follow those who do it
	Working Level = "working" // does it alone
	Expert  Level = "expert"  // does it, judges and teaches it
)

// Levels lists them.
var Levels = []Level{Basic, Working, Expert}

// Reaches says whether the level is as high as another. A level that is not recorded
// reaches only another that is not.
func (l Level) Reaches(needed Level) bool {
	return slices.Index(Levels, l) >= slices.Index(Levels, needed)
}

// Competence is something that people in some roles must be able to do (7.2).
type Competence struct {
	store.Head
	Title  string   `json:"title"`
	Level  Level    `json:"level"`
	Roles  []string `json:"roles" gorm:"serializer:json"`  // ROL references
	People []string `json:"people" gorm:"serializer:json"` // who needs it beside those roles
	Why    string   `json:"why"`
	Proof  string   `json:"proof"`  // what counts as having shown it
	Months int      `json:"months"` // for how long it counts; 0 is for good
}

// TableName is the table of required competences.
func (Competence) TableName() string { return "competences" }

// Links are the roles that need the competence.
func (c Competence) Links() []string { return Competences.Links(&c) }

// Competences is the register of what people must be able to do.
var Competences = register.New(
	register.About{
		Name: "competence", Prefix: "CMP", Title: "Required competences", One: "required competence", Many: "required competences",
		Record: "Require a competence", Verb: "determine", Edit: access.EditSupport, Clauses: []string{"7.2", "A.4.6"},
		Lead: "What people in each role must be able to do, because your AI depends on it.",
	},
	register.Line("title", "Competence", func(c *Competence) *string { return &c.Title }).
		Needed("Name the competence, for example \"Judge a test report of a model\""),
	register.Choice("level", "How well?", func(c *Competence) *Level { return &c.Level }, Levels...).
		Labelled("basic", "Basic: understands it and can follow", "working", "Working: does it alone", "expert", "Expert: does it, judges it and teaches it").
		Needed("Choose how well it must be known").InList().Filter(),
	register.Many("roles", "Roles that need it", func(c *Competence) *[]string { return &c.Roles }, "ROL").InList().Filter(),
	register.Lines("people", "Other people who need it", func(c *Competence) *[]string { return &c.People }).Help("Names of people who hold none of these roles."),
	register.Text("why", "Why is it needed?", func(c *Competence) *string { return &c.Why }).
		Needed("Say what goes wrong without it").InList(),
	register.Text("proof", "What shows it?", func(c *Competence) *string { return &c.Proof }).Help("A degree, a test with its mark, work that was looked at."),
	register.Number("months", "Months that a proof counts", func(c *Competence) *int { return &c.Months }).Help("Leave it empty where it counts for good.").IfAsked(),
).Rule(func(c *Competence, l *check.List) {
	l.Between("months", c.Months, 0, mostMonths, "The number of months")
	if len(c.Roles) == 0 && len(c.People) == 0 {
		l.Add("roles", "Choose a role, or name the people who need it")
	}
})

// Way says how somebody showed that they can do something: 7.2 names education,
// training and experience.
type Way string

// The ways.
const (
	ByEducation  Way = "education"
	ByTraining   Way = "training"
	ByExperience Way = "experience"
	ByTest       Way = "test"
	ByWork       Way = "observed work"
)

// Verdict is how an evaluation came out, of a person or of a training.
type Verdict string

// The verdicts.
const (
	Shown    Verdict = "yes"
	Partly   Verdict = "partly"
	NotShown Verdict = "no"
)

// Verdicts lists them.
var Verdicts = []Verdict{Shown, Partly, NotShown}

// Proof is one evaluation of one person for one competence (7.2: evidence of competence).
type Proof struct {
	store.Head
	Name        string   `json:"name"` // of the person
	Competence  string   `json:"competence"`
	Level       Level    `json:"level"` // that was shown
	Way         Way      `json:"way"`
	Details     string   `json:"details"`
	Result      Verdict  `json:"result"`
	EvaluatedBy string   `json:"evaluated_by"`
	EvaluatedOn when.Day `json:"evaluated_on"`
	ValidUntil  when.Day `json:"valid_until"`
	Training    string   `json:"training"` // after which it was shown; may be empty
}

// TableName is the table of proofs of competence.
func (Proof) TableName() string { return "proofs" }

// Links are the competence and the training that a proof names.
func (p Proof) Links() []string { return Proofs.Links(&p) }

// Proofs is the register of what people have shown.
var Proofs = register.New(
	register.About{
		Name: "proof", Prefix: "PRF", Title: "Proofs of competence", One: "proof of competence", Many: "proofs of competence",
		Record: "Record a proof", Verb: "evaluate", Edit: access.EditSupport, Clauses: []string{"7.2", "A.4.6"},
		Lead: "Who has shown what, how, and who judged it. Attach the certificate or the test as evidence.",
	},
	register.Line("name", "Person", func(p *Proof) *string { return &p.Name }).Owns().
		Needed("Name the person").Help("Write the name as the role has it."),
	register.One("competence", "Competence", func(p *Proof) *string { return &p.Competence }, "CMP").
		Needed("Choose what the person has shown").InList().Filter(),
	register.Choice("level", "Level that was shown", func(p *Proof) *Level { return &p.Level }, Levels...).
		Needed("Choose the level that was shown").InList(),
	register.Choice("way", "How was it shown?", func(p *Proof) *Way { return &p.Way }, ByEducation, ByTraining, ByExperience, ByTest, ByWork).
		Needed("Choose how it was shown").InList().Filter(),
	register.Text("details", "What was looked at?", func(p *Proof) *string { return &p.Details }).
		Needed("Say what was looked at, for example the test with its mark"),
	register.Choice("result", "Is the person competent?", func(p *Proof) *Verdict { return &p.Result }, Verdicts...).
		Needed("Say how the evaluation came out").Under("Evaluation").InList().Filter(),
	register.Line("evaluated_by", "Evaluated by", func(p *Proof) *string { return &p.EvaluatedBy }).Needed("Say who judged it").IfAsked(),
	register.Day("evaluated_on", "Evaluated on", func(p *Proof) *when.Day { return &p.EvaluatedOn }).Needed("Give the day of the evaluation").IfAsked(),
	register.Day("valid_until", "Counts until", func(p *Proof) *when.Day { return &p.ValidUntil }).Help("Leave it empty where it counts for good.").InList(),
	register.One("training", "After which training?", func(p *Proof) *string { return &p.Training }, "TRN").IfAsked(),
).Rule(func(p *Proof, l *check.List) {
	if p.EvaluatedBy != "" && samePerson(p.EvaluatedBy, p.Name) {
		l.Add("evaluated_by", "Nobody judges themselves. Name somebody else who looked at it")
	}
	if p.ValidUntil != "" && p.ValidUntil < p.EvaluatedOn {
		l.Add("valid_until", "Give a day after the evaluation")
	}
}).Guard(func(tx *store.Tx, _, p *Proof) error {
	return notAhead(tx, "evaluated_on", p.EvaluatedOn)
})

// notAhead refuses a day that is still to come where something is said to have happened.
func notAhead(tx *store.Tx, field string, day when.Day) error {
	var l check.List
	if day > tx.Now.Day() {
		l.Add(field, "This day is still to come. Give the day on which it happened, or leave it empty")
	}
	return l.Err()
}
