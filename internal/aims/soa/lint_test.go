package soa_test

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/store"
)

func line(applicable scope.Answer, why string) soa.Line {
	return soa.Line{Row: soa.Row{Head: store.Head{Ref: a54}, Applicable: applicable, Reason: why, Owner: "Ada", Status: soa.NotStarted, Drivers: []soa.Driver{{Kind: soa.DriverLegal, Note: "AI Act"}}}}
}

func TestLint(t *testing.T) {
	with := func(l soa.Line, change func(*soa.Line)) soa.Line { change(&l); return l }
	const good = "The ranking affects people who apply for work."
	yes, no := line(scope.Yes, good), line(scope.No, "We buy no data from anybody at all.")
	for _, c := range []struct {
		name     string
		line     soa.Line
		severity soa.Severity // "" if nothing is to be said
		says     string
	}{
		{"undecided", line(scope.Undecided, ""), soa.Major, "Not decided"},
		{"undecided with a reason", line(scope.Undecided, good), soa.Major, "Not decided"},
		{"included with reason and driver", yes, "", ""},
		{"included without reason", line(scope.Yes, " "), soa.Major, "No reason given"},
		{"excluded without reason", line(scope.No, ""), soa.Major, "No reason given"},
		{"few words", line(scope.Yes, "Internationalization necessary"), soa.Minor, "thin"},
		{"short", line(scope.Yes, "we do need it"), soa.Minor, "thin"},
		{"included without driver", with(yes, func(l *soa.Line) { l.Drivers = nil }), soa.Minor, "nothing drives it"},
		{"a risk drives it", with(yes, func(l *soa.Line) { l.Drivers, l.Uses.Risks = nil, 1 }), "", ""},
		{"an impact measure drives it", with(yes, func(l *soa.Line) { l.Drivers, l.Uses.Measures = nil, 1 }), "", ""},
		{"implemented without evidence", with(yes, func(l *soa.Line) { l.Status, l.How = soa.Implemented, "By a rule" }), soa.Minor, "no evidence"},
		{"implemented, all expired", with(yes, func(l *soa.Line) { l.Status, l.How, l.Uses.Evidence = soa.Implemented, "By a rule", 2 }), soa.Minor, "expired"},
		{"implemented and shown", with(yes, func(l *soa.Line) {
			l.Status, l.How, l.Uses.Evidence, l.Uses.Current = soa.Implemented, "By a rule", 2, 1
		}), "", ""},
		{"an obligation drives it", with(yes, func(l *soa.Line) { l.Drivers, l.Uses.Obligations = nil, 1 }), "", ""},
		{"nobody owns it", with(yes, func(l *soa.Line) { l.Owner = " " }), soa.Minor, "nobody owns it"},
		{"begun, and not said how", with(yes, func(l *soa.Line) { l.Status = soa.InProgress }), soa.Minor, "not said how"},
		{"own, and no risk names it", with(yes, func(l *soa.Line) { l.Own = true }), soa.Minor, "no risk names it"},
		{"own, named by a risk", with(yes, func(l *soa.Line) { l.Own, l.Uses.Risks = true, 1 }), "", ""},
		{"review overdue", with(yes, func(l *soa.Line) { l.ReviewOn = "2026-11-21" }), soa.Minor, "due on 21 Nov 2026"},
		{"review today", with(yes, func(l *soa.Line) { l.ReviewOn = "2026-11-22" }), "", ""},
		{"excluded, an obligation is met by it", with(no, func(l *soa.Line) { l.Uses.Obligations = 1 }), soa.Minor, "obligation"},
		{"excluded with reason", no, "", ""},
		{"excluded, a treated risk relies on it", with(no, func(l *soa.Line) { l.Uses.Risks, l.Uses.Treated = 3, 2 }), soa.Major, "2 risks rely on it"},
		{"excluded, an untreated risk names it", with(no, func(l *soa.Line) { l.Uses.Risks = 1 }), soa.Minor, "1 risk names it"},
		{"excluded, a measure uses it", with(no, func(l *soa.Line) { l.Uses.Measures = 1 }), soa.Minor, "impact assessment"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := soa.Lint([]soa.Line{c.line}, "2026-11-22")
			if c.severity == "" {
				if len(got) > 0 {
					t.Errorf("got %+v", got)
				}
				return
			}
			if len(got) != 1 || got[0].Severity != c.severity || got[0].Control != a54 || !strings.Contains(got[0].Message, c.says) || got[0].Fix == "" {
				t.Errorf("got %+v, want %s %q", got, c.severity, c.says)
			}
		})
	}
}

func TestLintFindsCopiedReasons(t *testing.T) {
	for _, c := range []struct {
		name  string
		whys  []string
		found int
	}{
		{"three alike are chance", []string{reason, reason, reason, "Customers ask for it in contracts."}, 0},
		{"four alike, whatever case and blanks", []string{reason, strings.ToUpper(reason), " " + strings.TrimSuffix(reason, "."), strings.ReplaceAll(reason, " ", "  ")}, 4},
	} {
		var lines []soa.Line
		for _, why := range c.whys {
			lines = append(lines, line(scope.Yes, why))
		}
		got := soa.Lint(lines, "2026-11-22")
		if len(got) != c.found {
			t.Errorf("%s: %+v", c.name, got)
		}
		for _, r := range got {
			if r.Severity != soa.Minor || r.Message != "The same reason stands in 3 other rows." {
				t.Errorf("%s: %+v", c.name, r)
			}
		}
	}
}
