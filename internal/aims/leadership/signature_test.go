package leadership_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

var proof = leadership.Proof{
	How: "password", CredentialSetAt: "2026-11-20T08:00:00Z", CredentialSetBy: "Lea Lead (USR-2026-001)",
	JobTitle: "Chief executive", Product: "AIMS Workbench 1.0", Client: "127.0.0.1", Agent: "Browser\nmeaning: review",
}

func TestSignaturesConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: leadership.Registers()[2], By: access.Executive, NotBy: access.Lead,
		Before: func(ctx context.Context, db *store.DB) error {
			b := newBench(t, db)
			b.approve(b.policy("AI policy", true, "We act fairly."))
			return nil
		},
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			s, err := leadership.New(db).Sign(ctx, who, "POL-2026-001.v1", proof)
			return s.Ref, err
		},
	})
}

func TestTheSealHoldsAllThatWasSigned(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		v := b.approve(b.policy("AI policy", true, "We act fairly."))
		head, err := store.Position(db.Read(b.ctx))
		b.must(err)
		s, err := b.d.Sign(b.ctx, b.executive, v.Ref, proof)
		b.must(err)
		for _, want := range []string{
			"format: aims-signature 1\n", "signature: SIG-2026-001\n", "document: POL-2026-001\n", "title: AI policy\n", "version: 1\n",
			"text sha256: " + leadership.Sum("We act fairly.") + "\n", "signer: Test Executive\n", "role: Executive\n", "job title: Chief executive\n",
			"account: USR-2026-executive\n", "meaning: approve\n", "consent: I have read version 1 of “AI policy” (POL-2026-001.v1) and I approve it for the organisation.\n",
			"signed at: " + string(s.SignedAt) + "\n", "identity checked by: password\n", "credential last set: 2026-11-20T08:00:00Z\n",
			"credential set by: Lea Lead (USR-2026-001)\n", "program: AIMS Workbench 1.0\n", "client: 127.0.0.1\n", "agent: Browser meaning: review\n",
			"trail hash: " + head.Hash + "\n", "previous signature sha256: \n",
		} {
			if !strings.Contains(s.Sealed, want) {
				t.Errorf("%q is not sealed in:\n%s", want, s.Sealed)
			}
		}
		if s.SealedSum != leadership.Sum(s.Sealed) || len(s.Line("nonce")) < 20 || len(s.Lines()) != 24 {
			t.Errorf("sum, nonce or lines are wrong: %+v", s)
		}
		stored, err := b.d.Signature(b.ctx, s.Ref)
		b.must(err)
		if wrong := leadership.CheckSignature(stored, v); wrong != nil {
			t.Errorf("a fresh signature is %v", wrong)
		}
		other := b.executive
		other.Ref, other.Name = "USR-2026-009", "Second Executive"
		second, err := b.d.Sign(b.ctx, other, v.Ref, proof)
		b.must(err)
		if second.Line("previous signature sha256") != s.SealedSum || second.Line("nonce") == s.Line("nonce") {
			t.Errorf("the second does not join the first:\n%s", second.Sealed)
		}
	})
}

func TestR37OnlyTheVersionInForceIsSignedOnceAndWithProof(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		draft := b.policy("AI policy", true, "We act fairly.")
		try := func(ref string, p leadership.Proof) error {
			t.Helper()
			before, err := store.Position(db.Read(b.ctx))
			b.must(err)
			_, err = b.d.Sign(b.ctx, b.executive, ref, p)
			if after, e := store.Position(db.Read(b.ctx)); e != nil || (err != nil && after.Seq != before.Seq) {
				t.Errorf("a refused signature left a trace: %v", e)
			}
			return err
		}
		b.refused(try(draft.Ref, proof), fault.Invalid, "is a draft")
		one := b.approve(draft)
		b.refused(try(one.Ref, leadership.Proof{}), fault.Forbidden, "enter your password")
		b.refused(try("POL-2026-001.v9", proof), fault.NotFound, "There is no")
		b.must(try(one.Ref, proof))
		b.refused(try(one.Ref, proof), fault.Conflict, "You signed this version on")
		two := b.approve(b.next(one.Policy, "We act fairly and openly."))
		b.refused(try(one.Ref, proof), fault.Invalid, "replaced by a newer one")
		signed, err := b.d.Signatures(b.ctx, two.Ref)
		b.must(err)
		if len(signed) != 0 {
			t.Errorf("the new version begins signed: %+v", signed)
		}
		b.must(b.d.Retire(b.ctx, b.lead, one.Policy, 1, "merged"))
		b.refused(try(two.Ref, proof), fault.Invalid, "was retired")
	})
}

