package account

import (
	"context"
	"errors"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

// errSignIn is the one answer to a wrong address, a wrong password and an
// account whose access ended, so that none can be told from another.
var errSignIn = fault.New(fault.Invalid, "This address and password do not open an account. Check both; if it stays so, ask an AI governance lead.")

// errPassword is the answer to a wrong password of a person who is signed in.
var errPassword = fault.New(fault.Invalid, "The password is not right. Type it again.")

func isWrong(err error) bool { return errors.Is(err, errPassword) }

// SignIn gives the person whom address and password open. client is the network
// address that asks, without its port. It starts no session.
//
// A wrong pair is fault.Invalid; *TooSoon says how long to wait when there were
// too many. An unknown address costs the same work as a known one.
func (a *Accounts) SignIn(ctx context.Context, email, password, client string) (Person, error) {
	email = normal(email)
	brakes := signInBrakes(email, client)
	if err := a.brake(ctx, brakes); err != nil {
		return Person{}, err
	}
	p, err := byEmail(a.db.Read(ctx), email)
	if err != nil {
		return Person{}, err
	}
	ok, err := a.matches(ctx, p.Ref, password)
	if err != nil {
		return Person{}, err
	}
	if !ok || p.Ended(a.today()) {
		return Person{}, errSignIn
	}
	return p, a.release(ctx, brakes)
}

// CheckPassword asks a person who is signed in for the password again, as before
// a signature. Wrong is fault.Invalid; *TooSoon comes after a few. It counts apart
// from signing in, so that a stranger cannot slow down a signature.
func (a *Accounts) CheckPassword(ctx context.Context, ref, password string) error {
	brakes := againBrakes(ref)
	if err := a.brake(ctx, brakes); err != nil {
		return err
	}
	p, err := a.ByRef(ctx, ref)
	if err != nil {
		return err
	}
	ok, err := a.matches(ctx, ref, password)
	if err != nil {
		return err
	}
	if !ok || p.Ended(a.today()) {
		return errPassword
	}
	return a.release(ctx, brakes)
}

func (a *Accounts) today() when.Day { return a.db.Now().Day() }

func (a *Accounts) matches(ctx context.Context, ref, password string) (bool, error) {
	phc, err := a.storedHash(ctx, ref)
	if err != nil {
		return false, err
	}
	return a.hasher.matches(ctx, phc, password)
}
