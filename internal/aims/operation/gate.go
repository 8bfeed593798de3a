package operation

import (
	"fmt"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Said is an answer to a question of a gate.
type Said string

// The answers.
const (
	Yes           Said = "yes"
	No            Said = "no"
	NotApplicable Said = "not applicable"
)

// Saids lists them.
var Saids = []Said{Yes, No, NotApplicable}

// Answer is what is said to one question of a gate, and why.
type Answer struct {
	Item   string   `json:"item"` // id in the catalogue's gates
	Said   Said     `json:"said"`
	Reason string   `json:"reason"`
	Shown  []string `json:"shown"` // references of the records that show it
}

// Verdict is how a round ended.
type Verdict string

// The verdicts.
const (
	Passed         Verdict = "passed"
	WithConditions Verdict = "passed with conditions"
	Refused        Verdict = "not passed"
)

// Verdicts lists them.
var Verdicts = []Verdict{Passed, WithConditions, Refused}

// Gate is one round of one AI system at one gate of its life (A.6). It is answered
// while it is open; signed off, it is frozen, and a new release begins the next round.
type Gate struct {
	store.Head
	Title        string       `json:"title"`   // made of the others
	System       string       `json:"system"`  // SYS reference
	Gate         string       `json:"gate"`    // id in the catalogue
	Round        int          `json:"round"`   // from 1
	Release      string       `json:"release"` // what passes: "Version 2.4"
	Planned      when.Day     `json:"planned"` // sign-off wanted by
	Prepared     string       `json:"prepared"`
	Answers      []Answer     `json:"answers" gorm:"serializer:json"`
	Verdict      Verdict      `json:"verdict"`
	Conditions   string       `json:"conditions"`
	ConditionsBy when.Day     `json:"conditions_by"`
	Remark       string       `json:"remark"`
	SignedBy     string       `json:"signed_by"` // name
	SignedRef    string       `json:"signed_ref"`
	SignedAt     when.Instant `json:"signed_at"`
	FulfilledOn  when.Day     `json:"fulfilled_on"` // the conditions
	Fulfilled    string       `json:"fulfilled"`    // how, and by whom it was confirmed
}

// TableName is the table of gates.
func (Gate) TableName() string { return "gates" }

// Links are the system and the records that the answers show.
func (g Gate) Links() []string {
	out := Gates.Links(&g)
	for _, a := range g.Answers {
		out = append(out, a.Shown...)
	}
	return out
}

// Signed says whether the round is over and frozen.
func (g Gate) Signed() bool { return g.SignedAt != "" }

// Gates is the register of the rounds at the gates of the life cycle. How a round is
// answered and signed off are verbs of this stage; see [Answered] and [SignOff].
var Gates = register.New(
	register.About{
		Name: "gate", Prefix: "GAT", Title: "Life-cycle gates", One: "gate", Many: "gates",
		Record: "Begin a gate", Verb: "begin", Edit: access.RecordOperation, Clauses: []string{"8.1", "A.6.1.3"},
		Lead: "What each AI system must show before it goes on in its life, and who signed that it may.",
	},
	register.Line("title", "Gate and round", func(g *Gate) *string { return &g.Title }),
	register.One("system", "AI system", func(g *Gate) *string { return &g.System }, "SYS").
		Needed("Choose the AI system").IfAsked().Filter(),
	register.Choice("gate", "Which gate?", func(g *Gate) *string { return &g.Gate }, gateIDs()...).Called("Gate").Labelled(gateTitles()...).
		Needed("Choose the gate").IfAsked().Filter(),
	register.Line("release", "What passes the gate?", func(g *Gate) *string { return &g.Release }).Called("What passes").
		Help("A version, a release or a change, for example: Version 2.4.").Needed("Say what passes the gate, for example \"First version\"").InList(),
	register.Line("prepared", "Prepared by", func(g *Gate) *string { return &g.Prepared }).Help("Who gathers the answers.").IfAsked(),
	register.Day("planned", "Sign-off wanted by", func(g *Gate) *when.Day { return &g.Planned }).IfAsked(),
).Guard(begun)

// begun gives a round its number and its name, and refuses to touch a frozen one or to
// open a second one beside an open one.
func begun(tx *store.Tx, was, now *Gate) error {
	if was != nil && was.Signed() {
		return fault.New(fault.Invalid, "%s is signed and frozen. Begin the next round instead.", was.Ref)
	}
	rounds, err := store.All[Gate](tx.Read().Where("system = ? AND gate = ? AND retired_on = '' AND ref <> ?", now.System, now.Gate, now.Ref))
	if err != nil {
		return err
	}
	if was == nil || was.System != now.System || was.Gate != now.Gate {
		now.Round = 1
		for _, r := range rounds {
			if !r.Signed() {
				var l check.List
				l.Add("gate", "Round %d is still open as %s. Sign it off before the next one begins", r.Round, r.Ref)
				return l.Err()
			}
			now.Round = max(now.Round, r.Round+1)
		}
		now.Answers = nil
	}
	sys, err := store.LoadNow[inventory.System](tx, now.System)
	if err != nil {
		return err
	}
	if was == nil && sys.Retired() {
		return fault.New(fault.Invalid, "%s is retired and passes no gate any more.", sys.Name)
	}
	g, _ := controls.MustLoad().Gate(now.Gate)
	now.Title = fmt.Sprintf("%s, round %d", g.Title, now.Round)
	return nil
}

func gateIDs() []string {
	var out []string
	for _, g := range controls.MustLoad().Gates {
		out = append(out, g.ID)
	}
	return out
}

func gateTitles() []string {
	var out []string
	for _, g := range controls.MustLoad().Gates {
		out = append(out, g.ID, g.Title)
	}
	return out
}
