package controls

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestCounts(t *testing.T) {
	c := MustLoad()
	requirements, texts, areas, fields := 0, 0, 0, 0
	for _, x := range c.Clauses {
		requirements += len(x.Requirements)
	}
	for _, o := range c.Objectives {
		if o.Text != "" {
			texts++
		}
		if o.Parent == "" {
			areas++
		}
	}
	for _, s := range c.ImpactForm {
		fields += len(s.Fields)
	}
	for _, tc := range []struct {
		what      string
		got, want int
	}{
		{"clause nodes", len(c.Clauses), 43},
		{"auditable clauses", len(c.Auditable()), 32},
		{"requirements", requirements, 182},
		{"mandatory documents", len(c.Documents), 21},
		{"areas", areas, 9},
		{"objectives with a text", texts, 10},
		{"controls", len(c.Controls), 38},
		{"organizational objectives of C.2", len(c.C2), 11},
		{"risk sources of C.3", len(c.C3), 7},
		{"sections of the form", len(c.ImpactForm), 11},
		{"fields of the form", fields, 65},
		{"terms", len(c.Terms), 148},
		{"stages of the life cycle", len(c.LifeCycle), 8},
		{"roles", len(c.Roles), 6},
		{"tiers", len(c.Tiers), 6},
		{"uses", len(c.Uses), 14},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %d, want %d", tc.what, tc.got, tc.want)
		}
	}
}

func TestLookups(t *testing.T) {
	c := MustLoad()
	control := func(id string) string { x, _ := c.Control(id); return x.Title }
	clause := func(id string) string { x, _ := c.Clause(id); return x.Title }
	objective := func(id string) string { x, _ := c.Objective(id); return x.Title }
	aim := func(id string) string { x, _ := c.Aim(id); return x.Title }
	source := func(id string) string { x, _ := c.Source(id); return x.Title }
	term := func(name string) string { x, _ := c.Term(name); return x.Name }
	field := func(key string) string { x, _ := c.Field(key); return x.Label }
	tier := func(id string) string { x, _ := c.Tier(id); return x.Basis }
	for _, tc := range []struct {
		what   string
		lookup func(string) string
		id     string
		want   string // "" if it must not be found
	}{
		{"control by number", control, "A.10.3", "Suppliers"},
		{"control by key", control, "42001:A.10.3", "Suppliers"},
		{"control of another framework", control, "27001:A.5.4", ""},
		{"objective is no control", control, "A.6.2", ""},
		{"place of an objective is no control", control, "A.2.1", ""},
		{"no number", control, "", ""},
		{"clause by number", clause, "5.2", "AI policy"},
		{"clause by key", clause, ClauseKey("10.1").String(), "Continual improvement"},
		{"unknown clause", clause, "6.4", ""},
		{"objective", objective, "A.7", "Data for AI systems"},
		{"control is no objective", objective, "A.7.2", ""},
		{"aim", aim, "42001:C.2.5", "Fairness"},
		{"source is no aim", aim, "C.3.5", ""},
		{"source", source, "C.3.7", "Technology readiness"},
		{"term by name", term, "AIMS", "AIMS"},
		{"term by alias, in any case", term, " soa ", "Statement of Applicability"},
		{"name before alias", term, "deployment", "deployment"},
		{"unknown term", term, "flux capacitor", ""},
		{"field", field, "due", "Due date"},
		{"unknown field", field, "colour", ""},
		{"tier", tier, "prohibited", "Art. 5"},
		{"unknown tier", tier, "harmless", ""},
	} {
		if got := tc.lookup(tc.id); got != tc.want {
			t.Errorf("%s %q: %q, want %q", tc.what, tc.id, got, tc.want)
		}
	}
}

