package operation_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// around is what records of this stage point to: a system, an obligation, a supplier
// and a certificate.
func around(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks"}); err != nil {
		return err
	}
	if _, err := risk.New(db).Identify(ctx, lead, risk.Risk{Title: "Wrong", Kind: risk.Threat, Status: risk.Open}); err != nil {
		return err
	}
	if _, err := scope.Obligations.Keep(ctx, db, lead, scope.Obligation{Title: "Tell the regulator", Duty: scope.ByLaw}); err != nil {
		return err
	}
	if _, err := operation.Suppliers.Keep(ctx, db, lead, operation.Supplier{Name: "Ostrava Models", Supplies: "A model", Weight: operation.Critical, AI: true}); err != nil {
		return err
	}
	_, err := operation.Certificates.Keep(ctx, db, lead, operation.Certificate{Title: "First", Supplier: "SUP-2026-001", Kind: "iso27001", Service: "Models API", Until: "2026-01-31"})
	return err
}

func TestSuppliersConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Supplier, *operation.Supplier]{
		Register: operation.Suppliers, By: access.Contributor, NotBy: access.Auditor, Before: around,
		Good: operation.Supplier{
			Name: "Brightwell", Supplies: "Scans", Systems: []string{"SYS-2026-001"}, AI: true, Weight: operation.Important, Because: "Bridged for a week",
			Owner: "Ada", Contact: "Ines", Contract: "C-7", ContractEnds: "2027-01-31", Terms: operation.Terms, Lacking: "Nothing",
			AssessedOn: "2026-06-01", AssessedBy: "Ada", Verdict: operation.Conditional, Conditions: "Yearly report", NextOn: "2027-06-01",
			Watches: []operation.Watch{{On: "2026-07-01", What: "Uptime", Found: "99.9", Done: "Nothing"}},
		},
		Bad:   operation.Supplier{Weight: "heavy", AssessedOn: "2026-06-01", Watches: []operation.Watch{{What: "x"}}},
		Marks: []string{"name", "supplies", "weight", "watches.on.0", "verdict"},
	})
}

func TestCertificatesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Certificate, *operation.Certificate]{
		Register: operation.Certificates, By: access.Lead, NotBy: access.Reader, Before: around,
		Good: operation.Certificate{
			Title: "Second", Supplier: "SUP-2026-001", Kind: "iso27001", Service: "Models API", Number: "IS 1", Body: "Certifier", AccreditedBy: "An accreditor",
			Scope: "The API", From: "2026-02-01", Until: "2029-01-31", SurveyedOn: "2026-03-01", Replaces: "CER-2026-001",
		},
		Bad:   operation.Certificate{Kind: "iso1", Supplier: "SYS-2026-001", From: "2026-02-02", Until: "2026-02-01"},
		Marks: []string{"title", "supplier", "kind", "service", "valid_until"},
	})
}

func TestSplitsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Split, *operation.Split]{
		Register: operation.Splits, By: access.Lead, NotBy: access.Executive,
		Before: func(ctx context.Context, db *store.DB) error {
			if err := around(ctx, db); err != nil {
				return err
			}
			_, err := inventory.New(db).Register(ctx, aimstest.As(access.Lead), inventory.System{Name: "Other", Purpose: "Sorts"})
			return err
		},
		Good: operation.Split{
			Title: "Who does what", System: "SYS-2026-001", Suppliers: []string{"SUP-2026-001"}, Customers: "Brokers",
			Shares: []operation.Share{{Stage: "deployment", Us: "Roll it out", Supplier: "Deliver", Customer: "Nothing"}}, Data: "We decide", AgreedIn: "C-7", ReviewOn: "2027-01-31",
		},
		Bad:   operation.Split{System: "RSK-2026-001"},
		Marks: []string{"title", "system", "shares"},
	})
}

func TestExpectationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Expectation, *operation.Expectation]{
		Register: operation.Expectations, By: access.Contributor, NotBy: access.Auditor, Before: around,
		Good: operation.Expectation{
			Title: "A person answers", Customer: "Brokers", Source: "Survey", Systems: []string{"SYS-2026-001"}, Met: scope.Yes, How: "A desk",
			ToldOn: "2026-06-01", Told: "Its limits", Owner: "Ada", ReviewOn: "2027-01-31",
		},
		Bad:   operation.Expectation{Met: scope.Yes, ReviewOn: "soon"},
		Marks: []string{"title", "customer", "review_on", "how"},
	})
}

func TestIncidentsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Incident, *operation.Incident]{
		Register: operation.Incidents, By: access.Contributor, NotBy: access.Reader, Ender: access.Lead, Before: around,
		Good: operation.Incident{
			Title: "Wrong letters", NoticedOn: "2026-11-01", NoticedAt: "14:30", Happened: "It sent them", System: "SYS-2026-001", Severity: operation.Moderate,
			Harms: []operation.HarmKind{operation.HarmMoney}, Affected: 12, Who: "Claimants", Supplier: "SUP-2026-001", Containment: "Switched off", ContainedOn: "2026-11-01",
			Cause: "A new model", Notices: []operation.Notice{{To: "Regulator", Under: "OBL-2026-001", Hours: 72, SentOn: "2026-11-02", Note: "By letter"}}, NoNotice: "None",
			Timeline: []operation.Moment{{On: "2026-11-01", At: "14:30", What: "Noticed", By: "Ines"}}, Lessons: "Test first", Followed: []string{"RSK-2026-001"}, Handler: "Ada",
		},
		Bad:   operation.Incident{Severity: "bad", NoticedAt: "25:00", Notices: []operation.Notice{{Under: "RSK-2026-001"}}, Followed: []string{"OBL-2026-001"}},
		Marks: []string{"title", "noticed_on", "severity", "notices.to.0", "notices.under.0", "followed", "noticed_at"},
	})
}

func TestInformationConforms(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Information, *operation.Information]{
		Register: operation.Informations, By: access.Lead, NotBy: access.Executive, Before: around,
		Good: operation.Information{
			Title: "Notice in the chat", Audience: operation.ForUsers, Systems: []string{"SYS-2026-001"}, Readers: "Claimants", Place: "First line", Topics: operation.Topics,
			Says: "It is a machine", Duties: []string{"OBL-2026-001"}, Owner: "Ada", Since: "2026-01-31", ReviewedOn: "2026-06-01", ReviewOn: "2027-01-31",
		},
		Bad:   operation.Information{Audience: "all", Topics: []operation.Topic{"all"}},
		Marks: []string{"title", "audience", "place", "topics"},
	})
}

func replies(asks []controls.Ask) []operation.Reply {
	var out []operation.Reply
	for _, a := range asks {
		out = append(out, operation.Reply{Ask: a.ID, Found: operation.Fine, Note: "Seen"})
	}
	return out
}

// A certificate counts as verified for what was read, and no longer once that changes.
func TestVerifyingACertificate(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		must(t, around(ctx, db))
		today := db.Now().Day()
		c, err := operation.Certificates.Keep(ctx, db, lead, operation.Certificate{Title: "Second", Supplier: "SUP-2026-001", Kind: "iso42001", Service: "API", Scope: "The API", Until: today.Add(30), Replaces: "CER-2026-001"})
		must(t, err)
		kind, _ := controls.MustLoad().CertificateKind("iso42001")
		marked := func(in []operation.Reply, covers operation.Cover, because string) []string {
			var fields []string
			for _, m := range check.Messages(operation.Verify(ctx, db, lead, c.Ref, c.Version, in, covers, because)) {
				fields = append(fields, m.Field)
			}
			return fields
		}
		if got := marked(replies(kind.Checks)[1:], operation.Uncovered, ""); !slices.Equal(got, []string{"found.number", "because"}) {
			t.Errorf("marked %v", got)
		}
		if got := marked(replies(kind.Checks), "", ""); !slices.Equal(got, []string{"covers"}) {
			t.Errorf("marked %v", got)
		}
		must(t, operation.Verify(ctx, db, lead, c.Ref, c.Version, replies(kind.Checks), operation.Covered, ""))
		counts(t, db, today, map[operation.CertificateState]int{operation.StateCurrent: 1, operation.StateVerified: 1, operation.StateLapsed: 0, operation.StateEnding: 1, operation.StateOpen: 0})

		c, err = operation.Certificates.Take(ctx, db, c.Ref)
		must(t, err)
		c.Scope = "Something else"
		c, err = operation.Certificates.Change(ctx, db, lead, c)
		must(t, err)
		if c.VerifiedOn != "" || c.Covers != "" {
			t.Error("a scope that nobody read counts as verified")
		}
		must(t, operation.Certificates.Retire(ctx, db, lead, c.Ref, c.Version, "Withdrawn"))
		counts(t, db, today, map[operation.CertificateState]int{operation.StateCurrent: 0, operation.StateLapsed: 1})
	})
}

