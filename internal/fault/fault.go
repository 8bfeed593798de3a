// Package fault says what kind of failure happened and, in one sentence, what a person can do about it.
//
// A failure is one of four kinds, or internal. Only the four carry a sentence
// meant for people; an internal error is logged and never shown.
package fault

import (
	"errors"
	"fmt"
)

// Kind sorts failures by who can mend them.
type Kind string

// The kinds of failure. Everything that is none of the first four is Internal.
const (
	Invalid   Kind = "invalid"   // what was given cannot be accepted; the sentence says what to change
	Forbidden Kind = "forbidden" // this person may not do this, or not in this state
	NotFound  Kind = "not found" // there is no such record
	Conflict  Kind = "conflict"  // somebody else changed the record in between
	Internal  Kind = "internal"  // ours to mend
)

// Error is a kind and a sentence. Err, if any, is the cause and is only logged.
type Error struct {
	Kind    Kind
	Message string
	Err     error
}

// New returns a failure of the given kind; the sentence says what to do.
func New(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// Because returns e with its cause attached.
func (e *Error) Because(err error) *Error {
	return &Error{Kind: e.Kind, Message: e.Message, Err: err}
}

// Error gives the sentence, then the cause if there is one.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Message + ": " + e.Err.Error()
	}
	return e.Message
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// FaultKind makes Error a kinded error; see Kinded.
func (e *Error) FaultKind() Kind { return e.Kind }

// Kinded is implemented by errors that know their kind, such as check.Error.
type Kinded interface {
	error
	FaultKind() Kind
}

// KindOf finds the kind anywhere in the chain of err, or Internal.
func KindOf(err error) Kind {
	if k, ok := errors.AsType[Kinded](err); ok {
		return k.FaultKind()
	}
	return Internal
}

// Sentence is what a person may read of err: its own message if it is of one of
// the four kinds, and a plain apology otherwise.
func Sentence(err error) string {
	if e, ok := errors.AsType[*Error](err); ok && e.Kind != Internal {
		return e.Message
	}
	if k, ok := errors.AsType[Kinded](err); ok && k.FaultKind() != Internal {
		return k.Error()
	}
	return "Something went wrong on our side. Nothing was changed; the details are in the log."
}
