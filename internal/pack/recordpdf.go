package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
)

// RecordTitle is what the paper of one record calls itself in its running header.
const RecordTitle = "Record of the AI management system"

// recordPDF is one record as a paper of its own, with its title; nil where there is no
// such record, or where it is no part of the management system: people leave in no file.
func (b *book) recordPDF(ref string) (title string, pdf []byte, err error) {
	draw := b.drawer(ref)
	if draw == nil {
		return "", nil, nil
	}
	at := b.s.Position
	whole := b.document
	defer func() { b.document = whole }()
	b.document = newDocument(meta{Organisation: whole.meta.Organisation, Title: RecordTitle, AsAt: at.At, DocumentID: ref, TrailHead: at.Hash})
	if mark := b.s.Mark(); mark != "" {
		b.watermark(mark)
	}
	b.portrait()
	if strings.HasPrefix(ref, "SOA-") {
		b.landscape() // as broad as its columns
	}
	b.newPage()
	draw()
	var out bytes.Buffer
	_, err = b.output(&out)
	return b.titleOf(ref), out.Bytes(), err
}

// titleOf is what a record is called on its paper.
func (b *book) titleOf(ref string) string {
	prefix, _, _ := strings.Cut(ref, "-")
	switch prefix {
	case "SCP":
		return "Scope statement"
	case "SOA":
		return "Statement of Applicability"
	case "ORG":
		return "Organisation"
	case "CRT":
		return "Risk criteria"
	}
	return orName(b.names[ref], "Record")
}

// drawer finds how a record is drawn: as its register describes it, or field by field.
func (b *book) drawer(ref string) func() {
	if draw := b.ownDrawer(ref); draw != nil {
		return draw
	}
	for _, k := range b.kept {
		records := k.Records()
		for i, e := range k.Entries() {
			if e.Ref == ref {
				return func() { b.entry(e, records[i]) }
			}
		}
	}
	for _, all := range b.s.Records() {
		if slices.Contains(unprinted, all.Name) {
			continue
		}
		for _, rec := range all.Records {
			if image, head := imageOf(rec); head.Ref == ref {
				return func() { b.plainRecord(ref, image, head) }
			}
		}
	}
	return nil
}

// ownDrawer finds the records that the pack draws in a form of their own.
func (b *book) ownDrawer(ref string) func() {
	for _, y := range b.s.Systems {
		if y.Ref == ref {
			return func() { b.systemEntry(y) }
		}
	}
	for _, r := range b.s.Risks {
		if r.Ref == ref {
			c, _ := b.s.RiskCriteria()
			return func() { b.riskEntry(r, c) }
		}
	}
	for _, a := range b.s.Assessments {
		if a.Ref == ref {
			return func() { b.assessment(a) }
		}
	}
	if v, ok := b.s.Statement(); ok && v.Ref == ref {
		return func() {
			b.heading(1, "", "Statement of Applicability")
			b.wholeStatement()
		}
	}
	return b.textDrawer(ref)
}

// textDrawer finds the scope statement and the documents of clause 5.
func (b *book) textDrawer(ref string) func() {
	for _, st := range b.s.Statements {
		if st.Ref == ref {
			return func() {
				b.heading(1, "4.3", fmt.Sprintf("Scope statement, version %d", st.Number))
				b.facts(fact{"Reference", text(st.Ref)}, fact{"State", text(capital(string(st.State)))}, fact{"Approved", text(b.approved(st.ApprovedBy, st.ApprovedAs, st.ApprovedAt))})
				b.statement(st)
			}
		}
	}
	if v, ok := b.s.Version(ref); ok {
		for _, p := range b.s.Policies {
			if p.Ref == v.Policy {
				return func() { b.policyText(p, v) }
			}
		}
	}
	return nil
}

// unprinted are registers that are no part of the management system's records: people,
// and who reads concerns.
var unprinted = []string{"person", "concern-desk"}

// namedValue is a value of an image under its field, in the order in which the record has them.
type namedValue struct {
	Name  string
	Value any
}

// recordHead is what every record holds about itself.
type recordHead struct {
	Ref            string       `json:"ref"`
	Version        int          `json:"version"`
	UpdatedAt      when.Instant `json:"updated_at"`
	UpdatedBy      string       `json:"updated_by"`
	RetiredOn      when.Day     `json:"retired_on"`
	RetiredBecause string       `json:"retired_because"`
}

// imageOf reads a record as its fields in order, and its head.
func imageOf(rec any) ([]namedValue, recordHead) {
	var head recordHead
	raw, err := json.Marshal(rec)
	if err != nil || json.Unmarshal(raw, &head) != nil {
		return nil, head
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	_, _ = d.Token()
	var out []namedValue
	for d.More() {
		name, _ := d.Token()
		var v any
		if d.Decode(&v) != nil {
			break
		}
		out = append(out, namedValue{fmt.Sprint(name), v})
	}
	return out, head
}

// ofHead are the fields that stand below a record in words.
var ofHead = []string{"ref", "version", "created_at", "updated_at", "updated_by", "retired_on", "retired_because"}

// plainRecord sets a record field by field. A long text that the record holds as Markdown
// is set as what it is.
func (b *book) plainRecord(ref string, image []namedValue, head recordHead) {
	b.heading(1, "", b.titleOf(ref))
	if head.RetiredOn != "" {
		b.notice(noticeInfo, fmt.Sprintf("This record was retired on %s. %s", head.RetiredOn.Human(), head.RetiredBecause))
	}
	facts := []fact{{"Reference", text(ref)}}
	long := ""
	for _, f := range image {
		words := valueOf(f.Value)
		switch {
		case slices.Contains(ofHead, f.Name) || words == "":
		case f.Name == "text" && strings.Contains(words, "\n"):
			long = words
		default:
			facts = append(facts, fact{fieldName(f.Name), b.refOrText(f.Value, words)})
		}
	}
	facts = append(facts, fact{"As recorded", say("version %d, last changed by %s on %s", head.Version, orUnknown(head.UpdatedBy), head.UpdatedAt.Human())})
	b.facts(facts...)
	if long != "" {
		b.heading(2, "", "Text")
		b.markdown(long)
	}
}

func orName(name, ref string) string {
	if name == "" {
		return ref
	}
	return name
}

// refOrText names a record that a value points to.
func (b *book) refOrText(v any, words string) cell {
	if s, ok := v.(string); ok && b.names[s] != "" {
		return b.named(s)
	}
	if all, ok := v.([]any); ok {
		var cells []cell
		for _, one := range all {
			s, ok := one.(string)
			if !ok || b.names[s] == "" {
				return text(words)
			}
			cells = append(cells, b.named(s))
		}
		return stack(cells...)
	}
	return text(words)
}

// fieldName is the name of a field as people read it.
func fieldName(name string) string {
	return capital(strings.TrimSuffix(strings.ReplaceAll(name, "_", " "), " sha256"))
}

// valueOf is a value in words, one entry of a list a line; nothing for what says nothing.
func valueOf(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case bool:
		if x {
			return "Yes"
		}
		return ""
	case json.Number:
		if x == "0" {
			return ""
		}
		return x.String()
	case []any:
		var lines []string
		for _, one := range x {
			if s := valueOf(one); s != "" {
				lines = append(lines, s)
			}
		}
		return strings.Join(lines, "\n")
	case map[string]any:
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(x)) {
			if s := valueOf(x[name]); s != "" {
				parts = append(parts, fieldName(name)+": "+strings.ReplaceAll(s, "\n", ", "))
			}
		}
		return strings.Join(parts, "; ")
	}
	return fmt.Sprint(v)
}