func TestR35ACopiedSignatureIsInvalid(t *testing.T) {
	b := newBench(t, aimstest.DB(t))
	v := b.approve(b.policy("AI policy", true, "We act fairly."))
	twin := b.approve(b.policy("Data policy", false, "We act fairly."))
	s, err := b.d.Sign(b.ctx, b.executive, v.Ref, proof)
	b.must(err)
	next := b.approve(b.next(v.Policy, "We act fairly."))
	for _, c := range []struct {
		name    string
		version leadership.Version
		change  func(s *leadership.Signature)
		want    string
	}{
		{"as it is", v, func(*leadership.Signature) {}, ""},
		{"to another document with the same text", twin, func(s *leadership.Signature) { s.Target = twin.Ref }, "was made for POL-2026-001.v1 and stands under POL-2026-002.v1"},
		{"to another version with the same text", next, func(s *leadership.Signature) { s.Target = next.Ref }, "was made for POL-2026-001.v1"},
		{"to another person", v, func(s *leadership.Signature) { s.Signer, s.Name = "USR-2026-009", "Mallory" }, "the record names Mallory (USR-2026-009)"},
		{"to another reference", v, func(s *leadership.Signature) { s.Ref = "SIG-2026-009" }, "reference in the record is not the sealed one"},
		{"to another time", v, func(s *leadership.Signature) { s.SignedAt = "2025-01-01T00:00:00Z" }, "time in the record"},
		{"to another role", v, func(s *leadership.Signature) { s.Role = "Chairman" }, "role in the record"},
		{"with another meaning", v, func(s *leadership.Signature) { s.Meaning = "review" }, "meaning in the record"},
		{"with another sum", v, func(s *leadership.Signature) { s.TargetSum = "00" }, "SHA-256 of the text in the record"},
		{"with a letter of the seal changed", v, func(s *leadership.Signature) { s.Sealed = strings.Replace(s.Sealed, "Chief", "Thief", 1) }, "no longer gives its SHA-256"},
		{"with nothing sealed", v, func(s *leadership.Signature) { s.Sealed, s.SealedSum = "", leadership.Sum("") }, "was made for nothing"},
	} {
		moved := s
		c.change(&moved)
		wrong := strings.Join(leadership.CheckSignature(moved, c.version), "\n")
		if (c.want == "") != (wrong == "") || !strings.Contains(wrong, c.want) {
			t.Errorf("%s: %q, want %q", c.name, wrong, c.want)
		}
	}
}

func TestR34ATextChangedInTheDatabaseIsFound(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	b := newBench(t, db)
	v := b.approve(b.policy("AI policy", true, "We act fairly."))
	s, err := b.d.Sign(b.ctx, b.executive, v.Ref, proof)
	b.must(err)
	alter(t, dir, "UPDATE policy_versions SET text = ? WHERE ref = ?", "We act fairly!", v.Ref)

	changed, err := b.d.Version(b.ctx, v.Ref)
	b.must(err)
	if wrong := leadership.CheckSignature(s, changed); len(wrong) != 1 || wrong[0] != "INVALID: text changed after signing." {
		t.Errorf("found %v", wrong)
	}
	if !changed.Altered() {
		t.Error("the version does not know that its text was changed")
	}
	other := b.executive
	other.Ref = "USR-2026-009"
	_, err = b.d.Sign(b.ctx, other, v.Ref, proof)
	b.refused(err, fault.Forbidden, "changed outside the workbench")
	problems, err := db.Verify(b.ctx, leadership.Registers(), nil)
	b.must(err)
	if len(problems) != 1 || problems[0].Ref != v.Ref || problems[0].Part != "row" {
		t.Errorf("verify says %+v", problems)
	}
	standing, err := b.d.Standing(b.ctx)
	b.must(err)
	if main, _ := standing.Main(); main.Signed() || len(main.Wrong) != 2 {
		t.Errorf("the overview says %+v", main.Wrong)
	}
}
