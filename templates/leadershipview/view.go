// Package leadershipview shows what top management gives the management system:
// policies with their versions and signatures, and roles.
package leadershipview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// OverviewPage is the stage's first page.
type OverviewPage struct {
	Standing   leadership.Standing
	Gaps       []leadership.Gap
	Evidence   []ui.EvidenceItem // that supports clause 5.1
	AttachHref string            // empty where evidence may not be added
	MaySign    bool              // the reader signs, and has not signed the AI policy in force
	MayEdit    bool              // record policies
	MayAssign  bool              // record roles
}

// PoliciesPage is the list of policies.
type PoliciesPage struct {
	Table ui.TableSpec
	May   bool // record a policy
}

// with gives a list what it says while it is empty.
func (p PoliciesPage) with(e ui.Empty) ui.TableSpec {
	t := p.Table
	t.Empty = e
	return t
}

// PolicyPage is one policy with all its versions, the newest first.
type PolicyPage struct {
	Policy     leadership.Policy
	Versions   []leadership.Version
	Signatures map[string][]leadership.Signature // by version reference
	TextHTML   string                            // of the version in force, sanitised
	Named      map[string]string                 // titles of what it refers to
	Own        leadership.Acknowledgement        // that waits for the reader; without a reference when none does
	MayEdit    bool
	MaySign    bool // the version in force, and has not signed it yet
	Thread     ui.Thread
}

// PolicyForm is the form of a policy's facts; a new one has no reference.
type PolicyForm struct {
	Policy       leadership.Policy
	Documents    []ui.Option // that it may refer to
	Controls     []ui.Option
	Template     leadership.Template // that a new one begins from; without an ID when there is none
	TemplateHTML string              // sanitised
	State        ui.State
}

// VersionPage is one version with its signatures.
type VersionPage struct {
	Policy     leadership.Policy
	Version    leadership.Version
	Signatures []Signed
	Wrong      []string // what is wrong with the text itself
	TextHTML   string   // sanitised
	MayWrite   bool
	MayApprove bool
	MaySign    bool // and has not signed it yet
	MayEdit    bool // record publications, ask people

	Publications []leadership.Publication
	Asked        []leadership.Acknowledgement // everybody who was asked, by name
	Own          leadership.Acknowledgement   // that waits for the reader; without a reference when none does
	Today        when.Day
	Thread       ui.Thread
}

// AskPage asks people to acknowledge a version.
type AskPage struct {
	Policy   leadership.Policy
	Version  leadership.Version
	Accounts []ui.Option // of people who are not asked yet
	Chosen   []string
	Others   string // names of people without an account, one a line
	Due      when.Day
	State    ui.State
}

// TemplatesPage lists the texts to begin a document with.
type TemplatesPage struct {
	Documents []leadership.Policy // in force
	May       bool                // begin one
}

// RaciPage is the table of who does what.
type RaciPage struct {
	Roles      []leadership.Role
	Activities []leadership.Activity
	May        bool
}

// RaciForm is that table as a form: what is recorded, then empty lines.
type RaciForm struct {
	Roles []leadership.Role
	Lines []leadership.RaciLine
	State ui.State
}

// rowErrors are the messages of one line of the table, at its first field.
func rowErrors(all []check.Message, at string) []check.Message {
	var out []check.Message
	for _, m := range all {
		if m.Field == "row-"+at {
			out = append(out, check.Message{Field: "title-" + at, Text: m.Text})
		}
	}
	return out
}

// Signed is one signature and everything that is wrong with it.
type Signed struct {
	Signature leadership.Signature
	Wrong     []string
}

// WritePage is the editor of a draft. PreviewHTML is what the text looks like, when
// that was asked for.
type WritePage struct {
	Policy      leadership.Policy
	Version     leadership.Version
	Previewed   bool
	PreviewHTML string // sanitised
	State       ui.State
}

// ApprovePage is the last look before approval. Former is the version it replaces,
// without a reference when there is none.
type ApprovePage struct {
	Policy   leadership.Policy
	Version  leadership.Version
	Former   leadership.Version
	Passages []leadership.Passage
	TextHTML string // sanitised
	MayWrite bool   // change the draft
	State    ui.State
}

