package operation

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// ConcernState is how far a concern is.
type ConcernState string

// The states.
const (
	ConcernReceived ConcernState = "received"
	ConcernLookedAt ConcernState = "being looked at"
	ConcernClosed   ConcernState = "closed"
)

// ConcernStates lists them in the order of the work.
var ConcernStates = []ConcernState{ConcernReceived, ConcernLookedAt, ConcernClosed}

// Concern is what the trail may tell of a concern (A.3.3): that it came and how far
// it is. Who reported it, and every word that was said, stands apart in words that
// only its handlers and, with the receipt code, its reporter can read. Seals holds
// the seal of each of those words, so that none can be changed or taken away unseen.
type Concern struct {
	store.Head
	ReceivedOn when.Day     `json:"received_on"`
	State      ConcernState `json:"state"`
	ClosedOn   when.Day     `json:"closed_on"`
	AnswerBy   when.Day     `json:"answer_by"` // the day promised to a reporter who waits; empty while nobody does
	Seals      []string     `json:"seals" gorm:"serializer:json"`
}

// TableName is the table of concerns.
func (Concern) TableName() string { return "concerns" }

// Late says whether the reporter still waits after the day that was promised.
func (c Concern) Late(today when.Day) bool {
	return !c.Retired() && c.State != ConcernClosed && c.AnswerBy.Passed(today)
}

// Word is something that was said about a concern. Name is empty where the reporter
// gave none; of an answer it is the handler's.
type Word struct {
	Concern      string `gorm:"primaryKey"`
	Number       int    `gorm:"primaryKey;autoIncrement:false"`
	FromReporter bool
	Name         string
	About        string // of the first: the system or service, in the reporter's words
	Text         string
	SaidOn       when.Day // a day and no more, because a time could tell who was there
	Salt         string   // makes the seal say nothing about a short text
}

// TableName is the house table of words.
func (Word) TableName() string { return "concern_words" }

// seal is the SHA-256 of all that a word holds.
func (w Word) seal() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		w.Salt, w.Concern, strconv.Itoa(w.Number), strconv.FormatBool(w.FromReporter), w.Name, w.About, w.Text, string(w.SaidOn),
	}, "\x00")))
	return hex.EncodeToString(sum[:])
}

// Intact says whether words are those that a concern has the seals of.
func (c Concern) Intact(words []Word) bool {
	if len(words) != len(c.Seals) {
		return false
	}
	for i, w := range words {
		if w.seal() != c.Seals[i] {
			return false
		}
	}
	return true
}

// code is a receipt: what its hash leads to.
type code struct {
	CodeSum string `gorm:"primaryKey"`
	Concern string
}

func (code) TableName() string { return "concern_codes" }

// sumOf hashes a receipt code as people type it: blanks, dashes and small letters do
// not matter. The code has more than 100 random bits, so that a plain hash is enough.
func sumOf(typed string) string {
	letters := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(typed)))
	sum := sha256.Sum256([]byte(letters))
	return hex.EncodeToString(sum[:])
}

// newCode is a receipt code in groups of four: "7QXM-2LTA-…".
func newCode() string {
	letters := rand.Text()[:24]
	var groups []string
	for ; len(letters) > 0; letters = letters[4:] {
		groups = append(groups, letters[:4])
	}
	return strings.Join(groups, "-")
}

// Report is what somebody writes to report a concern.
type Report struct {
	Text  string
	About string
	Name  string // only where they want to give it, with how to reach them
}

// Most that a reporter or a handler may write at once.
const mostSaid = 8000

func (in Report) check() error {
	var l check.List
	l.Required("text", in.Text, "Write what worries you")
	l.AtMost("text", in.Text, mostSaid)
	l.AtMost("about", in.About, 300)
	l.AtMost("name", in.Name, 300)
	return l.Err()
}

