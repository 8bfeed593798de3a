package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// signedCase is a signature whose seal holds, made by hand.
func signedCase(words string) Signed {
	v := leadership.Version{Head: rec("POL-2026-001.v2"), Policy: "POL-2026-001", Number: 2, State: leadership.Approved, Text: words, TextSum: leadership.Sum(words)}
	g := leadership.Signature{Head: rec("SIG-2026-003"), Target: v.Ref, TargetSum: v.TextSum, Signer: "USR-2026-002", Name: "Zoë Łukasz", Role: "Executive", Meaning: leadership.MeaningApprove, SignedAt: approvedAt}
	g.Sealed = strings.Join([]string{
		"format: aims-signature 1", "signature: " + g.Ref, "title: AI policy", "version: 2", "version reference: " + v.Ref, "text sha256: " + v.TextSum,
		"signer: " + g.Name, "role: " + g.Role, "job title: Chief executive", "account: " + g.Signer, "meaning: approve",
		"consent: I have read version 2 and I approve it.", "signed at: " + string(g.SignedAt), "identity checked by: password", "trail position: 41", "trail hash: " + someHash,
	}, "\n") + "\n"
	g.SealedSum = leadership.Sum(g.Sealed)
	return Signed{Organisation: "Merrow", Signature: g, Version: v}
}

// The hash that the receipt prints is the hash of the text that it prints, computed
// here from the text alone.
func TestAReceiptPrintsTheHashOfTheText(t *testing.T) {
	const words = "# Aim\n\nWe act *fairly*, and say so."
	in := signedCase(words)
	pdf, err := Receipt(in)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(words))
	want := hex.EncodeToString(sum[:])
	got := flat(pagesOf(t, pdf))
	for _, part := range []string{want[:32], want[32:], in.Signature.SealedSum[:32], in.Signature.SealedSum[32:], "Zoë Łukasz, Chief executive (Executive)", "We act fairly, and say so.", "I have read version 2", "trail position: 41", leadership.Label} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in\n%s", part, got)
		}
	}
	if strings.Contains(got, "INVALID") || strings.Contains(got, "SAMPLE") {
		t.Errorf("a sound receipt warns:\n%s", got)
	}
	again, err := Receipt(in)
	if err != nil || !bytes.Equal(pdf, again) {
		t.Errorf("the same signature gave other bytes: %v", err)
	}
}

func TestAReceiptSaysWhatIsWrong(t *testing.T) {
	in := signedCase("We act fairly.")
	in.Version.Text, in.Mark = "We act fairly. "+nasty, "SAMPLE"
	pdf, err := Receipt(in)
	if err != nil {
		t.Fatal(err)
	}
	if got := flat(pagesOf(t, pdf)); !strings.Contains(got, "INVALID: text changed after signing.") || !strings.Contains(got, "SAMPLE") {
		t.Errorf("got\n%s", got)
	}
}

// flat is the text of all pages with every run of blanks as one.
func flat(pages []string) string { return strings.Join(strings.Fields(strings.Join(pages, " ")), " ") }