func TestMembers(t *testing.T) {
	c := MustLoad()
	for _, tc := range []struct{ clause, want string }{
		{"6.1", "[6.1.1 6.1.2 6.1.3 6.1.4]"}, {"42001:9.2", "[9.2.1 9.2.2]"}, {"6.1.3", "[]"}, {"", "[]"}, {"11", "[]"},
	} {
		ids := []string{}
		for _, x := range c.Under(tc.clause) {
			ids = append(ids, x.ID)
		}
		if got := fmt.Sprint(ids); got != tc.want {
			t.Errorf("under %q stand %s, want %s", tc.clause, got, tc.want)
		}
	}
	for group, want := range map[string]int{"A.2": 3, "A.6": 9, "A.6.2": 7, "42001:A.10": 3, "A.1": 0, "": 0} {
		if got := len(c.Group(group)); got != want {
			t.Errorf("the group %q has %d controls, want %d", group, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	for _, tc := range []struct {
		key           Key
		framework, id string
	}{
		{ClauseKey("6.1.3"), "42001", "6.1.3"},
		{ControlKey("A.5.4"), ISO42001, "A.5.4"},
		{Key("27001:A.5.4"), "27001", "A.5.4"},
		{Key("A.5.4"), "", "A.5.4"},
		{Key(""), "", ""},
	} {
		if tc.key.Framework() != tc.framework || tc.key.ID() != tc.id || tc.key.String() != string(tc.key) {
			t.Errorf("%q: framework %q, id %q", string(tc.key), tc.key.Framework(), tc.key.ID())
		}
	}
}

func TestDecodeIsStrict(t *testing.T) {
	var into struct{ Tiers []Tier }
	for _, raw := range []string{
		"tiers: [{id: x, colour: red}]",
		"tires: []",
		"tiers: []\n---\ntiers: []",
		"tiers: [",
		"",
	} {
		if err := decode("test.yaml", []byte(raw), &into); err == nil {
			t.Errorf("%q should be refused", raw)
		}
	}
	if err := decode("test.yaml", []byte("tiers: [{id: x}]"), &into); err != nil {
		t.Error(err)
	}
}

// Damage to any part of the catalogue is found, and named.
func TestVerifyFindsDamage(t *testing.T) {
	for _, tc := range []struct {
		name   string
		damage func(*Catalogue)
		says   string
	}{
		{"clause twice", func(c *Catalogue) { c.Clauses = append(c.Clauses, c.Clauses[0]) }, `clause "4" stands twice`},
		{"shape of a clause", func(c *Catalogue) { c.Clauses[0].ID = "A.4" }, `clause "A.4" is not shaped`},
		{"lost parent", func(c *Catalogue) { c.Clauses[1].Parent = "11" }, "parent 11"},
		{"lost child", func(c *Catalogue) { c.Clauses[0].Children = []string{"4.9"} }, "child 4.9"},
		{"no meaning", func(c *Catalogue) { c.Clauses[1].Meaning = " " }, "clause 4.1 has no meaning"},
		{"no question", func(c *Catalogue) { c.Clauses[1].Asks = nil }, "clause 4.1 has no asks"},
		{"no evidence", func(c *Catalogue) { c.Clauses[1].Evidence.Stage2 = nil }, "no stage 2 evidence"},
		{"requirement out of order", func(c *Catalogue) { c.Clauses[1].Requirements[0].ID = "4.2-r1" }, `should be "4.1-r1"`},
		{"control in no group", func(c *Catalogue) { c.Controls[0].Group = "A.3" }, "group A.3"},
		{"guidance elsewhere", func(c *Catalogue) { c.Controls[0].Guidance = "B.2.3" }, "does not mirror"},
		{"control at an objective's place", func(c *Catalogue) { c.Controls[0].ID = "A.2.1" }, `"A.2.1" is not shaped`},
		{"unknown reading", func(c *Catalogue) { c.Controls[0].Documented = "maybe" }, `documented "maybe"`},
		{"objective without text", func(c *Catalogue) { c.Objectives[0].Text = "" }, "objective A.2 must have"},
		{"theme without meaning", func(c *Catalogue) { c.C3[0].Meaning = "" }, "theme C.3.1 has no meaning"},
		{"unknown basis", func(c *Catalogue) { c.C2[0].Basis = "" }, "unknown basis"},
		{"dangling hook", func(c *Catalogue) { c.ImpactForm[0].Hooks = []string{"A.2.1"} }, `hooks on "A.2.1"`},
		{"list without choices", func(c *Catalogue) { c.ImpactForm[0].Fields[0].Kind = FieldList }, "a list has choices"},
		{"unknown kind", func(c *Catalogue) { c.ImpactForm[0].Fields[0].Kind = "colour" }, "unknown kind"},
		{"field twice", func(c *Catalogue) { c.ImpactForm[1].Fields[0].Key = "ai-system" }, `field "ai-system" stands twice`},
		{"term twice", func(c *Catalogue) { c.Terms[1].Name = "aims" }, `term "aims" stands twice`},
		{"unknown class of use", func(c *Catalogue) { c.Uses[0].Class = "odd" }, "use biometric has the unknown class"},
		{"tier without articles", func(c *Catalogue) { c.Tiers[0].Basis = "" }, "tier prohibited has no basis"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := build() // a fresh one: the shared one must stay whole
			if err != nil {
				t.Fatal(err)
			}
			tc.damage(c)
			if err := c.verify(); err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("want an error with %q, got %v", tc.says, err)
			}
		})
	}
}

// What must not be claimed of the standard is said in the data itself.
func TestNotesKeepTheClauseApartFromPractice(t *testing.T) {
	for clause, says := range map[string]string{
		"6.1.1": "never uses the term 'risk register'",
		"6.1.2": "does not literally require a named risk owner",
		"6.1.3": "does not literally ask for implementation status",
		"9.2.2": "practice, not clause text",
	} {
		x, _ := MustLoad().Clause(clause)
		if !strings.Contains(strings.Join(x.Notes, " "), says) {
			t.Errorf("the notes of %s should say %q, got %q", clause, says, x.Notes)
		}
	}
}

// The data speaks of the product's subject only.
func TestDataHoldsNoResearchNotes(t *testing.T) {
	files, err := data.ReadDir("data")
	if err != nil || len(files) != 14 {
		t.Fatalf("want 14 files, got %d, %v", len(files), err)
	}
	for _, f := range files {
		raw, err := os.ReadFile("data/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range []string{"file id", "search index", "search-index", "http", "github", ".com", ".yaml", "Disagreement"} {
			if strings.Contains(string(raw), w) {
				t.Errorf("%s speaks of %q", f.Name(), w)
			}
		}
	}
}
