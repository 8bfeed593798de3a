package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// request is one request with the person who asks.
type request struct {
	echo.Context
	s     *Server
	who   access.Actor
	token string // of the session
	again *again // the record's page is shown again because its end was refused

	posted url.Values // the form, once it is read
	began  *began     // the draft that this page goes on with
	clash  *clash     // what somebody else changed meanwhile

	chosen map[string]string // what the person prefers, once it is read
}

// again is a refused retirement on its way back to the record's page.
type again struct {
	state  ui.State
	status int
	reason string
}

func (r *request) ctx() context.Context { return r.Request().Context() }

// may says whether the person may do p; pages show no button that would be refused.
func (r *request) may(p access.Permission) bool { return r.who.May(p) }

// today is the day by the database's clock.
func (r *request) today() when.Day { return r.s.DB.Now().Day() }

// form is the posted body alone. Query and path never fill a field.
type form struct{ values url.Values }

// form reads the body once. A body that cannot be read is refused.
func (r *request) form() (form, error) {
	if err := r.Request().ParseForm(); err != nil {
		return form{}, fault.New(fault.Invalid, "The form could not be read. Go back, shorten very long texts and send it again.").Because(err)
	}
	r.posted = r.Request().PostForm
	if err := r.own(); err != nil {
		return form{}, err
	}
	r.choose()
	return form{r.posted}, nil
}

// text gives a field without surrounding blanks and with plain line ends.
func (f form) text(name string) string {
	return plain(f.values.Get(name))
}

// plain is typed text without surrounding blanks, with plain line ends, and without
// what no register can hold: NUL and bytes that are no letters.
func plain(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}

// raw gives a field as it was typed: passwords.
func (f form) raw(name string) string { return f.values.Get(name) }

func (f form) day(name string) when.Day { return when.Day(f.text(name)) }

// yes says whether a box is ticked.
func (f form) yes(name string) bool { return f.values.Get(name) != "" }

// number gives 0 for an empty field and -1 for what is not a whole number, which
// every check refuses.
func (f form) number(name string) int {
	t := f.text(name)
	if t == "" {
		return 0
	}
	n, err := strconv.Atoi(t)
	if err != nil {
		return -1
	}
	return n
}

// list gives the ticked values of a field, without empty ones.
func (f form) list(name string) []string {
	var out []string
	for _, v := range f.values[name] {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// rows reads repeatable lines: one list a column, joined by position. Lines that
// are empty throughout are left out.
func (f form) rows(columns ...string) []map[string]string {
	var out []map[string]string
	for i := range f.values[columns[0]] {
		row, filled := map[string]string{}, false
		for _, c := range columns {
			if cells := f.values[c]; i < len(cells) {
				row[c] = plain(cells[i])
				filled = filled || row[c] != ""
			}
		}
		if filled {
			out = append(out, row)
		}
	}
	return out
}

// version is the version of the record that the person saw when the form was made.
// A form that does not say it gets -1, which is no version: whoever sends it would
// otherwise overwrite what they never saw.
func (f form) version() int {
	if v := f.number("version"); v > 0 {
		return v
	}
	return -1
}

// begun is version for the few records that come into being with their first form,
// which has none to give: 0.
func (f form) begun() int { return max(f.version(), 0) }
