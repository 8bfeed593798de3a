package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
)

func userCommand(ctx context.Context, t terminal, args []string) (int, error) {
	if len(args) == 0 || args[0] != "add" {
		return exitError, fault.New(fault.Invalid, "usage: aims user add --name N --email E --role lead|executive|auditor|contributor|reader --password-stdin")
	}
	o := flags(t, "user add")
	name := o.String("name", "", "the person's `name`")
	email := o.String("email", "", "their e-mail `address`; they sign in with it")
	role := o.String("role", "", "lead, executive, auditor, contributor or reader")
	title := o.String("title", "", "job `title`")
	stdin := o.Bool("password-stdin", false, "read the first password from standard input, one line")
	if err := o.Parse(args[1:]); err != nil {
		return exitError, err
	}
	in := account.Newcomer{Name: *name, Email: *email, Role: access.Role(*role), JobTitle: *title}
	var err error
	if in.Password, err = firstPassword(t, *stdin); err != nil {
		return exitError, err
	}
	w, err := o.open(ctx, false)
	if err != nil {
		return exitError, err
	}
	defer w.close() //nolint:errcheck // the process ends here
	p, err := account.New(w.db).Invite(ctx, access.Installation(access.CommandLine), in)
	if err != nil {
		return exitError, err
	}
	made := struct {
		Email string      `json:"email"`
		Role  access.Role `json:"role"`
	}{p.Email, p.Role}
	return exitFine, o.print(t, made, func() {
		fmt.Fprintf(t.out, "%s (%s) has an account as %s in %s.\n", p.Name, p.Email, p.Role.Title(), w.dir)
	})
}

// firstPassword reads one line. Passwords are never taken from arguments, which
// other programs of the machine can read.
func firstPassword(t terminal, stdin bool) (string, error) {
	if !stdin {
		fmt.Fprint(t.err, "First password (it is shown while you type; use --password-stdin in scripts): ")
	}
	line, err := bufio.NewReader(t.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", fault.New(fault.Invalid, "there is no password on standard input; give a first password of at least 12 characters on one line")
	}
	return line, nil
}
