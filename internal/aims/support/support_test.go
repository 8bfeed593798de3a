package support_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

var lead = aimstest.As(access.Lead)

// around records what the registers of clause 7 name: a system, a role, a party.
func around(ctx context.Context, db *store.DB) error {
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks"}); err != nil {
		return err
	}
	if _, err := scope.New(db).NameParty(ctx, lead, scope.Party{Name: "Applicants", Side: scope.External}); err != nil {
		return err
	}
	_, err := leadership.New(db).Assign(ctx, lead, leadership.Role{Title: "Tester", Person: "Ada", Responsibilities: "Tests."})
	return err
}

// required records a role with a competence it requires, and a training for it.
func required(ctx context.Context, db *store.DB) error {
	if err := around(ctx, db); err != nil {
		return err
	}
	if _, err := support.Competences.Keep(ctx, db, lead, competence); err != nil {
		return err
	}
	_, err := support.Trainings.Keep(ctx, db, lead, support.Training{Title: "Course", Kind: support.Course, Competences: []string{"CMP-2026-001"}, People: []string{"Ada"}, Due: "2026-10-01"})
	return err
}

func planned(ctx context.Context, db *store.DB) error {
	if err := around(ctx, db); err != nil {
		return err
	}
	_, err := support.Communications.Keep(ctx, db, lead, communication)
	return err
}

var competence = support.Competence{
	Title: "Test models", Level: support.Working, Roles: []string{"ROL-2026-001"}, People: []string{"Grace"},
	Why: "Bad models go live.", Proof: "A test.", Months: 24,
}

var communication = support.Communication{
	Title: "What the ranker does", Side: support.External, Content: "It ranks.", Audience: "Applicants", Parties: []string{"PTY-2026-001"},
	Systems: []string{"SYS-2026-001"}, Timing: "Each quarter", Channel: "Web page", Owner: "Ada", Months: 3, NextOn: "2026-10-31",
}

var document = support.Document{
	Title: "Testing procedure", Kind: support.FromOutside, Number: "P-7", Edition: "2", State: support.Approved, ApprovedBy: "Ada", ApprovedOn: "2026-03-01",
	Owner: "Ada", ReviewMonths: 12, ReviewOn: "2027-03-01", Classification: support.InHouse, Access: "All staff", Place: "Wiki", Format: "Page",
	Retention: "Seven years", Origin: "A standards body", Control: "A mail each January.", Clauses: []string{"42001:8.1"}, Controls: []string{"42001:A.6.2.4"},
}

func TestResourcesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Resource, *support.Resource]{
		Register: support.Resources, By: access.Lead, NotBy: access.Contributor, Before: around,
		Good: support.Resource{
			Title: "Applications of six years", Kind: support.Data, Details: "No names.", ForAIMS: true, Systems: []string{"SYS-2026-001"}, Owner: "Ada",
			Place: "Warehouse", Capacity: "2 million", Limits: "Few from the north.", Enough: support.Short, Action: "Buy more.", ReviewOn: "2027-01-31",
		},
		Bad:   support.Resource{Kind: "gold", Enough: support.Short, ReviewOn: "soon"},
		Marks: []string{"title", "kind", "review_on", "systems", "action"},
	})
}

func TestCompetencesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Competence, *support.Competence]{
		Register: support.Competences, By: access.Lead, NotBy: access.Contributor, Before: around, Good: competence,
		Bad: support.Competence{Level: "god", Months: 2000}, Marks: []string{"title", "level", "why", "months", "roles"},
	})
}

func TestTrainingsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Training, *support.Training]{
		Register: support.Trainings, By: access.Lead, NotBy: access.Contributor, Before: required,
		Good: support.Training{
			Title: "Course", Kind: support.Course, Competences: []string{"CMP-2026-001"}, People: []string{"Ada"}, Provider: "A school", Owner: "Grace", Due: "2026-09-01",
			Cost: "EUR 900", DoneOn: "2026-09-02", Effect: support.Shown, EffectHow: "Two reports were read.", EffectBy: "Grace", EffectOn: "2026-10-01",
		},
		Bad:   support.Training{EffectOn: "2026-01-01"},
		Marks: []string{"title", "kind", "competences", "people", "due", "done_on", "effect", "effect_how", "effect_by"},
	})
}

func TestProofsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Proof, *support.Proof]{
		Register: support.Proofs, By: access.Lead, NotBy: access.Contributor, Before: required,
		Good: support.Proof{
			Name: "Ada", Competence: "CMP-2026-001", Level: support.Expert, Way: support.ByTest, Details: "Test, 92 of 100.", Result: support.Shown,
			EvaluatedBy: "Grace", EvaluatedOn: "2026-10-01", ValidUntil: "2028-10-01", Training: "TRN-2026-001",
		},
		Bad:   support.Proof{Name: "Ada", EvaluatedBy: " ada ", EvaluatedOn: "2026-10-01", ValidUntil: "2026-09-01"},
		Marks: []string{"competence", "level", "way", "details", "result", "evaluated_by", "valid_until"},
	})
}

func TestBriefingsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Briefing, *support.Briefing]{
		Register: support.Briefings, By: access.Lead, NotBy: access.Contributor,
		Good: support.Briefing{
			Title: "What our policy means", Format: support.Talk, Subjects: support.Asked, Content: "You decide.", Audience: "All staff", Owner: "Ada",
			Due: "2026-09-01", HeldOn: "2026-09-02", Invited: 20, Attended: 18, Checked: "Five questions.",
		},
		Bad:   support.Briefing{Invited: 3, Attended: 4, HeldOn: "soon"},
		Marks: []string{"title", "format", "subjects", "audience", "due", "held_on", "attended"},
	})
}

func TestCommunicationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Communication, *support.Communication]{
		Register: support.Communications, By: access.Lead, NotBy: access.Contributor, Before: around, Good: communication,
		Bad: support.Communication{Side: "above", Months: 121}, Marks: []string{"title", "side", "audience", "timing", "channel", "owner", "months"},
	})
}

func TestMessagesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Message, *support.Message]{
		Register: support.Messages, By: access.Lead, NotBy: access.Contributor, Before: planned,
		Good: support.Message{
			Title: "Page of autumn", Communication: "COM-2026-001", SentOn: "2026-11-01", SentBy: "Ada", Audience: "Applicants", Channel: "Web page", Response: "Two questions.",
		},
		Bad: support.Message{SentOn: "soon"}, Marks: []string{"title", "communication", "sent_on"},
	})
}

func TestDocumentsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[support.Document, *support.Document]{
		Register: support.Documents, By: access.Lead, NotBy: access.Contributor, Good: document,
		Bad: support.Document{Kind: support.FromOutside, State: support.Approved, Clauses: []string{"42001:11"}, Controls: []string{"42001:A.1.1"}},
		Marks: []string{
			"title", "edition", "owner", "classification", "place", "clauses", "controls", "approved_by", "approved_on", "origin",
		},
	})
}
