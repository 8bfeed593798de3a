// Package accountview shows signing in, the first run, and the people.
package accountview

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// SignInPage asks for address and password.
type SignInPage struct {
	Email   string
	Next    string // where to go afterwards
	Why     string // why it is asked now, if there is a reason
	Concern string // page on which concerns are reported without signing in, if it is open
	State   ui.State
}

// SetupPage makes the first account.
type SetupPage struct {
	Token string
	In    account.Newcomer
	State ui.State
}

// PeoplePage lists the people.
type PeoplePage struct {
	Table ui.TableSpec
	May   bool // manage people
}

// PersonPage is one person.
type PersonPage struct {
	Person  account.Person
	May     bool // manage people
	Self    bool
	Alone   bool // nobody else would read a concern
	Today   when.Day
	Limit   string // last day of access as it was typed
	Link    bool   // a calendar link of the person stands
	Thread  ui.Thread
	State   ui.State
	History string
}

// CalendarPage is where a person makes a calendar link.
type CalendarPage struct {
	Person  account.Person
	Stands  bool   // a link was made and opens something
	Address string // of the link that was just made; shown this once
	MayAll  bool
	State   ui.State
}

// PersonForm is the form of a new account.
type PersonForm struct {
	In    account.Newcomer
	State ui.State
}

// EditForm is the form of name and address.
type EditForm struct {
	Person account.Person
	State  ui.State
}

// PasswordForm changes a password: one's own, which is asked for first, or, by a
// lead, somebody else's.
type PasswordForm struct {
	Action string
	Name   string // whose, when it is not one's own
	Next   string // where to go on afterwards; "" is one's own page
	Cancel string
	State  ui.State
}

// Roles are the choices of a role, each with what it may do.
func Roles() []ui.Option {
	hints := map[access.Role]string{
		access.Lead:        "Keeps every register, invites people, makes packs.",
		access.Executive:   "Approves, signs the AI policy, accepts residual risks.",
		access.Auditor:     "Reads everything, reviews evidence, keeps audit records.",
		access.Contributor: "Describes AI systems, risks and assessments; adds evidence.",
		access.Reader:      "Reads everything, changes nothing.",
		access.External:    "For the auditor of a certification body. Reads everything until a last day, changes nothing.",
	}
	out := make([]ui.Option, len(access.Roles))
	for i, r := range access.Roles {
		out[i] = ui.Option{Value: string(r), Label: r.Title(), Hint: hints[r]}
	}
	return out
}
