// Package account holds the people who may use the workbench, their passwords and
// their sessions. A person is a record with a trail; password hashes, sessions
// and one-time links are house tables, which never reach the trail, an export or
// a pack.
package account

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Person is somebody with an account. A retired person cannot sign in; their
// name stays on what they did.
type Person struct {
	store.Head
	Name          string       `json:"name"`
	Email         string       `json:"email"` // lower case; unique
	Role          access.Role  `json:"role"`
	JobTitle      string       `json:"job_title"`
	PasswordSetAt when.Instant `json:"password_set_at"`
	PasswordSetBy string       `json:"password_set_by"` // name; a signature prints it when it was not the person
}

// TableName is the table of people.
func (Person) TableName() string { return "people" }

// Actor is the person acting through one of the ways in.
func (p Person) Actor(via access.Via) access.Actor {
	return access.Actor{Ref: p.Ref, Name: p.Name, Email: p.Email, Role: p.Role, Via: via}
}

// Registers lists what this package keeps.
func Registers() []store.Register {
	return []store.Register{store.Of[Person]("person", "USR", "People")}
}
