package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// rowsAtOnce is how many rows are read together for a file.
const rowsAtOnce = 500

// download answers with the whole list as it is filtered, sorted and chosen: every
// page of it. The file is written to disk first, so that a failure half-way never
// leaves a short file that looks whole, and a long list never stands in memory.
func (l listing[T]) download(r *request, format string) error {
	shown := l.columns.Shown(r.QueryParams()[paramCols])
	begin, ok := map[string]func(io.Writer) (exchange.RowWriter, error){
		"csv":  func(w io.Writer) (exchange.RowWriter, error) { return exchange.NewCSV(w, shown.Titles()) },
		"xlsx": func(w io.Writer) (exchange.RowWriter, error) { return exchange.NewXLSX(w, l.title, shown.Titles()) },
	}[format]
	if !ok {
		return fault.New(fault.NotFound, "A list can be downloaded as csv or as xlsx.")
	}
	file, err := os.CreateTemp("", "aims-list-*")
	if err != nil {
		return fmt.Errorf("list as a file: %w", err)
	}
	defer func() { _ = errors.Join(file.Close(), os.Remove(file.Name())) }()
	if err := l.write(r, file, shown.Texts, begin); err != nil {
		return err
	}
	h := r.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMEOctetStream)
	name := strings.ToLower(strings.ReplaceAll(l.title, " ", "-")) + "-" + string(r.today()) + "." + format
	h.Set(echo.HeaderContentDisposition, disposition(name))
	h.Set(echo.HeaderContentSecurityPolicy, policy+"; sandbox")
	http.ServeContent(r.Response(), r.Request(), "", time.Time{}, file)
	return nil
}

func (l listing[T]) write(r *request, to io.Writer, texts func(T) []string, begin func(io.Writer) (exchange.RowWriter, error)) error {
	w, err := begin(to)
	if err != nil {
		return err
	}
	place := store.Place{Sort: r.QueryParam(paramSort), Size: rowsAtOnce}
	for {
		found, err := l.find(place)
		if err != nil {
			return errors.Join(err, w.Close())
		}
		for _, row := range found.Rows {
			if err := w.Write(texts(row)); err != nil {
				return errors.Join(err, w.Close())
			}
		}
		if place.At = found.Next; place.At == "" {
			return w.Close()
		}
	}
}
