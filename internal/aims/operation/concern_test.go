package operation_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/internal/words"
)

// secrets are what a reporter wrote; none of it may be found outside the one table.
var secrets = operation.Report{Text: "The quokka model lies about premiums", About: "Wombat pricing", Name: "Zebediah Quillfeather"}

// staffed sets up a desk that one person handles, and gives that person.
func staffed(t *testing.T, db *store.DB) access.Actor {
	t.Helper()
	p, err := account.New(db).Invite(t.Context(), aimstest.As(access.Lead), account.Newcomer{Name: "Ines", Email: "ines@example.org", Role: access.Contributor, Password: "a long enough secret"})
	must(t, err)
	_, err = operation.SetConcernDesk(t.Context(), db, aimstest.As(access.Lead), operation.ConcernDesk{
		Open: true, Handlers: []string{p.Ref}, Readers: "Ines of the works council", Promise: "Nobody suffers for it", Days: 10,
	})
	must(t, err)
	return p.Actor(access.Browser)
}

func TestAConcernIsReportedAnsweredAndClosed(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if _, err := operation.ReportConcern(ctx, db, secrets); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a concern that nobody would read was taken: %v", err)
		}
		ines := staffed(t, db)
		if _, err := operation.ReportConcern(ctx, db, operation.Report{}); len(check.Messages(err)) != 1 {
			t.Errorf("an empty concern: %v", err)
		}
		receipt, err := operation.ReportConcern(ctx, db, secrets)
		must(t, err)
		c, words, err := operation.ReadConcern(ctx, db, ines, "CNC-2026-001")
		must(t, err)
		if c.State != operation.ConcernReceived || len(words) != 1 || words[0].Text != secrets.Text || c.AnswerBy != db.Now().Day().Add(10) {
			t.Errorf("read %+v %+v", c, words)
		}
		must(t, operation.AnswerConcern(ctx, db, ines, c.Ref, c.Version, "We look into it.", false))
		must(t, operation.AnswerConcern(ctx, db, ines, c.Ref, 0, "It is mended.", true))
		if err := operation.AnswerConcern(ctx, db, ines, c.Ref, 0, "More", false); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a closed concern was answered: %v", err)
		}
		c, words, err = operation.FollowConcern(ctx, db, " "+strings.ToLower(strings.ReplaceAll(receipt, "-", " ")))
		must(t, err)
		if c.State != operation.ConcernClosed || len(words) != 3 || words[2].Name != "Ines" || !c.Intact(words) {
			t.Errorf("followed %+v %+v", c, words)
		}
		must(t, operation.AddToConcern(ctx, db, receipt, "It is not mended."))
		c, words, err = operation.FollowConcern(ctx, db, receipt)
		must(t, err)
		if c.State != operation.ConcernReceived || c.ClosedOn != "" || len(words) != 4 || !words[3].FromReporter || !c.Intact(words) {
			t.Errorf("opened again %+v %+v", c, words)
		}
		words[0].Text = "All is well"
		if c.Intact(words) || c.Intact(words[1:]) {
			t.Error("changed words count as intact")
		}
	})
}

// Nothing of a reporter is kept but what they wrote, where only handlers read it.
func TestNothingTellsWhoReported(t *testing.T) {
	db := aimstest.DB(t)
	ctx := t.Context()
	staffed(t, db)
	receipt, err := operation.ReportConcern(ctx, db, secrets)
	must(t, err)
	must(t, operation.AddToConcern(ctx, db, receipt, "Also the quokka bites"))
	var tables []string
	must(t, db.Read(ctx).Raw("SELECT name FROM sqlite_master WHERE type = 'table'").Scan(&tables).Error)
	for _, table := range tables {
		var rows []map[string]any
		must(t, db.Read(ctx).Raw(`SELECT * FROM "`+table+`"`).Scan(&rows).Error)
		text, err := json.Marshal(rows)
		must(t, err)
		for _, secret := range []string{"quokka", "Wombat", "Zebediah", "Quillfeather"} {
			if found := strings.Contains(string(text), secret); found != (table == "concern_words") {
				t.Errorf("%q in %s: %v", secret, table, found)
			}
		}
		if strings.Contains(string(text), receipt) || strings.Contains(string(text), strings.ReplaceAll(receipt, "-", "")) {
			t.Errorf("the receipt code stands in %s", table)
		}
	}
	entries, err := db.History(ctx, "CNC-2026-001")
	must(t, err)
	for _, e := range entries {
		if e.Actor != "somebody" || e.Name != "Somebody, without a name" || e.Reason != "" {
			t.Errorf("the trail tells of %q %q %q", e.Actor, e.Name, e.Reason)
		}
	}
	var words []operation.Word
	must(t, db.Read(ctx).Find(&words).Error)
	for _, w := range words {
		if len(w.SaidOn) != len("2026-11-22") {
			t.Errorf("a word knows the time of day: %s", w.SaidOn)
		}
	}
}

