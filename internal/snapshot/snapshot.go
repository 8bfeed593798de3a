package snapshot

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// Snapshot is the whole management system at one position of the trail. Every
// list is in the order of references and holds retired records too; nothing in it
// is changed after loading.
type Snapshot struct {
	Position trail.Checkpoint // the newest entry it includes
	Judged   when.Day         // the day on which overdue and expired are judged: today, or the day asked for
	Sample   bool             // everything in it is made up: whatever is made of it must say so

	People         []account.Person
	Organisations  []scope.Organisation // none or one
	Issues         []scope.Issue
	Parties        []scope.Party
	Needs          []scope.Need
	Obligations    []scope.Obligation
	Processes      []scope.Process
	Statements     []scope.Statement
	Policies       []leadership.Policy
	Versions       []leadership.Version
	Signatures     []leadership.Signature
	Roles          []leadership.Role
	Publications   []leadership.Publication
	Acks           []leadership.Acknowledgement
	Activities     []leadership.Activity
	Systems        []inventory.System
	Changes        []inventory.SystemChange
	Confirmations  []inventory.Confirmation
	Models         []inventory.Model
	Datasets       []inventory.Dataset
	EventLogs      []inventory.EventLog
	Assessments    []impact.Assessment
	ImpactRules    []impact.Rule        // none or one
	Disclosed      []impact.Publication // of impact assessments
	Criteria       []risk.Criteria      // none or one
	Risks          []risk.Risk
	Actions        []risk.Action
	Acceptances    []risk.Acceptance
	PlanApprovals  []risk.PlanApproval
	Rows           []soa.Row
	Approved       []soa.Version
	Objectives     []objective.Objective
	Measurements   []objective.Measurement
	Planned        []objective.PlannedChange
	Controls       []operation.Control
	Carried        []operation.Record // that controls were carried out
	Gates          []operation.Gate
	Evidence       []evidence.Item
	Comments       []comment.Comment
	Resources      []support.Resource
	Competences    []support.Competence
	Trainings      []support.Training
	Proofs         []support.Proof
	Briefings      []support.Briefing
	Communications []support.Communication
	Messages       []support.Message
	Documents      []support.Document
	Suppliers      []operation.Supplier
	Certificates   []operation.Certificate
	Splits         []operation.Split
	Expectations   []operation.Expectation
	Incidents      []operation.Incident
	Informations   []operation.Information
	Programmes     []internalaudit.Programme
	Audits         []internalaudit.Audit
	AuditRows      []internalaudit.Row
	Samples        []internalaudit.Sample
	Findings       []internalaudit.Finding
	Nonconforming  []improvement.Nonconformity
	Corrective     []improvement.Action
	Improvements   []improvement.Improvement
	Concerns       []operation.Concern     // what may be counted; their words are in no snapshot
	ConcernDesks   []operation.ConcernDesk // none or one
	Measures       []performance.Measure
	Results        []performance.Result
	Evaluations    []performance.Evaluation

	Pasts  map[string][]Past // each AI system as it stood, the oldest first, by reference
	cards  map[string][]turn // what each card of a model or a dataset said, the oldest first, by reference
	judged map[string]int64  // position of the newest judgement of a record
	by     index
}

// Load reads everything as it is now, in one consistent view.
func Load(ctx context.Context, db *store.DB) (*Snapshot, error) {
	return read(ctx, db, nil, "")
}

// Next is what Load would give, sooner: of the records it reads only those about
// which the trail has entries that prev does not include. prev stays as it is; what
// did not change is shared by both. What was changed outside the workbench Load
// sees; Next sees it in what was signed.
func Next(ctx context.Context, db *store.DB, prev *Snapshot) (*Snapshot, error) {
	return read(ctx, db, prev, "")
}

// AsOf rebuilds everything as it stood at a past moment, from the trail alone.
func AsOf(ctx context.Context, db *store.DB, t when.Instant) (*Snapshot, error) {
	if t == "" {
		return nil, fault.New(fault.Invalid, "Give the moment to go back to.")
	}
	return read(ctx, db, nil, t)
}

