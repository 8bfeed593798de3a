package certification

import (
	"context"
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Request is one line of what a certification auditor asks to see, and what answers it.
type Request struct {
	store.Head
	Title      string   `json:"title"`
	Number     string   `json:"number"` // as the auditor numbers it
	Event      string   `json:"event"`  // CEV reference
	Clauses    []string `json:"clauses" gorm:"serializer:json"`
	Owner      string   `json:"owner"`
	Due        when.Day `json:"due"`
	Records    []string `json:"records" gorm:"serializer:json"` // references of any register
	Evidence   []string `json:"evidence" gorm:"serializer:json"`
	Answer     string   `json:"answer"`
	AnsweredOn when.Day `json:"answered_on"`
}

// TableName is the table of requests.
func (Request) TableName() string { return "certification_requests" }

// Links are what the request concerns, and what answers it.
func (q Request) Links() []string { return Requests.Links(&q) }

// Open says whether it waits for an answer.
func (q Request) Open() bool { return !q.Retired() && q.AnsweredOn == "" }

// Requests is the list of what auditors asked for.
var Requests = register.New(
	register.About{
		Name: "document-request", Prefix: "DRQ", Title: "Requests", One: "request", Many: "requests",
		Record: "Record a request", Verb: "record", Edit: access.KeepCertification, Usual: "ref",
		Lead: "What the certification auditors ask to see, line by line, and which of your records and evidence answer it.",
	},
	register.Line("title", "What is asked for?", func(q *Request) *string { return &q.Title }).Needed("Say what the auditor asks for").Called("Request"),
	register.Line("number", "Number", func(q *Request) *string { return &q.Number }).Help("As it stands on the auditor's list. The folder is numbered by it.").InList(),
	register.One("event", "For which audit?", func(q *Request) *string { return &q.Event }, "CEV").Called("Audit").InList().Filter(),
	register.Many("clauses", "Clauses and controls", func(q *Request) *[]string { return &q.Clauses }, register.OfClauses, register.OfControls).Called("Clause").InList(),
	register.Line("owner", "Who answers it?", func(q *Request) *string { return &q.Owner }).InList(),
	register.Day("due", "Due on", func(q *Request) *when.Day { return &q.Due }).InList(),
	register.Many("records", "Records that answer it", func(q *Request) *[]string { return &q.Records }, register.OfAny).Help("References, such as SCP-2026-001. The page of the request suggests some.").Under("Answer"),
	register.Many("evidence", "Evidence that answers it", func(q *Request) *[]string { return &q.Evidence }, "EVD"),
	register.Text("answer", "In words", func(q *Request) *string { return &q.Answer }).Help("What the auditor should know when opening it, or why there is nothing to show."),
	register.Day("answered_on", "Answered on", func(q *Request) *when.Day { return &q.AnsweredOn }),
).Rule(func(q *Request, l *check.List) {
	if q.AnsweredOn != "" && len(q.Records)+len(q.Evidence) == 0 && strings.TrimSpace(q.Answer) == "" {
		l.Add("records", "Point to a record or to evidence, or answer in words")
	}
}).Guard(func(tx *store.Tx, _, now *Request) error {
	var l check.List
	if now.AnsweredOn > tx.Now.Day() {
		l.Add("answered_on", "This day is still to come. Give the day it was answered")
	}
	return l.Err()
})

// Given is what a person points to in answer to a request.
type Given struct {
	Records, Evidence []string
	Answer            string
	Done              bool // nothing more is to come
}

// Reply answers a request, wholly or in part. What it points to must be there.
func Reply(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, in Given) (Request, error) {
	var q Request
	err := db.Write(ctx, who, access.KeepCertification, func(tx *store.Tx) error {
		var err error
		if q, err = store.Load[Request](tx, ref, version); err != nil {
			return err
		}
		if q.Retired() {
			return fault.New(fault.Invalid, "%s is retired and stays as it was.", ref)
		}
		q.Records, q.Evidence, q.Answer, q.AnsweredOn = in.Records, in.Evidence, strings.TrimSpace(in.Answer), ""
		if in.Done {
			q.AnsweredOn = tx.Now.Day()
		}
		return Requests.ReviseAs(tx, "answer request", &q)
	})
	return q, err
}

// UsualPapers records what auditors usually ask for before Stage 1 as requests of an
// event: those of the catalogue that none in force is called like. It gives how many.
func UsualPapers(ctx context.Context, db *store.DB, who access.Actor, event string, due when.Day) (int, error) {
	made := 0
	err := db.Write(ctx, who, access.KeepCertification, func(tx *store.Tx) error {
		var there []string
		if err := tx.Read().Model(&Request{}).Where("event = ? AND retired_on = ''", event).Pluck("title", &there).Error; err != nil {
			return err
		}
		known := map[string]bool{}
		for _, t := range there {
			known[t] = true
		}
		for i, p := range controls.MustLoad().Certification.Papers {
			if known[p.Name] {
				continue
			}
			q := Request{Title: p.Name, Number: fmt.Sprintf("%02d", i+1), Event: event, Clauses: p.Refs, Due: due}
			if err := Requests.Add(tx, &q); err != nil {
				return err
			}
			made++
		}
		if made == 0 {
			return fault.New(fault.Invalid, "All of the usual papers are on the list already.")
		}
		return nil
	})
	return made, err
}
