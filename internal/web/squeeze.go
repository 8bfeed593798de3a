package web

import (
	"bytes"
	"compress/gzip"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// squeezers are kept between pages, because a new one takes more memory than the page.
var squeezers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// send answers with a page, at a fifth of its size where the browser takes that. What a
// stranger could learn from the length is nothing: no page holds a lasting secret, as
// changes are guarded by where they come from and not by a token.
func (r *request) send(status int, page []byte) error {
	h := r.Response().Header()
	h.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
	if !strings.Contains(r.Request().Header.Get(echo.HeaderAcceptEncoding), "gzip") {
		return r.HTMLBlob(status, page)
	}
	var out bytes.Buffer
	w := squeezers.Get().(*gzip.Writer) //nolint:forcetypeassert // the pool holds nothing else
	defer squeezers.Put(w)
	w.Reset(&out)
	if _, err := w.Write(page); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	h.Set(echo.HeaderContentEncoding, "gzip")
	return r.Blob(status, echo.MIMETextHTMLCharsetUTF8, out.Bytes())
}
