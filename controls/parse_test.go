package controls

import (
	"slices"
	"testing"
)

func TestParseControlIDs(t *testing.T) {
	for _, tc := range []struct {
		cell     string
		ids, bad []string
	}{
		{"A.5.4", []string{"A.5.4"}, nil},
		{" a.5.4 ", []string{"A.5.4"}, nil},
		{"A.4.2/A.2.3", []string{"A.4.2", "A.2.3"}, nil},
		{"A.5.4; A.6.2.4, A 7.4", []string{"A.5.4", "A.6.2.4", "A.7.4"}, nil},
		{"A5.4\nA-6-2-4\r\nA_7_4", []string{"A.5.4", "A.6.2.4", "A.7.4"}, nil},
		{"A.5.4 A.6.2.4 and A.7.4 & A.10.3", []string{"A.5.4", "A.6.2.4", "A.7.4", "A.10.3"}, nil},
		{"A.5.4, A.5.4", []string{"A.5.4"}, nil},
		{"B.5.4", []string{"A.5.4"}, nil},
		{"B.6.2.4 / A.6.2.4", []string{"A.6.2.4"}, nil},
		{"ISO 42001 A.5.4", []string{"A.5.4"}, nil},
		{"ISO/IEC 42001:2023 Annex A.5.4; A.5.5", []string{"A.5.4", "A.5.5"}, nil},
		{"Annex A control A.5.4", []string{"A.5.4"}, nil},
		{"Annex A 5.4", []string{"A.5.4"}, nil},
		{"42001:A.5.4", []string{"A.5.4"}, nil},
		{"A.6.2.4 AI system verification and validation", []string{"A.6.2.4"}, nil},
		{"A.6.2.4: Verification & validation, A.10.3 - Suppliers", []string{"A.6.2.4", "A.10.3"}, nil},
		{"", nil, nil}, {" - ", nil, nil}, {"n/a", nil, nil}, {"None", nil, nil},
		{"A.6.2", nil, []string{"A.6.2"}},
		{"A.2.1; A.2.2", []string{"A.2.2"}, []string{"A.2.1"}},
		{"A.4.11", nil, []string{"A.4.11"}},
		{"6.1.3", nil, []string{"6.1.3"}},
		{"A.5.4, 5.5", []string{"A.5.4"}, []string{"5.5"}},
		{"A.4.2 AI system impact assessment", nil, []string{"A.4.2 AI system impact assessment"}},
		{"A.4.2–A.4.6", nil, []string{"A.4.2–A.4.6"}},
		{"A.4.2 to A.4.6", nil, []string{"A.4.2 to A.4.6"}},
		{"A.4.2-A.4.6; A.5.4", []string{"A.5.4"}, []string{"A.4.2-A.4.6"}},
		{"ISO 27001 A.5.4", nil, []string{"ISO 27001 A.5.4"}},
		{"ISO/IEC 27001:2022 A.5.4, A.5.5; ISO 42001 A.5.4", []string{"A.5.4"}, []string{"ISO 27001:2022 A.5.4", "A.5.5"}},
		{"27001:A.5.4", nil, []string{"27001:A.5.4"}},
		{"SOC 2 CC6.1 / A.5.4", nil, []string{"SOC 2 CC6.1", "A.5.4"}},
		{"encryption", nil, []string{"encryption"}},
		{"not A.5.4", nil, []string{"not A.5.4"}},
	} {
		ids, bad := ParseControlIDs(tc.cell)
		if !slices.Equal(ids, tc.ids) || !slices.Equal(bad, tc.bad) {
			t.Errorf("%q: got %q and bad %q, want %q and bad %q", tc.cell, ids, bad, tc.ids, tc.bad)
		}
	}
}

// However a control's own number is written, with or without its title, it is read as that control.
func TestParseControlIDsReadsEveryControl(t *testing.T) {
	for _, c := range MustLoad().Controls {
		for _, cell := range []string{c.ID, c.Guidance, c.Key().String(), c.ID + " " + c.Title, c.ID + " – " + c.Title} {
			if ids, bad := ParseControlIDs(cell); !slices.Equal(ids, []string{c.ID}) || bad != nil {
				t.Errorf("%q: got %q and bad %q", cell, ids, bad)
			}
		}
	}
}

// Whatever is in a cell, ids are real controls, and no number is lost: each is
// read or handed back as bad.
func FuzzParseControlIDs(f *testing.F) {
	for _, cell := range []string{"A.4.2/A.2.3", "ISO 27001 A.5.4; 42001:B.7.4", "A.4.2–A.4.6 & a 7 4", "\x00A.", "n/a A.5.4"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		ids, bad := ParseControlIDs(cell)
		for _, id := range ids {
			if _, ok := MustLoad().Control(id); !ok {
				t.Errorf("%q: %q is no control", cell, id)
			}
		}
		if numbered.MatchString(cell) && len(ids)+len(bad) == 0 {
			t.Errorf("%q: a number was lost", cell)
		}
		for _, b := range bad {
			MustLoad().Suggest(b, "")
		}
	})
}
