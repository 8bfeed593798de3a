package trail

import (
	"slices"
	"strings"
	"testing"
)

func TestCanonicalIsOneFormForOneRecord(t *testing.T) {
	type inner struct {
		B string `json:"b"`
		A int    `json:"a"`
	}
	type record struct {
		Z    string   `json:"z"`
		A    string   `json:"a"`
		N    int64    `json:"n"`
		F    float64  `json:"f"`
		Yes  bool     `json:"yes"`
		List []string `json:"list"`
		Sub  inner    `json:"sub"`
		Subs []inner  `json:"subs"`
		Ptr  *inner   `json:"ptr"`
	}
	tests := map[string]struct {
		in   record
		want string
	}{
		"nothing":               {record{}, `{}`},
		"keys are sorted":       {record{Z: "1", A: "2"}, `{"a":"2","z":"1"}`},
		"no HTML escapes":       {record{A: "<b> & 'c' — 偏見"}, `{"a":"<b> & 'c' — 偏見"}`},
		"large numbers stay":    {record{N: 9007199254740993}, `{"n":9007199254740993}`},
		"fractions stay":        {record{F: 0.1}, `{"f":0.1}`},
		"empty list is nothing": {record{List: []string{}}, `{}`},
		"items keep their place": {
			record{List: []string{"", "x", ""}}, `{"list":["","x",""]}`,
		},
		"empty objects go, also inside": {record{Ptr: &inner{}, Sub: inner{A: 1}}, `{"sub":{"a":1}}`},
		"objects in lists are pruned":   {record{Subs: []inner{{B: "x"}}, Yes: true}, `{"subs":[{"b":"x"}],"yes":true}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Canonical(tt.in)
			if err != nil || got != tt.want {
				t.Errorf("got %s, %v\nwant %s", got, err, tt.want)
			}
		})
	}
	if _, err := Canonical(func() {}); err == nil {
		t.Error("what is not JSON was given an image")
	}
}

// A column that a migration adds is empty in old rows: their images stay true.
func TestANewEmptyFieldDoesNotChangeTheImage(t *testing.T) {
	type before struct {
		Title string `json:"title"`
	}
	type after struct {
		Title string   `json:"title"`
		Owner string   `json:"owner"`
		Level int      `json:"level"`
		Tags  []string `json:"tags"`
	}
	a, errA := Canonical(before{"x"})
	b, errB := Canonical(after{Title: "x"})
	if errA != nil || errB != nil || a != b {
		t.Errorf("%s became %s (%v, %v)", a, b, errA, errB)
	}
}

func TestChanges(t *testing.T) {
	tests := map[string]struct {
		before, after string
		want          []Change
	}{
		"none":         {`{"title":"a"}`, `{"title":"a"}`, nil},
		"first image":  {``, `{"title":"a"}`, []Change{{"Title", "", "a"}}},
		"one emptied":  {`{"risk_owner":"Ada"}`, `{}`, []Change{{"Risk owner", "Ada", ""}}},
		"sorted":       {`{}`, `{"b":1,"a":true}`, []Change{{"A", "", "yes"}, {"B", "", "1"}}},
		"list":         {`{"controls":["x"]}`, `{"controls":["x","y"]}`, []Change{{"Controls", "x", "x\ny"}}},
		"objects":      {`{}`, `{"bands":[{"up_to":4,"name":"low"}]}`, []Change{{"Bands", "", "Name: low · Up to: 4"}}},
		"head is kept": {`{"version":1,"updated_at":"a","ref":"R"}`, `{"version":2,"updated_at":"b","ref":"R"}`, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := Changes(tt.before, tt.after)
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, tt.want)
			}
		})
	}
	for _, damaged := range []string{"{", "[]", "null,"} {
		if _, err := Changes(damaged, "{}"); err == nil {
			t.Errorf("the image %q was read", damaged)
		}
		if _, err := Changes("{}", damaged); err == nil {
			t.Errorf("the image %q was read", damaged)
		}
	}
}

func sealed(n int) []Entry {
	var out []Entry
	prev := ""
	for i := range n {
		e := Entry{Seq: int64(i + 1), At: "2026-11-22T12:00:00Z", Actor: "USR-1", Name: "Ada", Act: "identify", Register: "risks", Ref: "RSK-2026-001", Version: i + 1, Image: `{"title":"x"}`}
		e.Seal(prev)
		prev = e.Hash
		out = append(out, e)
	}
	return out
}

func TestSealCoversEveryField(t *testing.T) {
	e := sealed(2)[1]
	changes := map[string]func(*Entry){
		"seq": func(e *Entry) { e.Seq++ }, "at": func(e *Entry) { e.At = "2026-11-22T12:00:01Z" },
		"actor": func(e *Entry) { e.Actor += "x" }, "name": func(e *Entry) { e.Name += "x" },
		"role": func(e *Entry) { e.Role += "x" }, "via": func(e *Entry) { e.Via += "x" },
		"act": func(e *Entry) { e.Act += "x" }, "register": func(e *Entry) { e.Register += "x" },
		"ref": func(e *Entry) { e.Ref += "x" }, "version": func(e *Entry) { e.Version++ },
		"reason": func(e *Entry) { e.Reason += "x" }, "batch": func(e *Entry) { e.Batch += "x" },
		"image": func(e *Entry) { e.Image += " " },
		// the border between two fields is part of what is hashed
		"border": func(e *Entry) { e.Act, e.Register = "identifyr", "isks" },
	}
	for name, change := range changes {
		other := e
		change(&other)
		other.Seal(e.Prev)
		if other.Hash == e.Hash {
			t.Errorf("%s is not covered by the hash", name)
		}
	}
	other := e
	other.Seal(strings.Repeat("0", 64))
	if other.Hash == e.Hash {
		t.Error("the entry before is not covered by the hash")
	}
}

// The hash of a known entry must never change: packs made earlier hold it. The value
// was worked out by another program from the description of digest.
func TestSealIsStable(t *testing.T) {
	const want = "292462b2a63761a2ed3e8e327999f66975fe86cb9748ce3182eb1088762742a6"
	if got := sealed(1)[0].Hash; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestChain(t *testing.T) {
	mark := func(e Entry) Checkpoint { return Checkpoint{e.Seq, e.Hash, e.At, "backup"} }
	whole := sealed(4)
	tests := map[string]struct {
		entries []Entry
		marks   []Checkpoint
		want    []string // parts, in order
	}{
		"sound":                    {whole, []Checkpoint{mark(whole[1]), mark(whole[3])}, nil},
		"empty":                    {nil, nil, nil},
		"first entry gone":         {whole[1:], nil, []string{"sequence", "link"}},
		"one gone":                 {slices.Concat(whole[:1], whole[2:]), nil, []string{"sequence", "link"}},
		"tail gone, unmarked":      {whole[:2], nil, nil},
		"tail gone, marked":        {whole[:2], []Checkpoint{mark(whole[2]), mark(whole[3])}, []string{"tail"}},
		"all gone, marked":         {nil, []Checkpoint{mark(whole[0])}, []string{"tail"}},
		"another trail":            {whole, []Checkpoint{{2, "other", "2026-11-22T12:00:00Z", "pack"}}, []string{"checkpoint"}},
		"a mark at the very start": {whole, []Checkpoint{{0, "", "2026-11-22T12:00:00Z", "pack"}}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := NewChain(tt.marks)
			for _, e := range tt.entries {
				c.Add(e)
			}
			var parts []string
			for _, p := range c.End() {
				parts = append(parts, p.Part)
			}
			if !slices.Equal(parts, tt.want) {
				t.Errorf("got %v, want %v", parts, tt.want)
			}
		})
	}
}
