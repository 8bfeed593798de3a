package pack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// book is one pack in the making: the document, and what it is drawn from.
type book struct {
	*document
	s         *snapshot.Snapshot
	cat       *controls.Catalogue
	today     when.Day
	answers   []answer
	notices   []Notice
	registers []written
	verified  bool
	progress  func(step string, done, total int)

	wrong       map[string]Notice // evidence files by reference
	system      map[string]inventory.System
	names       map[string]string        // of records, by reference, and of controls, by key
	actions     map[string][]risk.Action // by risk
	acceptances map[string][]risk.Acceptance
	assessments map[string][]impact.Assessment // by system
	gaps        []readiness.Gap
	standings   map[string]readiness.Standing // by sub-clause or control
	kept        []register.Book
}

// judge finds the gaps and how far each requirement is, as the screens say it.
func (b *book) judge() {
	b.gaps, b.standings = readiness.Check(b.s), map[string]readiness.Standing{}
	for _, st := range readiness.Standings(b.s, b.gaps) {
		b.standings[st.ID] = st
	}
}

// newBook prepares a pack whose evidence was read already; wrong says what is not
// as it was recorded.
func newBook(o Options, wrong []Notice) (*book, error) {
	s, at := o.Snapshot, o.Snapshot.Position
	name := s.Organisation().Name
	if strings.TrimSpace(name) == "" {
		name = "Organisation not recorded"
	}
	b := &book{
		document: newDocument(meta{Organisation: name, Title: title(s), AsAt: at.At, DocumentID: documentID(at), TrailHead: at.Hash}),
		s:        s, cat: o.Catalogue, today: s.Today(), progress: o.Progress, verified: o.Verified,
		kept: s.Kept(), wrong: map[string]Notice{}, system: map[string]inventory.System{},
		actions: map[string][]risk.Action{}, acceptances: map[string][]risk.Acceptance{}, assessments: map[string][]impact.Assessment{},
	}
	if mark := s.Mark(); mark != "" {
		b.watermark(mark)
	}
	b.index(wrong)
	b.name()
	b.judge()
	b.notices = slices.Concat(wrong, b.withoutFile(), b.brokenSeals(), damage(o.Damage))
	var err error
	if b.registers, err = registersOf(s); err != nil {
		return nil, err
	}
	for _, c := range b.cat.Auditable() {
		b.answers = append(b.answers, b.answer(c))
	}
	return b, nil
}

func (b *book) index(wrong []Notice) {
	for _, n := range wrong {
		b.wrong[n.Ref] = n
	}
	for _, y := range b.s.Systems {
		b.system[y.Ref] = y
	}
	for _, a := range inForce(b.s.Actions) {
		b.actions[a.Risk] = append(b.actions[a.Risk], a)
	}
	for _, a := range inForce(b.s.Acceptances) {
		b.acceptances[a.Risk] = append(b.acceptances[a.Risk], a)
	}
	for _, a := range inForce(b.s.Assessments) {
		b.assessments[a.System] = append(b.assessments[a.System], a)
	}
}

// compose sets the whole document; the order of what follows is the order of reading.
func (b *book) compose() {
	b.contents()
	b.cover(b.coverPage())
	b.about()
	b.glance()
	for _, c := range b.cat.Clauses {
		b.clause(c)
	}
	b.annexStatement()
	b.annexRisks()
	b.annexAssessments()
	b.annexSystems()
	b.annexEvidence()
	b.annexProblems()
	b.annexDocuments()
	b.annexGaps()
	b.annexBooks()
	b.annexCycle()
}

// named is a reference with the name of its record, where it has one.
func (b *book) named(ref string) cell {
	if name := b.names[ref]; name != "" {
		return cell{linked(ref), {Text: " " + beginning(name, mostOfName)}}
	}
	return cell{linked(ref)}
}

// namedAll sets records one below the other.
func (b *book) namedAll(all []string) cell {
	return stack(mapped(all, b.named)...)
}

// approved says by whom, in which role where it is known, and when; or nothing.
func (b *book) approved(by, as string, at when.Instant) string {
	if role := cmp.Or(as, b.roleOf(by, at)); role != "" {
		by += ", " + role
	}
	return approved(by, at)
}

// roleOf is the role in which somebody acted. Approvals of old hold the
// name alone; then the role is known only of one account that has not changed since.
func (b *book) roleOf(name string, at when.Instant) (role string) {
	for _, p := range b.s.People {
		switch {
		case p.Name != name:
		case role != "" || at == "" || p.UpdatedAt > at:
			return ""
		default:
			role = p.Role.Title()
		}
	}
	return role
}

