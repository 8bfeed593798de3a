package internalaudit

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Method is how the items of a sample are chosen.
type Method string

// The methods.
const (
	Random    Method = "random"
	EveryNth  Method = "every n-th"
	Judgement Method = "judgement"
)

// Methods lists them.
var Methods = []Method{Random, EveryNth, Judgement}

// populations are the registers that samples are drawn from, by prefix.
var populations = map[string]store.Record{
	"SYS": &inventory.System{}, "RSK": &risk.Risk{}, "ACT": &risk.Action{}, "ACC": &risk.Acceptance{}, "IMP": &impact.Assessment{},
	"CHG": &inventory.SystemChange{}, "OPR": &operation.Record{}, "GAT": &operation.Gate{}, "SUP": &operation.Supplier{}, "INC": &operation.Incident{},
	"PRF": &support.Proof{}, "TRN": &support.Training{}, "DOC": &support.Document{}, "ACK": &leadership.Acknowledgement{}, "RSL": &performance.Result{},
}

// Populations are the prefixes of those registers in the order they are offered.
var Populations = []string{"SYS", "IMP", "RSK", "ACT", "ACC", "CHG", "OPR", "GAT", "SUP", "INC", "PRF", "TRN", "DOC", "ACK", "RSL"}

// Sample is which records an auditor looked at out of how many, and how they were
// chosen. Position, population and seed let anybody draw the same items again.
type Sample struct {
	store.Head
	Title     string   `json:"title"`
	Audit     string   `json:"audit"`      // AUD reference
	DrawnFrom string   `json:"drawn_from"` // prefix of the register
	Words     string   `json:"words"`      // only records that hold these words
	Method    Method   `json:"method"`
	Size      int      `json:"size"`
	Seed      string   `json:"seed"`
	Chosen    []string `json:"chosen" gorm:"serializer:json"` // by judgement
	Why       string   `json:"why"`
	Outcome   string   `json:"outcome"` // what the sample showed

	Position   int64    `json:"position"`   // of the trail, at which the population was read
	Population int      `json:"population"` // number of records in it
	Sum        string   `json:"sum"`        // SHA-256 of their references, one a line
	Items      []string `json:"items" gorm:"serializer:json"`
	DrawnOn    when.Day `json:"drawn_on"`
	DrawnBy    string   `json:"drawn_by"`
}

// TableName is the table of samples.
func (Sample) TableName() string { return "audit_samples" }

// Links are the audit and the items.
func (s Sample) Links() []string { return append(Samples.Links(&s), s.Items...) }

// ask is the part of a sample that decides what is drawn.
func (s Sample) ask() []any {
	return []any{s.DrawnFrom, s.Words, s.Method, s.Size, s.Seed, strings.Join(s.Chosen, " ")}
}

