package pack

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/review"
)

// MinutesTitle is what minutes call themselves in their running header.
const MinutesTitle = "Minutes of a management review"

// Reviewed is a management review with what it decided.
type Reviewed struct {
	Organisation string
	Review       review.Review
	Decisions    []review.Decision
	Mark         string // of a sample; empty where it is real
}

// Minutes is the paper of a management review: who took part, what was said and decided,
// and what it looked at. Once signed it is drawn from the text that was signed, so that it
// says the same forever; before, it says that nobody has signed it.
func Minutes(in Reviewed) ([]byte, error) {
	r := in.Review
	about := meta{Organisation: in.Organisation, Title: MinutesTitle, AsAt: cmp.Or(r.UpdatedAt, r.FilledAt), DocumentID: r.Ref, TrailHead: r.TrailHash}
	if len(r.Signatures) > 0 {
		about.AsAt = r.Signatures[0].SignedAt
	}
	d := newDocument(about)
	if in.Mark != "" {
		d.watermark(in.Mark)
	}
	d.portrait()
	d.newPage()
	switch {
	case r.Altered():
		d.notice(noticeWarning, "INVALID: the text is not the one that was signed. It was changed outside the workbench.")
	case len(r.Signatures) == 0:
		d.notice(noticeWarning, "Draft: nobody has signed these minutes.")
	}
	d.markdown(r.Text(in.Decisions))
	d.signatures(r)
	var out bytes.Buffer
	_, err := d.output(&out)
	return out.Bytes(), err
}

// signatures sets who signed, and what binds the signatures to the text.
func (d *document) signatures(r review.Review) {
	if len(r.Signatures) == 0 {
		return
	}
	d.heading(2, "", "Signatures")
	for _, s := range r.Signatures {
		d.facts(
			fact{"Signed by", text(strings.Join(filled(s.Name, s.Title, s.Role), ", "))},
			fact{"Signed at", text(s.SignedAt.Human())},
			fact{"Identity shown by", text(s.Proof)},
			fact{"Place in the audit trail", say("after entry %d", s.Position)},
		)
	}
	d.hash("SHA-256 of the text", r.MinutesSum)
	d.small(r.Signatures[0].Label())
}

// filled leaves out what is empty.
func filled(all ...string) (out []string) {
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
