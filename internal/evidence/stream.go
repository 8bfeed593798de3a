package evidence

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// source remembers that reading failed, so that the sender's failure can be told
// from the disk's. It stops when the request is over.
type source struct {
	ctx context.Context //nolint:containedctx // of one upload
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return 0, err
	}
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// opening keeps the first bytes of a content, enough to tell its type.
type opening struct{ first []byte }

// enough is what mimetype looks at, in bytes.
const enough = 3072

func (o *opening) Write(p []byte) (int, error) {
	if room := enough - len(o.first); room > 0 {
		o.first = append(o.first, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// mediaType is the type without parameters: "text/plain".
func (o *opening) mediaType() string {
	kind, _, _ := strings.Cut(mimetype.Detect(o.first).String(), ";")
	return kind
}

// Bytes writes a size for people: "512 MB", "3.4 kB", "1 byte".
func Bytes(n int64) string {
	if n == 1 {
		return "1 byte"
	}
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	size, i := float64(n), 0
	for ; size >= 1000 && i < len(units)-1; i++ {
		size /= 1000
	}
	if i == 0 || size >= 100 {
		return strconv.FormatFloat(size, 'f', 0, 64) + " " + units[i]
	}
	return strings.TrimSuffix(strconv.FormatFloat(size, 'f', 1, 64), ".0") + " " + units[i]
}