// ReportConcern records a concern and gives its receipt code, which is kept nowhere.
// It takes no actor: nothing that is known of who asks may reach a record.
func ReportConcern(ctx context.Context, db *store.DB, in Report) (receipt string, err error) {
	if err := in.check(); err != nil {
		return "", err
	}
	desk, err := TakeConcernDesk(ctx, db)
	if err != nil {
		return "", err
	}
	if !desk.Staffed() {
		return "", fault.New(fault.Invalid, "Nobody is named yet who would read this. Tell somebody whom you trust, and ask for this page to be set up.")
	}
	receipt = newCode()
	err = db.Write(ctx, access.Somebody(), access.ReportConcern, func(tx *store.Tx) error {
		ref, err := tx.NextRef("CNC")
		if err != nil {
			return err
		}
		today := tx.Now.Day()
		c := Concern{Head: store.Head{Ref: ref}, ReceivedOn: today, State: ConcernReceived, AnswerBy: today.Add(desk.within())}
		w := Word{FromReporter: true, Name: in.Name, About: in.About, Text: in.Text}
		if err := say(tx, &c, w); err != nil {
			return err
		}
		if err := tx.House().Create(&code{sumOf(receipt), ref}).Error; err != nil {
			return fmt.Errorf("operation: receipt: %w", err)
		}
		return tx.Create("report", &c, "")
	})
	return receipt, err
}

// say puts a word beside a concern and its seal into it. The caller writes the concern.
func say(tx *store.Tx, c *Concern, w Word) error {
	w.Concern, w.Number, w.SaidOn, w.Salt = c.Ref, len(c.Seals)+1, tx.Now.Day(), rand.Text()
	if err := tx.House().Create(&w).Error; err != nil {
		return fmt.Errorf("operation: words of %s: %w", c.Ref, err)
	}
	c.Seals = append(c.Seals, w.seal())
	return nil
}

// wordsOf reads what was said about a concern, in its order.
func wordsOf(q *gorm.DB, ref string) ([]Word, error) {
	var words []Word
	if err := q.Where("concern = ?", ref).Order("number").Find(&words).Error; err != nil {
		return nil, fmt.Errorf("operation: words of %s: %w", ref, err)
	}
	return words, nil
}

var errCode = fault.New(fault.Invalid, "No concern has this code. Look whether you typed it as it was shown.")

// byCode finds the concern of a receipt code.
func byCode(q *gorm.DB, receipt string) (Concern, error) {
	var found []code
	if err := q.Session(&gorm.Session{NewDB: true}).Where("code_sum = ?", sumOf(receipt)).Find(&found).Error; err != nil {
		return Concern{}, fmt.Errorf("operation: receipt: %w", err)
	}
	if len(found) == 0 {
		return Concern{}, errCode
	}
	return store.Take[Concern](q.Session(&gorm.Session{NewDB: true}), found[0].Concern)
}

// FollowConcern gives who holds the receipt code what was said so far.
func FollowConcern(ctx context.Context, db *store.DB, receipt string) (Concern, []Word, error) {
	q := db.Read(ctx)
	c, err := byCode(q, receipt)
	if err != nil {
		return c, nil, err
	}
	words, err := wordsOf(db.Read(ctx), c.Ref)
	return c, words, err
}

// AddToConcern lets who holds the receipt code say more. A closed concern opens again.
func AddToConcern(ctx context.Context, db *store.DB, receipt, text string) error {
	if err := (Report{Text: text}).check(); err != nil {
		return err
	}
	desk, err := TakeConcernDesk(ctx, db)
	if err != nil {
		return err
	}
	return db.Write(ctx, access.Somebody(), access.ReportConcern, func(tx *store.Tx) error {
		found, err := byCode(tx.Read(), receipt)
		if err != nil {
			return err
		}
		c, err := store.LoadNow[Concern](tx, found.Ref)
		if err != nil {
			return err
		}
		if c.State == ConcernClosed {
			c.State, c.ClosedOn, c.AnswerBy = ConcernReceived, "", ""
		}
		if c.AnswerBy == "" { // a reminder does not put off what was promised before
			c.AnswerBy = tx.Now.Day().Add(desk.within())
		}
		if err := say(tx, &c, Word{FromReporter: true, Text: text}); err != nil {
			return err
		}
		return tx.Update("add words", &c, "")
	})
}