// fileState says in words what the archive holds of an item.
func (b *book) fileState(i evidence.Item) string {
	n, wrong := b.wrong[i.Ref]
	switch {
	case i.Retired():
		return "retired on " + i.RetiredOn.Human() + "; not in the archive"
	case i.Kind == evidence.Address:
		return "link; not in the archive"
	case i.SHA256 == "":
		return "no file recorded"
	case wrong && n.Kind == Altered:
		return "ALTERED; the file found is in the archive under " + badFolder + "/"
	case wrong:
		return strings.ToUpper(string(n.Kind)) + "; not in the archive"
	}
	return "present and unaltered"
}

// evidenceRow is an item as the tables of the clauses show it.
func (b *book) evidenceRow(i evidence.Item) row {
	what := i.FileName
	if i.Kind == evidence.Address {
		what = i.Address
	}
	review := string(i.Review)
	if by := i.ReviewedBy; by != "" { // to the day; Annex 5 has the minute
		if role := b.roleOf(by, i.ReviewedAt); role != "" {
			by += ", " + role
		}
		review += " by " + by + ", " + i.ReviewedAt.Day().Human()
	}
	return row{Cells: []cell{
		{linked(i.Ref)},
		stack(text(i.Title), quietText(what), concern(i, b.today)),
		text(i.Period()), text(i.Owner), text(review), b.shortSum(i),
	}}
}

func concern(i evidence.Item, today when.Day) cell {
	if c := i.Concern(today); c != "" && !i.Retired() {
		return badgeText(c)
	}
	return nil
}

func (b *book) sumAndState(i evidence.Item) cell {
	state := b.fileState(i)
	if n, wrong := b.wrong[i.Ref]; wrong && n.Found != "" {
		return stack(quietText("recorded"), monoText(i.SHA256), quietText("found"), monoText(n.Found), strongText(state))
	}
	if i.SHA256 == "" || i.Kind == evidence.Address {
		return text(state)
	}
	if _, wrong := b.wrong[i.Ref]; wrong {
		return stack(monoText(i.SHA256), strongText(state))
	}
	return stack(monoText(i.SHA256), quietText(state))
}

// shortSum is the beginning of the SHA-256 of a file with its state: enough to tell one
// file from another. The whole of it stands in Annex 5 and in the manifest.
func (b *book) shortSum(i evidence.Item) cell {
	state := quietText(b.fileState(i))
	if _, wrong := b.wrong[i.Ref]; wrong {
		state = strongText(b.fileState(i))
	}
	if i.SHA256 == "" || i.Kind == evidence.Address {
		return state
	}
	return stack(monoText(beginningOf(i.SHA256)), state)
}

func beginningOf(sum string) string { return sum[:min(len(sum), 12)] + "…" }

// evidenceTable lists items under a caption.
func (b *book) evidenceTable(caption string, items []evidence.Item) {
	b.table(table{Caption: caption, Columns: []column{
		{"Reference", 0, false}, {"Evidence", 3, false}, {"Period shown", 1.4, false}, {"Owner", 1.3, false},
		{"Review", 2, false}, {"SHA-256 and file", 1.6, false},
	}, Rows: mapped(items, b.evidenceRow)})
}

// evidenceFor are the items in force for any of the targets, each once, by reference.
func (b *book) evidenceFor(targets ...string) []evidence.Item {
	var all []evidence.Item
	for _, t := range targets {
		all = append(all, b.s.EvidenceFor(t)...)
	}
	slices.SortFunc(all, func(x, y evidence.Item) int { return strings.Compare(x.Ref, y.Ref) })
	return slices.CompactFunc(all, func(x, y evidence.Item) bool { return x.Ref == y.Ref })
}

// evidenceRefs lists the evidence for a record in its entry, or says that there is none.
func (b *book) evidenceRefs(targets ...string) cell {
	items := b.evidenceFor(targets...)
	if len(items) == 0 {
		return text(noEvidence)
	}
	return listed(mapped(items, func(i evidence.Item) string { return i.Ref }))
}

// noEvidence is the sentence that stands wherever evidence could stand and does not.
const noEvidence = "No evidence recorded."

// withoutFile are the items that call themselves a file and have none.
func (b *book) withoutFile() (all []Notice) {
	for _, i := range b.s.Evidence {
		if i.Kind == evidence.File && i.SHA256 == "" && !i.Retired() {
			all = append(all, Notice{Ref: i.Ref, Name: i.Title, Kind: NoFile,
				Sentence: fmt.Sprintf("%s, %q, is recorded as a file, but no file was ever stored for it.", i.Ref, i.Title)})
		}
	}
	return all
}
