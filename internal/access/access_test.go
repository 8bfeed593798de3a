package access

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/fault"
)

var update = flag.Bool("update", false, "write testdata/policy.txt anew")

// table writes who may do what, one permission a line, for a person to review.
func table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-34s", "")
	for _, r := range Roles {
		fmt.Fprintf(&b, " %-11s", r)
	}
	b.WriteByte('\n')
	for _, p := range Permissions() {
		fmt.Fprintf(&b, "%-34s", p)
		for _, r := range Roles {
			mark := "-"
			if (Actor{Ref: "USR-1", Role: r}).May(p) {
				mark = "yes"
			}
			fmt.Fprintf(&b, " %-11s", mark)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Every role meets every permission. A change of the policy is a change of this
// file, so nobody makes one unseen.
func TestPolicy(t *testing.T) {
	const golden = "testdata/policy.txt"
	got := table()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the policy differs from %s (look at it, then run with -update):\n%s", golden, got)
	}
}

func TestWhatIsNotInTheTableIsRefused(t *testing.T) {
	for _, who := range []Actor{
		{},
		{Role: Lead, Name: "nobody"},
		{Ref: "USR-1", Role: ""},
		{Ref: "USR-1", Role: "administrator"},
		{Ref: "USR-1", Role: "LEAD"},
	} {
		for _, p := range Permissions() {
			if who.May(p) {
				t.Errorf("%+v may %s", who, p)
			}
		}
	}
	for _, r := range Roles {
		if (Actor{Ref: "USR-1", Role: r}).May("fly") || (Actor{Ref: "USR-1", Role: r}).May("") {
			t.Errorf("%s may do what does not exist", r)
		}
	}
}

func TestSeparationOfDuties(t *testing.T) {
	may := func(r Role, p Permission) bool { return Actor{Ref: "USR-1", Role: r}.May(p) }
	for _, p := range []Permission{EditRisk, EditSystem, EditImpact, EditScope, EditPolicy, EditSoA, ApproveImpact, ApproveSoA} {
		if may(Auditor, p) {
			t.Errorf("an auditor may %s: auditors do not work on what they audit (9.2.2)", p)
		}
	}
	for _, p := range Permissions() {
		// What they were asked to read, everybody acknowledges for themselves, anybody may report a concern, and follow their own days.
		if !slices.Contains([]Permission{Read, ChangeOwnLogin, Acknowledge, ConfirmBriefing, ReportConcern, FollowCalendar}, p) && may(Reader, p) {
			t.Errorf("a reader may %s", p)
		}
		if !slices.Contains([]Permission{Read, ChangeOwnLogin}, p) && may(External, p) {
			t.Errorf("who comes from outside may %s", p)
		}
	}
	if may(Lead, AcceptRisk) || may(Lead, SignPolicy) {
		t.Error("the lead accepts risk or signs in the place of top management")
	}
}

func TestSomebodyMayReportAndNothingElse(t *testing.T) {
	for _, p := range Permissions() {
		if got := Somebody().May(p); got != (p == ReportConcern) {
			t.Errorf("somebody without a name may %s: %v", p, got)
		}
	}
	if slices.Contains(Roles, Somebody().Role) {
		t.Error("an account can have the role of somebody without a name")
	}
	if may := (Actor{Ref: "USR-1", Role: Auditor}).May(HandleConcern); may {
		t.Error("an auditor may handle the concerns that are to be audited")
	}
}

func TestRequireSaysWhatToDo(t *testing.T) {
	if err := (Actor{Ref: "USR-1", Role: Lead}).Require(EditRisk); err != nil {
		t.Error(err)
	}
	err := Actor{Ref: "USR-1", Role: Reader}.Require(EditRisk)
	if fault.KindOf(err) != fault.Forbidden || !strings.Contains(fault.Sentence(err), "Reader") || !strings.Contains(fault.Sentence(err), "edit risk") {
		t.Errorf("got %v", err)
	}
	for _, r := range Roles {
		if r.Title() == "" || r.Title() == string(r) {
			t.Errorf("%s has no title", r)
		}
	}
	if who := Installation(CommandLine); !who.May(ManagePeople) || who.Via != CommandLine {
		t.Errorf("the installation is %+v", who)
	}
}
