package operation

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Share is who does what at one stage of a system's life.
type Share struct {
	Stage    string `json:"stage"` // of the life cycle
	Us       string `json:"us"`
	Supplier string `json:"supplier"`
	Customer string `json:"customer"`
}

// Split is who is responsible for what along the life of one AI system (A.10.2).
// A system has one in force at most.
type Split struct {
	store.Head
	Title     string   `json:"title"`
	System    string   `json:"system"`                           // SYS reference
	Suppliers []string `json:"suppliers" gorm:"serializer:json"` // SUP references
	Customers string   `json:"customers"`
	Shares    []Share  `json:"shares" gorm:"serializer:json"`
	Data      string   `json:"data"` // who decides about personal data, and who handles it for whom
	AgreedIn  string   `json:"agreed_in"`
	ReviewOn  when.Day `json:"review_on"`
}

// TableName is the table of splits.
func (Split) TableName() string { return "splits" }

// Links are the system and the suppliers that share it.
func (s Split) Links() []string { return Splits.Links(&s) }

// Holes are the stages of life at which nobody is named.
func (s Split) Holes() []string {
	var out []string
	for _, stage := range controls.MustLoad().LifeCycle {
		if !slices.ContainsFunc(s.Shares, func(h Share) bool {
			return h.Stage == stage && strings.TrimSpace(h.Us+h.Supplier+h.Customer) != ""
		}) {
			out = append(out, stage)
		}
	}
	return out
}

// Blank is a split with a line ready for every stage of life.
func Blank(system, title string) Split {
	s := Split{System: system, Title: title}
	for _, stage := range controls.MustLoad().LifeCycle {
		s.Shares = append(s.Shares, Share{Stage: stage})
	}
	return s
}

// Splits is the register of who does what.
var Splits = register.New(
	register.About{
		Name: "split", Prefix: "RSP", Title: "Responsibilities", One: "split of responsibilities", Many: "splits of responsibilities",
		Record: "Split responsibilities", Verb: "allocate", Edit: access.EditSupplier, Clauses: []string{"8.1", "A.10.2"},
		Lead: "For each AI system and each stage of its life: what you do, what a supplier does, and what a customer does.",
	},
	register.Line("title", "Name", func(s *Split) *string { return &s.Title }).Needed("Name it, for example \"Who does what for the claims triage\""),
	register.One("system", "AI system", func(s *Split) *string { return &s.System }, "SYS").Needed("Choose the AI system").InList().Filter(),
	register.Many("suppliers", "Suppliers that share in it", func(s *Split) *[]string { return &s.Suppliers }, "SUP").InList(),
	register.Line("customers", "Customers or other users that share in it", func(s *Split) *string { return &s.Customers }),
	register.Table("shares", "Who does what", func(s *Split) *[]Share { return &s.Shares },
		register.Choice("stage", "Stage", func(h *Share) *string { return &h.Stage }, controls.MustLoad().LifeCycle...).Needed("Choose the stage"),
		register.Text("us", "We", func(h *Share) *string { return &h.Us }),
		register.Text("supplier", "The supplier", func(h *Share) *string { return &h.Supplier }),
		register.Text("customer", "The customer", func(h *Share) *string { return &h.Customer })).
		Help("Leave a stage without a word only where you do not know yet: it is named as a hole. Where nobody has to do anything, say so.").Under("Along its life"),
	register.Text("data", "Personal data", func(s *Split) *string { return &s.Data }).Help("Who decides why it is used, and who handles it for whom."),
	register.Line("agreed_in", "Agreed in", func(s *Split) *string { return &s.AgreedIn }).Help("The contract or paper that says so to all of them.").IfAsked(),
	register.Day("review_on", "Next review", func(s *Split) *when.Day { return &s.ReviewOn }).InList(),
).Rule(func(s *Split, l *check.List) {
	if len(s.Shares) == 0 {
		l.Add("shares", "Say for one stage at least who does what")
	}
}).Guard(func(tx *store.Tx, _, now *Split) error {
	others, err := store.All[Split](store.InForce(tx.Read().Session(&gorm.Session{NewDB: true}), true).Where("system = ? AND ref <> ?", now.System, now.Ref))
	if err != nil || len(others) == 0 {
		return err
	}
	return fault.New(fault.Invalid, "%s says already who does what for this system. Change it there, or retire it first.", others[0].Ref)
})