func TestConcernsAreReadByNamedPeopleOnly(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, ines := t.Context(), staffed(t, db)
		receipt, err := operation.ReportConcern(ctx, db, secrets)
		must(t, err)
		for _, role := range access.Roles {
			who := aimstest.As(role) // of Ines's role too, and not named
			if _, err := operation.ConcernsFor(ctx, db, who); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s lists concerns: %v", role, err)
			}
			if _, _, err := operation.ReadConcern(ctx, db, who, "CNC-2026-001"); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s reads a concern: %v", role, err)
			}
			if err := operation.AnswerConcern(ctx, db, who, "CNC-2026-001", 1, "Be quiet", true); fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s answers a concern: %v", role, err)
			}
		}
		demoted := ines
		demoted.Role = access.Reader
		if _, err := operation.ConcernsFor(ctx, db, demoted); fault.KindOf(err) != fault.Forbidden {
			t.Error("a name stays good when the role is gone")
		}
		for _, wrong := range []string{"", receipt[:len(receipt)-1], "CNC-2026-001", "%", "' OR 1=1"} {
			if _, _, err := operation.FollowConcern(ctx, db, wrong); fault.KindOf(err) != fault.Invalid {
				t.Errorf("the code %q: %v", wrong, err)
			}
			if err := operation.AddToConcern(ctx, db, wrong, "Me too"); fault.KindOf(err) != fault.Invalid {
				t.Errorf("the code %q adds: %v", wrong, err)
			}
		}
	})
}

// A desk is staffed by people who can still read a concern, and by no other reference.
func TestOnlyPeopleWithAccessHandleConcerns(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, people := t.Context(), aimstest.As(access.Lead), account.New(db)
		ines := staffed(t, db)
		reader, err := people.Invite(ctx, lead, account.Newcomer{Name: "Rea", Email: "rea@example.org", Role: access.Reader, Password: "a long enough secret"})
		must(t, err)
		d, err := operation.TakeConcernDesk(ctx, db)
		must(t, err)
		if !d.Staffed() || !d.OnlyHandler(ines.Ref) || d.OnlyHandler(reader.Ref) {
			t.Errorf("the desk of one: %+v", d)
		}
		for _, ref := range []string{d.Ref, reader.Ref} { // in the trail, and nobody who may
			wrong := d
			wrong.Handlers = []string{ines.Ref, ref}
			if _, err := operation.SetConcernDesk(ctx, db, lead, wrong); len(check.Messages(err)) != 1 {
				t.Errorf("%s may handle concerns: %v", ref, err)
			}
		}
		_, err = people.Disable(ctx, lead, ines.Ref, 0, "left")
		must(t, err)
		d, err = operation.TakeConcernDesk(ctx, db)
		must(t, err)
		if d.Staffed() || d.OnlyHandler(ines.Ref) {
			t.Error("a desk counts as staffed by who left")
		}
		if _, err := operation.ReportConcern(ctx, db, secrets); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a concern that nobody would read was taken: %v", err)
		}
		if _, err := operation.SetConcernDesk(ctx, db, lead, d); len(check.Messages(err)) != 1 {
			t.Errorf("who left is named anew: %v", err)
		}
	})
}