// Samples is the register of samples.
var Samples = register.New(
	register.About{
		Name: "audit-sample", Prefix: "SMP", Title: "Samples", One: "sample", Many: "samples",
		Record: "Draw a sample", Verb: "draw", Edit: access.ConductAudit, Clauses: []string{"9.2.2"}, Usual: "-ref",
		Lead: "Which records the auditors looked at, out of how many, and how they were chosen.",
	},
	register.Line("title", "What is the sample for?", func(s *Sample) *string { return &s.Title }).Needed("Say what you want to see"),
	register.One("audit", "Audit", func(s *Sample) *string { return &s.Audit }, "AUD").Needed("Choose the audit").InList().Filter(),
	register.Choice("drawn_from", "Drawn from", func(s *Sample) *string { return &s.DrawnFrom }, Populations...).Needed("Choose what the sample is drawn from").InList().
		Labelled("SYS", "AI systems", "IMP", "Impact assessments", "RSK", "Risks", "ACT", "Treatment actions", "ACC", "Risk acceptances", "CHG", "Changes of AI systems",
			"OPR", "Records of operation", "GAT", "Life-cycle gates", "SUP", "Suppliers", "INC", "Incidents", "PRF", "Proofs of competence", "TRN", "Trainings",
			"DOC", "Documents", "ACK", "Acknowledgements", "RSL", "Results of measures"),
	register.Line("words", "Only those that hold these words", func(s *Sample) *string { return &s.Words }).Help("For example SYS-2026-001 for all that names this system. Leave it empty for all records in force."),
	register.Choice("method", "How are they chosen?", func(s *Sample) *Method { return &s.Method }, Methods...).Needed("Choose how").InList().
		Labelled("random", "By chance, from a seed", "every n-th", "Every n-th, from a seed", "judgement", "By judgement: I name them"),
	register.Number("size", "How many?", func(s *Sample) *int { return &s.Size }).Help("By chance and every n-th."),
	register.Line("seed", "Seed", func(s *Sample) *string { return &s.Seed }).Help("Any word or number that nobody chose for its result, such as today's date. The same seed draws the same items."),
	register.Lines("chosen", "Named by judgement", func(s *Sample) *[]string { return &s.Chosen }).Help("References, for example RSK-2026-003."),
	register.Text("why", "Why so, and why so many?", func(s *Sample) *string { return &s.Why }),
	register.Text("outcome", "What did the sample show?", func(s *Sample) *string { return &s.Outcome }),
).Rule(func(s *Sample, l *check.List) {
	switch s.Method {
	case Random, EveryNth:
		if s.Size == 0 {
			l.Add("size", "Say how many are drawn")
		}
		l.Required("seed", s.Seed, "Give a seed, so that the same items can be drawn again")
	case Judgement:
		if len(s.Chosen) == 0 {
			l.Add("chosen", "Name the records that you look at, one a line")
		}
		l.Required("why", s.Why, "Say why these: that is what makes judgement a method")
	}
}).Guard(func(tx *store.Tx, was, now *Sample) error {
	if _, err := workable(tx, now.Audit, false); err != nil {
		return err
	}
	if was != nil {
		if !slices.Equal(was.ask(), now.ask()) || was.Audit != now.Audit {
			return fault.New(fault.Invalid, "A sample that was drawn stays as it is. Retire this one with the reason, and draw another.")
		}
		return nil
	}
	at, err := store.Position(tx.Read())
	if err != nil {
		return err
	}
	now.Position, now.DrawnOn, now.DrawnBy = at.Seq, tx.Now.Day(), tx.Who.Name
	all, err := now.population(tx.Read())
	if err != nil {
		return err
	}
	var l check.List
	now.Population, now.Sum, now.Items = len(all), sumOf(all), now.Draw(all)
	for _, ref := range now.Chosen {
		if now.Method == Judgement && !slices.Contains(all, ref) {
			l.Add("chosen", "%s is not among the %d records it is drawn from", ref, len(all))
		}
	}
	if len(all) == 0 {
		l.Add("drawn_from", "There is no such record to draw from")
	}
	return l.Err()
})

// population lists the references that the sample is drawn from: the records in force
// at its position of the trail that hold its words, in the order of their characters.
func (s Sample) population(q *gorm.DB) ([]string, error) {
	images, err := store.Images(q, populations[s.DrawnFrom].TableName(), s.Position)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, image := range images {
		var h store.Head
		if err := json.Unmarshal([]byte(image), &h); err != nil {
			return nil, err
		}
		if !h.Retired() && strings.Contains(strings.ToLower(image), strings.ToLower(s.Words)) {
			out = append(out, h.Ref)
		}
	}
	slices.Sort(out)
	return out, nil
}

// Draw chooses the items of a sample out of its population, which must be sorted.
//
// By chance: each reference is hashed with the seed (SHA-256 of seed, line feed,
// reference), the references are ordered by their hashes, and the first ones are taken.
//
// Every n-th: n is the population divided by the size, rounded down. The first eight
// bytes of the SHA-256 of the seed, as a number, divided by n, leave the start.
func (s Sample) Draw(population []string) []string {
	size := min(s.Size, len(population))
	switch {
	case s.Method == Judgement:
		return slices.Clone(s.Chosen)
	case size == 0:
		return nil
	case s.Method == EveryNth:
		sum := sha256.Sum256([]byte(s.Seed))
		step := uint64(len(population) / size) //nolint:gosec // no length is negative
		var out []string
		for at := binary.BigEndian.Uint64(sum[:8]) % step; len(out) < size; at += step {
			out = append(out, population[at])
		}
		return out
	}
	hashed := func(ref string) string {
		sum := sha256.Sum256([]byte(s.Seed + "\n" + ref))
		return hex.EncodeToString(sum[:])
	}
	drawn := slices.Clone(population)
	slices.SortFunc(drawn, func(a, b string) int { return strings.Compare(hashed(a), hashed(b)) })
	return drawn[:size]
}

func sumOf(refs []string) string {
	sum := sha256.Sum256([]byte(strings.Join(refs, "\n")))
	return hex.EncodeToString(sum[:])
}

// Again is a sample drawn once more from the trail.
type Again struct {
	Population []string
	Items      []string
	Same       bool // population and items are those that were recorded
}

// DrawAgain draws a sample once more as the trail stood then. It writes nothing.
func DrawAgain(ctx context.Context, db *store.DB, s Sample) (again Again, err error) {
	if again.Population, err = s.population(db.Read(ctx)); err != nil {
		return again, err
	}
	again.Items = s.Draw(again.Population)
	again.Same = sumOf(again.Population) == s.Sum && slices.Equal(again.Items, s.Items)
	return again, nil
}