func read(ctx context.Context, db *store.DB, prev *Snapshot, t when.Instant) (*Snapshot, error) {
	s := &Snapshot{}
	err := db.Consistent(ctx, func(q *gorm.DB) error {
		pos, err := store.PositionAt(q, t)
		if err != nil {
			return err
		}
		r := &reader{q: q, past: t != "", seq: pos.Seq}
		if prev != nil {
			if r.moved, r.near, err = store.Moved(q, prev.Position); err != nil {
				return err
			}
			if r.near {
				*s = *prev
			}
		}
		s.Position = pos
		s.fill(r)
		return r.err
	})
	if err != nil {
		return nil, err
	}
	if s.Judged = db.Now().Day(); t != "" {
		s.Judged = t.Day()
	}
	s.Sample = db.IsSample()
	s.index()
	return s, nil
}

func (s *Snapshot) fill(r *reader) {
	fill(r, &s.People)
	fill(r, &s.Organisations)
	fill(r, &s.Issues)
	fill(r, &s.Parties)
	fill(r, &s.Needs)
	fill(r, &s.Obligations)
	fill(r, &s.Processes)
	fill(r, &s.Statements)
	fill(r, &s.Policies)
	fill(r, &s.Versions)
	fill(r, &s.Signatures)
	fill(r, &s.Roles)
	fill(r, &s.Publications)
	fill(r, &s.Acks)
	fill(r, &s.Activities)
	fill(r, &s.Systems)
	fill(r, &s.Changes)
	fill(r, &s.Confirmations)
	fill(r, &s.Models)
	fill(r, &s.Datasets)
	fill(r, &s.EventLogs)
	fill(r, &s.Assessments)
	fill(r, &s.ImpactRules)
	fill(r, &s.Disclosed)
	fill(r, &s.Criteria)
	fill(r, &s.Risks)
	fill(r, &s.Actions)
	fill(r, &s.Acceptances)
	fill(r, &s.PlanApprovals)
	fill(r, &s.Rows)
	fill(r, &s.Approved)
	s.fillDo(r)
	fill(r, &s.Evidence)
	fill(r, &s.Comments)
	s.remember(r)
}

// fillDo reads the registers of 6.2 to 9.1.
func (s *Snapshot) fillDo(r *reader) {
	fill(r, &s.Objectives)
	fill(r, &s.Measurements)
	fill(r, &s.Planned)
	fill(r, &s.Controls)
	fill(r, &s.Carried)
	fill(r, &s.Gates)
	fill(r, &s.Resources)
	fill(r, &s.Competences)
	fill(r, &s.Trainings)
	fill(r, &s.Proofs)
	fill(r, &s.Briefings)
	fill(r, &s.Communications)
	fill(r, &s.Messages)
	fill(r, &s.Documents)
	fill(r, &s.Suppliers)
	fill(r, &s.Certificates)
	fill(r, &s.Splits)
	fill(r, &s.Expectations)
	fill(r, &s.Incidents)
	fill(r, &s.Informations)
	fill(r, &s.Programmes)
	fill(r, &s.Audits)
	fill(r, &s.AuditRows)
	fill(r, &s.Samples)
	fill(r, &s.Findings)
	fill(r, &s.Nonconforming)
	fill(r, &s.Corrective)
	fill(r, &s.Improvements)
	fill(r, &s.Concerns)
	fill(r, &s.ConcernDesks)
	fill(r, &s.Measures)
	fill(r, &s.Results)
	fill(r, &s.Evaluations)
}

// reader reads registers one after another and stops at the first error.
type reader struct {
	q     *gorm.DB
	past  bool
	seq   int64
	near  bool                // the lists are those of an earlier position, and moved says what to read
	moved map[string][]string // references by table
	err   error
}

// always are registers that are read whole each time: an altered text that was
// signed shows in them (7.5.3) although the trail tells nothing of it.
var always = []string{leadership.Version{}.TableName(), leadership.Signature{}.TableName()}

func fill[T any, P interface {
	*T
	store.Record
}](r *reader, into *[]T) {
	if r.err != nil {
		return
	}
	table := P(new(T)).TableName()
	switch {
	case r.past:
		*into, r.err = images[T](r.q, table, r.seq)
	case !r.near || slices.Contains(always, table):
		*into, r.err = store.All[T, P](r.q)
	case len(r.moved[table]) > 0:
		*into, r.err = store.Renew[T, P](r.q, *into, r.moved[table])
	}
}

func images[T any](q *gorm.DB, table string, seq int64) ([]T, error) {
	images, err := store.Images(q, table, seq)
	if err != nil {
		return nil, err
	}
	recs := make([]T, len(images))
	for i, image := range images {
		if recs[i], err = store.Decode[T](image); err != nil {
			return nil, err
		}
	}
	return recs, nil
}
