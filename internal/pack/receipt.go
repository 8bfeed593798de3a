package pack

import (
	"bytes"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// ReceiptTitle is what a receipt calls itself in its running header.
const ReceiptTitle = "Receipt of a signature"

// Signed is one signature with what it stands under.
type Signed struct {
	Organisation string
	Signature    leadership.Signature
	Version      leadership.Version // the signed one, as it is kept now
	Mark         string             // of a sample; empty where it is real
}

// Receipt is the paper that a signer takes along: what was signed, by whom, when, its
// SHA-256, the lines that were sealed, and the whole text. It takes all of that from the
// seal, so that it says tomorrow what it said at the moment of signing; equal input
// gives equal bytes. Where text or seal no longer hold, it says so first.
func Receipt(in Signed) ([]byte, error) {
	g := in.Signature
	d := newDocument(meta{Organisation: in.Organisation, Title: ReceiptTitle, AsAt: g.SignedAt, DocumentID: g.Ref, TrailHead: g.Line("trail hash")})
	if in.Mark != "" {
		d.watermark(in.Mark)
	}
	d.portrait()
	d.newPage()
	d.heading(1, "", ReceiptTitle)
	if wrong := leadership.CheckSignature(g, in.Version); len(wrong) > 0 {
		d.notice(noticeWarning, strings.Join(wrong, "\n"))
	}
	d.receiptFacts(g)
	d.heading(2, "", "What was signed, as SHA-256")
	d.hash("Text", g.TargetSum)
	d.hash("Sealed lines", g.SealedSum)
	d.small("To check it yourself: save the text, or the sealed lines, as UTF-8 with one line feed after each line of the seal, and compute the SHA-256. It must give the digits above.")
	d.heading(2, "", "The sealed lines")
	d.flow(monoText(strings.TrimSuffix(g.Sealed, "\n")), 0, axis, 8.2, 11.5, inkText)
	d.newPage()
	d.heading(1, "", "The text that was signed")
	d.markdown(in.Version.Text)
	var out bytes.Buffer
	_, err := d.output(&out)
	return out.Bytes(), err
}

// receiptFacts say in words what the seal says.
func (d *document) receiptFacts(g leadership.Signature) {
	d.para(g.Line("consent"))
	who := g.Name + ", " + g.Role
	if job := g.Line("job title"); job != "" {
		who = g.Name + ", " + job + " (" + g.Role + ")"
	}
	d.facts(
		fact{"Signature", text(g.Ref)},
		fact{"Document", say("%s, version %s (%s)", g.Line("title"), g.Line("version"), g.Target)},
		fact{"Signed by", text(who)},
		fact{"Signed at", text(g.SignedAt.Human())},
		fact{"Identity shown by", text(g.Line("identity checked by"))},
		fact{"Place in the audit trail", say("after entry %s", g.Line("trail position"))},
	)
	d.small(g.Label())
}
