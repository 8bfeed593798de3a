// Package exchangeview shows how registers come in from files and go out again.
package exchangeview

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// StartPage offers the registers, takes a file and lists earlier imports.
type StartPage struct {
	Register string // chosen
	Held     Held   // a file of a refused form that need not be chosen again
	State    ui.State
	Batches  []Batch
	More     bool // there are older batches than those listed
}

// Held is a file that arrived with a refused form.
type Held struct {
	ID    string // of the draft
	Name  string
	Files []string // that came with a list of evidence
}

// MappingPage matches the columns of a file to those of a register.
type MappingPage struct {
	ID        string
	FileName  string
	Register  string
	Sheet     string
	HeaderRow int
	LastRow   string // as typed; empty finds the end
	Sheets    []ui.Option
	Columns   []Column
	Keys      []ui.Option // what a column can mean
	Constants []Constant  // keys that no column gives
	Notices   []string
	Rows      int // of data, as far as they can be counted
	State     ui.State
}

// Column is one source column.
type Column struct {
	Letter  string
	Header  string
	Samples []string
	Key     string
	About   string // why it was chosen, in words
}

// Constant is a value for all rows where the file has no column for it.
type Constant struct {
	Key, Title, Help, Value string
	Usual                   bool // shown at once, not behind "More"
}

// CheckPage says what an import would do.
type CheckPage struct {
	ID       string
	FileName string
	Report   exchange.Report
	Checked  string // names the choices that were checked
	State    ui.State
}

// PolicyPage shows a policy text that is about to come in as a draft.
type PolicyPage struct {
	ID       string
	FileName string
	HTML     string // of the text, from internal/markdown
	Main     bool
	Owner    string
	State    ui.State
}

// Batch is one import or bulk change.
type Batch struct {
	Ref       string
	When      when.Instant
	Who       string
	Via       string // "browser", "command line"
	Registers []Touched
	Undone    Undone
}

// Undone says who took a batch back; the zero value is a batch that stands.
type Undone struct {
	When when.Instant
	Who  string
}

// Touched counts what a batch did in one register, by the name of its table.
type Touched struct {
	Register      string
	Made, Changed int
}

// BatchPage is what one batch made and changed.
type BatchPage struct {
	Batch
	Records []Record
	State   ui.State
}

// Record is one record of a batch.
type Record struct {
	Register, Ref, Title, Href string

	Made  bool // the batch began it: undoing retires it
	Moved bool // somebody has worked on it since: the batch cannot be undone as a whole
}

// ExportPage offers every register for download.
type ExportPage struct {
	AsOf      string // as typed; empty is now
	MayImport bool
	State     ui.State
}

// mostShown is how many records of a batch are listed by name.
const mostShown = 50

// Shown is what a page lists of many records.
func Shown(records []Record) []Record { return records[:min(len(records), mostShown)] }

// Tally counts the records of a batch by register, in the order they appear.
func Tally(records []Record) []Touched {
	var out []Touched
	place := map[string]int{}
	for _, r := range records {
		i, known := place[r.Register]
		if !known {
			i = len(out)
			place[r.Register] = i
			out = append(out, Touched{Register: r.Register})
		}
		if r.Made {
			out[i].Made++
		} else {
			out[i].Changed++
		}
	}
	return out
}

// where keeps the records that fit.
func where(records []Record, keep func(Record) bool) []Record {
	var out []Record
	for _, r := range records {
		if keep(r) {
			out = append(out, r)
		}
	}
	return out
}

// Register is what a page says of a register that tables come into.
type Register struct {
	Name      string // on the command line and in addresses
	Title     string
	Holds     string // one sentence
	One, Many string // of its records
	Href      string // of the register
	table     string // in the trail
}

// Policy is the name under which a policy text comes in.
const Policy = "policy"

// Registers lists everything that can come in: what most files hold, then the
// registers that are kept alike.
var Registers = append(slices.Clone(usual), described()...)

func described() []Register {
	var out []Register
	for _, d := range exchange.Describe() {
		out = append(out, Register{Name: d.Name, Title: d.Title, Holds: d.Lead, One: d.One, Many: d.Many, Href: link.Register(d.Prefix), table: d.Table})
	}
	return out
}

// usual is what most files hold, in the order of the life cycle.
var usual = []Register{
	{"system", "AI systems", "One row an AI system: name, purpose, owner, and whether it is in scope.", "AI system", "AI systems", link.Systems(), "systems"},
	{"risk", "Risks", "One row a risk: what could happen, likelihood and impact, treatment, owner.", "risk", "risks", link.Risks(), "risks"},
	{"soa", "Statement of Applicability", "One row a control of Annex A: applicable or not, why, and how far it is.", "control", "controls", link.SoA(), "soa_rows"},
	{"evidence", "List of evidence", "One row a file or link: title, what it supports, for which time. Send the files together with the list.", "item of evidence", "items of evidence", link.EvidenceList(), "evidence_items"},
	{Policy, "Policy text", "A text in Markdown or plain text. It comes in as a draft, to be read, approved and signed as any other.", "policy", "policies", link.Leadership(), "policies"},
}

// Find gives the register of a name, and whether there is one.
func Find(name string) (Register, bool) {
	for _, r := range Registers {
		if r.Name == name {
			return r, true
		}
	}
	return Register{Name: name, Title: name, One: "record", Many: "records", Href: link.History()}, false
}

func (r Register) count(n int) string { return count(n, r.One, r.Many) }

// ofTable finds a register by its table in the trail.
func ofTable(table string) (Register, bool) {
	if table == "policy_versions" {
		return Register{One: "policy version", Many: "policy versions"}, true
	}
	for _, r := range Registers {
		if r.table == table {
			return r, true
		}
	}
	return Register{One: "record of " + spaced(table), Many: "records of " + spaced(table)}, false
}

// words counts the records of one register.
func (t Touched) words() string {
	r, _ := ofTable(t.Register)
	var parts []string
	if t.Made > 0 {
		parts = append(parts, r.count(t.Made)+" made")
	}
	if t.Changed > 0 {
		parts = append(parts, r.count(t.Changed)+" changed")
	}
	return strings.Join(parts, ", ")
}

// words counts everything the batch did.
func (b Batch) words() string {
	parts := make([]string, len(b.Registers))
	for i, t := range b.Registers {
		parts[i] = t.words()
	}
	return strings.Join(parts, "; ")
}

func spaced(table string) string { return strings.ReplaceAll(table, "_", " ") }

// count writes a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