func TestSettingUpTheDesk(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		_, err := operation.SetConcernDesk(ctx, db, lead, operation.ConcernDesk{Open: true, Handlers: []string{"USR-2026-099"}})
		var fields []string
		for _, m := range check.Messages(err) {
			fields = append(fields, m.Field)
		}
		if want := []string{"handlers", "readers", "promise", "days"}; !slices.Equal(fields, want) {
			t.Errorf("marked %v", fields)
		}
		ines := staffed(t, db)
		d, err := operation.TakeConcernDesk(ctx, db)
		must(t, err)
		if !d.Handles(ines) || d.Handles(lead) {
			t.Error("not those who are named")
		}
		if _, err := operation.SetConcernDesk(ctx, db, ines, d); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a contributor set up the desk: %v", err)
		}
		d.Open = false
		d, err = operation.SetConcernDesk(ctx, db, lead, d)
		must(t, err)
		d.Version--
		if _, err = operation.SetConcernDesk(ctx, db, lead, d); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a stale form: %v", err)
		}
	})
}

// Who waits is told by the promise: an answer keeps it, also where the concern stays
// open, and a reminder does not put it off.
func TestWhenAReporterWaits(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, ines := t.Context(), staffed(t, db)
		receipt, err := operation.ReportConcern(ctx, db, secrets)
		must(t, err)
		promised := db.Now().Day().Add(10)
		waits := func(name string, answerBy when.Day, late bool) {
			t.Helper()
			c, _, err := operation.FollowConcern(ctx, db, receipt)
			must(t, err)
			if c.AnswerBy != answerBy || c.Late(promised.Add(1)) != late {
				t.Errorf("%s: promised by %q, late %v", name, c.AnswerBy, c.Late(promised.Add(1)))
			}
		}
		waits("reported", promised, true)
		_, err = operation.SetConcernDesk(ctx, db, aimstest.As(access.Lead), longer(t, db))
		must(t, err)
		must(t, operation.AddToConcern(ctx, db, receipt, "Is anybody there?"))
		waits("reminded", promised, true)
		must(t, operation.AnswerConcern(ctx, db, ines, "CNC-2026-001", 0, "We look into it.", false))
		waits("answered and kept open", "", false)
		must(t, operation.AddToConcern(ctx, db, receipt, "There is more."))
		waits("asked again", promised.Add(10), false)
		must(t, operation.AnswerConcern(ctx, db, ines, "CNC-2026-001", 0, "It is mended.", true))
		waits("closed", "", false)
		must(t, operation.AddToConcern(ctx, db, receipt, "It is not."))
		waits("opened again", promised.Add(10), false)
		second, err := operation.ReportConcern(ctx, db, secrets)
		must(t, err)
		must(t, operation.AnswerConcern(ctx, db, ines, "CNC-2026-001", 0, "Which part?", false))
		all, err := operation.ConcernsFor(ctx, db, ines)
		must(t, err)
		if len(all) != 2 || all[0].Ref != "CNC-2026-002" || second == receipt {
			t.Errorf("who waits does not come first: %+v", all)
		}
	})
}

// longer is the desk with twice the time to answer.
func longer(t *testing.T, db *store.DB) operation.ConcernDesk {
	t.Helper()
	d, err := operation.TakeConcernDesk(t.Context(), db)
	must(t, err)
	d.Days = 20
	return d
}

// What must not be told of a concern is not in the search, nor in what is new.
func TestConcernsAreInNoSearchAndNoNews(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		staffed(t, db)
		_, err := operation.ReportConcern(ctx, db, secrets)
		must(t, err)
		for _, asked := range []string{"received", "CNC", "CNC-2026-001", "2026", "somebody", "quokka"} {
			hits, _, err := db.Search(ctx, store.Search{Words: words.Ask(asked)})
			must(t, err)
			if slices.ContainsFunc(hits, func(h store.Hit) bool { return strings.HasPrefix(h.Ref, "CNC") }) {
				t.Errorf("%q finds a concern", asked)
			}
		}
		recent, total, err := db.Recent(ctx, 0, 50)
		must(t, err)
		if total != int64(len(recent)) {
			t.Errorf("%d entries are counted, %d are shown", total, len(recent))
		}
		acts, _, _, err := db.Acts(ctx, store.Since{}, 0, 50)
		must(t, err)
		tally, err := db.Tally(ctx, store.Since{})
		must(t, err)
		hidden := func(e trail.Entry) bool { return e.Register == "concerns" }
		if slices.ContainsFunc(recent, hidden) || slices.ContainsFunc(acts, hidden) ||
			slices.ContainsFunc(tally, func(n store.Tally) bool { return n.Register == "concerns" }) {
			t.Error("what is new tells of a concern")
		}
	})
}