// SignPage is where top management reads and signs. Last is the version this
// person signed before, without a reference when there is none; Since are the
// versions after it up to this one, the oldest first.
type SignPage struct {
	Sample     bool // nothing that is signed here binds anybody
	Policy     leadership.Policy
	Version    leadership.Version
	Last       leadership.Version
	LastSigned when.Instant
	Since      []leadership.Version
	Passages   []leadership.Passage
	TextHTML   string      // sanitised
	Footing    []ui.Figure // what the signature stands on today
	Consent    string
	SetBy      string               // who else gave the person their password; empty when nobody
	Already    leadership.Signature // of this person on this version; without a reference when there is none
	Hindrance  string               // why it cannot be signed; empty when it can
	State      ui.State
}

// SignaturePage is the receipt of a signature.
type SignaturePage struct {
	Signed
	Policy leadership.Policy
	Thread ui.Thread
}

// ComparePage sets two versions side by side. Before has no reference while the
// choice is open.
type ComparePage struct {
	Policy        leadership.Policy
	Versions      []leadership.Version // to choose from, the newest first
	Before, After leadership.Version
	Passages      []leadership.Passage
}

// RolesPage is the list of roles.
type RolesPage struct {
	Table ui.TableSpec
	May   bool // assign a role
}

func (p RolesPage) with(e ui.Empty) ui.TableSpec {
	t := p.Table
	t.Empty = e
	return t
}

// RolePage is one role.
type RolePage struct {
	Role    leadership.Role
	MayEdit bool
	Thread  ui.Thread
}

// RoleForm is the form of one role; a new one has no reference.
type RoleForm struct {
	Role  leadership.Role
	State ui.State
}

// Duties are the choices of what 5.3 asks for by name.
func Duties() []ui.Option {
	return []ui.Option{
		{Value: string(leadership.Conformity), Label: "Answers for the management system conforming to the standard"},
		{Value: string(leadership.Reporting), Label: "Reports its performance to top management"},
		{Value: string(leadership.Other), Label: "Another role"},
	}
}

func dutyWord(d leadership.Duty) string {
	switch d {
	case leadership.Conformity:
		return "Conformity"
	case leadership.Reporting:
		return "Reporting"
	case leadership.Other:
	}
	return "Other"
}

func dutyKind(d leadership.Duty) ui.Kind {
	if d == leadership.Other {
		return ui.Neutral
	}
	return ui.Info
}

// stateWord is where a version stands, as people say it.
func stateWord(v leadership.Version) string {
	switch {
	case v.Retired():
		return "Withdrawn"
	case v.Altered():
		return "Altered"
	case v.State == leadership.Approved:
		return "In force"
	case v.State == leadership.Superseded:
		return "Replaced"
	}
	return "Draft"
}

func stateKind(v leadership.Version) ui.Kind {
	switch {
	case v.Retired():
		return ui.Neutral
	case v.Altered():
		return ui.Bad
	case v.State == leadership.Approved:
		return ui.Good
	case v.State == leadership.Draft:
		return ui.Warn
	}
	return ui.Neutral
}

func kindWord(p leadership.Policy) string {
	switch p.Kind() {
	case leadership.AIPolicy:
		return "AI policy"
	case leadership.Procedure:
		return "Procedure"
	case leadership.Topic:
	}
	return "Topic policy"
}

// KindOptions are the kinds of documents to choose from.
func KindOptions() []ui.Option {
	return []ui.Option{
		{Value: string(leadership.AIPolicy), Label: "AI policy", Hint: "The one that clause 5.2 asks for. There is only one."},
		{Value: string(leadership.Topic), Label: "Topic policy", Hint: "What holds for one subject, for example data or suppliers."},
		{Value: string(leadership.Procedure), Label: "Procedure", Hint: "How something is done, step by step."},
	}
}

func versionName(v leadership.Version) string { return "version " + strconv.Itoa(v.Number) }

// approval tells when and by whom a version was approved; empty for a draft.
func approval(v leadership.Version) string {
	if v.ApprovedAt == "" {
		return ""
	}
	return v.ApprovedAt.Human() + ", by " + ui.NameAs(v.ApprovedBy, v.ApprovedAs)
}

// changes tells what a version changed; the first has nothing to tell.
func changes(v leadership.Version) string {
	if v.Changes == "" && v.Number == 1 {
		return "First version"
	}
	return v.Changes
}

func hold(wrong []string) bool { return len(wrong) == 0 }