// Whatever changes on the paper ends the verification; what we call it does not.
func TestAnotherPaperIsNotVerified(t *testing.T) {
	ctx, lead, db := t.Context(), aimstest.As(access.Lead), aimstest.DB(t)
	must(t, around(ctx, db))
	today := db.Now().Day()
	_, err := operation.Suppliers.Keep(ctx, db, lead, operation.Supplier{Name: "Another", Supplies: "Models", Weight: operation.Slight})
	must(t, err)
	c, err := operation.Certificates.Keep(ctx, db, lead, operation.Certificate{Title: "Second", Supplier: "SUP-2026-001", Kind: "iso42001", Service: "API", Scope: "The API", Until: today.Add(30)})
	must(t, err)
	kind, _ := controls.MustLoad().CertificateKind("iso42001")
	for name, change := range map[string]func(c *operation.Certificate){
		"":             func(c *operation.Certificate) { c.Title = "Ours" },
		"supplier":     func(c *operation.Certificate) { c.Supplier = "SUP-2026-002" },
		"number":       func(c *operation.Certificate) { c.Number = "X-2" },
		"body":         func(c *operation.Certificate) { c.Body = "Another body" },
		"accreditor":   func(c *operation.Certificate) { c.AccreditedBy = "Nobody" },
		"first day":    func(c *operation.Certificate) { c.From = today.Add(-40) },
		"last day":     func(c *operation.Certificate) { c.Until = today.Add(300) },
		"surveillance": func(c *operation.Certificate) { c.SurveyedOn = today },
	} {
		must(t, operation.Verify(ctx, db, lead, c.Ref, c.Version, replies(kind.Checks), operation.Covered, ""))
		c, err = operation.Certificates.Take(ctx, db, c.Ref)
		must(t, err)
		change(&c)
		c, err = operation.Certificates.Change(ctx, db, lead, c)
		must(t, err)
		if stands := c.VerifiedOn != "" && len(c.Replies) > 0; stands != (name == "") {
			t.Errorf("with another %q it stands verified: %v", name, stands)
		}
	}
}

// The lists and the metrics count the same.
func counts(t *testing.T, db *store.DB, today when.Day, want map[operation.CertificateState]int) {
	t.Helper()
	for state, n := range want {
		got, err := operation.Certificates.InForce(t.Context(), db, operation.CertificatesThat(state, today))
		must(t, err)
		if len(got) != n {
			t.Errorf("%s: %d, want %d", state, len(got), n)
		}
	}
	all, err := store.All[operation.Certificate](db.Read(t.Context()))
	must(t, err)
	a := operation.Assure(all, nil, today)
	for state, n := range map[operation.CertificateState]int{operation.StateCurrent: a.Current, operation.StateVerified: a.Verified, operation.StateLapsed: a.Lapsed} {
		if w, asked := want[state]; asked && n != w {
			t.Errorf("the metric of %s says %d, want %d", state, n, w)
		}
	}
}

func TestAskingASupplierAboutAI(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		must(t, around(ctx, db))
		in := replies(controls.MustLoad().Gaps)
		in[0].Note = ""
		if got := check.Messages(operation.AskGaps(ctx, db, lead, "SUP-2026-001", 1, in)); len(got) != 1 || got[0].Field != "note.training" {
			t.Errorf("marked %v", got)
		}
		in[0].Found = operation.Beside
		must(t, operation.AskGaps(ctx, db, lead, "SUP-2026-001", 1, in))
		s, err := operation.Suppliers.Take(ctx, db, "SUP-2026-001")
		must(t, err)
		if s.GapsBy != lead.Name || s.GapsOn != db.Now().Day() || len(s.Gaps) != len(in) {
			t.Errorf("stored %+v", s)
		}
		if err := operation.AskGaps(ctx, db, aimstest.As(access.Reader), "SUP-2026-001", 2, in); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a reader: %v", err)
		}
	})
}

func TestAnIncidentIsClosedByAnother(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, logger, other := t.Context(), aimstest.As(access.Contributor), aimstest.As(access.Lead)
		must(t, around(ctx, db))
		i, err := operation.Incidents.Keep(ctx, db, logger, operation.Incident{Title: "Wrong letters", NoticedOn: db.Now().Day(), Severity: operation.Minor})
		must(t, err)
		if i.Logger != logger.Ref {
			t.Errorf("logged by %q", i.Logger)
		}
		says := func(who access.Actor, version int, outcome, want string) {
			t.Helper()
			err := operation.CloseIncident(ctx, db, who, i.Ref, version, outcome)
			if err == nil || !strings.Contains(fault.Sentence(err)+err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		}
		says(other, 1, "Seen", "is not finished")
		i.System, i.Containment, i.Cause, i.Lessons = "SYS-2026-001", "Off", "A model", "Test"
		i.Notices = []operation.Notice{{To: "Users", Hours: 1}}
		i, err = operation.Incidents.Change(ctx, db, logger, i)
		must(t, err)
		says(other, i.Version, "Seen", "Tell Users")
		i.Notices[0].SentOn = db.Now().Day()
		i, err = operation.Incidents.Change(ctx, db, logger, i)
		must(t, err)
		says(logger, i.Version, "Seen", "logged")
		says(other, i.Version, "", "Say what you saw")
		must(t, operation.CloseIncident(ctx, db, other, i.Ref, i.Version, "Seen and tried"))
		says(other, 0, "Seen", "closed or retired already")
		i, err = operation.Incidents.Take(ctx, db, i.Ref)
		must(t, err)
		i.Cause = "Something else"
		if i, err = operation.Incidents.Change(ctx, db, logger, i); err != nil || !i.Open() {
			t.Errorf("what was closed stands changed and closed: %v", err)
		}
	})
}
