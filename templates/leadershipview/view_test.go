package leadershipview_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/ui"
)

const hostile = "<script>alert(\"1\")</script> ' & \u202eevil"

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func hostileVersion(number int, state leadership.State) leadership.Version {
	v := leadership.Version{
		Head:   store.Head{Ref: leadership.VersionRef("POL-2026-001", number), Version: 3, UpdatedBy: hostile},
		Policy: "POL-2026-001", Number: number, State: state, Text: hostile, Changes: hostile, ApprovedBy: hostile, ApprovedAt: "2026-11-22T09:30:00Z",
	}
	v.TextSum = leadership.Sum(v.Text)
	return v
}

func TestPagesEscapeWhatPeopleWrite(t *testing.T) {
	policy := leadership.Policy{Head: store.Head{Ref: "POL-2026-001", Version: 1}, Title: hostile, Owner: hostile, Related: hostile, Main: true}
	old, fresh := hostileVersion(1, leadership.Superseded), hostileVersion(2, leadership.Approved)
	signature := leadership.Signature{Head: store.Head{Ref: "SIG-2026-001"}, Target: old.Ref, Name: hostile, Role: hostile, Sealed: "signer: " + hostile + "\n"}
	signed := leadershipview.Signed{Signature: signature, Wrong: []string{"INVALID: " + hostile}}
	role := leadership.Role{Head: store.Head{Ref: "ROL-2026-001"}, Title: hostile, Person: hostile, Responsibilities: hostile, Authorities: hostile}
	refused := ui.State{Errors: []check.Message{{Field: "title", Text: hostile}}}
	passages := leadership.Compare("a b "+hostile, "a c "+hostile)
	standing := leadership.Standing{Roles: []leadership.Role{role}, Policies: []leadership.Stand{{Policy: policy, InForce: fresh, Signatures: []leadership.Signature{signature}, Wrong: []string{hostile}}}}
	for name, page := range map[string]templ.Component{
		"overview":    leadershipview.Overview(leadershipview.OverviewPage{Standing: standing, Gaps: []leadership.Gap{{Clause: "5.2", Text: hostile}}, MaySign: true, MayEdit: true, MayAssign: true}),
		"policies":    leadershipview.Policies(leadershipview.PoliciesPage{Table: leadershipview.PolicyColumns().Table([]leadership.Policy{policy}, func(p leadership.Policy) string { return p.Ref })}),
		"policy":      leadershipview.Policy(leadershipview.PolicyPage{Policy: policy, Versions: []leadership.Version{fresh, old}, Signatures: map[string][]leadership.Signature{old.Ref: {signature}}, MaySign: true}),
		"policy form": leadershipview.EditPolicy(leadershipview.PolicyForm{Policy: policy, State: refused}),
		"version":     leadershipview.Version(leadershipview.VersionPage{Policy: policy, Version: fresh, Signatures: []leadershipview.Signed{signed}, Wrong: []string{hostile}, MaySign: true}),
		"editor":      leadershipview.Write(leadershipview.WritePage{Policy: policy, Version: fresh, Previewed: true, State: refused}),
		"approval":    leadershipview.Approve(leadershipview.ApprovePage{Policy: policy, Version: fresh, Former: old, Passages: passages}),
		"signing":     leadershipview.Sign(leadershipview.SignPage{Policy: policy, Version: fresh, Last: old, Since: []leadership.Version{fresh}, Passages: passages, Consent: hostile, SetBy: hostile}),
		"receipt":     leadershipview.Signature(leadershipview.SignaturePage{Signed: signed, Policy: policy}),
		"comparison":  leadershipview.Compare(leadershipview.ComparePage{Policy: policy, Versions: []leadership.Version{fresh, old}, Before: old, After: fresh, Passages: passages}),
		"roles":       leadershipview.Roles(leadershipview.RolesPage{Table: leadershipview.RoleColumns().Table([]leadership.Role{role}, func(r leadership.Role) string { return r.Ref })}),
		"role":        leadershipview.Role(leadershipview.RolePage{Role: role}),
		"role form":   leadershipview.EditRole(leadershipview.RoleForm{Role: role, State: refused}),
	} {
		got := render(t, page)
		if strings.Contains(got, "<script>") || !strings.Contains(got, "&lt;script&gt;") {
			t.Errorf("%s does not escape:\n%.1500s", name, got)
		}
		if n := strings.Count(got, "<h1"); n != 1 {
			t.Errorf("%s has %d first headings", name, n)
		}
		if strings.Contains(got, "style=") || regexp.MustCompile(`\son[a-z]+=`).MatchString(got) {
			t.Errorf("%s carries style or script in its attributes", name)
		}
	}
}

func TestDifferenceSaysWhatHappened(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, c := range []struct {
		name, before, after string
		want                []string
		hide                []string
	}{
		{"nothing", "a\n\nb", "a\n\nb", []string{"The text is the same"}, []string{"<table"}},
		{"only blank lines", "a\nb", "a\n\nb", []string{"The text is the same"}, nil},
		{"a word, below its heading", "# One\n\nx\n\n## Two\n\nwe act fairly here", "# One\n\nx\n\n## Two\n\nwe act openly here",
			[]string{`<th scope="row">In section</th>`, "Two", `<del><span class="sr">[removed: ]</span>fairly </del><ins><span class="sr">[added: ]</span>openly </ins>here`}, []string{"One"}},
		{"a new section does not stand in the one before", "# One\n\nx", "# One\n\nx\n\n# Two\n\ny", []string{"Added", "<ins># Two</ins>"}, []string{"In section"}},
		{"a line that went", "a b c\nd e f", "a b c", []string{`data-change="removed"`, "<del>d e f</del>"}, nil},
	} {
		got := render(t, leadershipview.Difference(leadership.Compare(c.before, c.after)))
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in %s", c.name, w, got)
			}
		}
		for _, h := range c.hide {
			if strings.Contains(got, h) || strings.Contains(tags.ReplaceAllString(got, ""), h) {
				t.Errorf("%s: %q must not be in %s", c.name, h, got)
			}
		}
	}
}

func TestButtonsAreOnlyForWhoMayUseThem(t *testing.T) {
	v := hostileVersion(1, leadership.Draft)
	for name, c := range map[string]struct {
		page templ.Component
		want []string
	}{
		"reader":   {leadershipview.Version(leadershipview.VersionPage{Version: v}), nil},
		"writer":   {leadershipview.Version(leadershipview.VersionPage{Version: v, MayWrite: true}), []string{"Write text"}},
		"approver": {leadershipview.Version(leadershipview.VersionPage{Version: v, MayApprove: true}), []string{"Approve version 1"}},
		"signer":   {leadershipview.Version(leadershipview.VersionPage{Version: v, MaySign: true}), []string{"/sign\""}},
	} {
		got := render(t, c.page)
		for _, button := range []string{"Write text", "Approve version 1", "/sign\""} {
			wanted := len(c.want) > 0 && c.want[0] == button
			if strings.Contains(got, button) != wanted {
				t.Errorf("%s: %q shown = %v, want %v", name, button, !wanted, wanted)
			}
		}
	}
}
