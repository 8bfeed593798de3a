package web

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/supportview"
	"github.com/aims-workbench/aims/templates/ui"
)

// documents are the pages of documents under control (7.5). What the workbench makes
// itself stands below the list, worked out from its own records.
func (s *Server) documents() keeper[support.Document, *support.Document] {
	return keeper[support.Document, *support.Document]{
		Register: support.Documents, crumbs: supportCrumbs(), nav: supportview.Nav,
		sieve:  standSelect(ui.Option{Value: "late", Label: "Review overdue"}),
		narrow: s.narrows(map[string]func(*snapshot.Snapshot) []string{"late": lateDocuments}),
		list: func(r *request, p *registerview.ListPage) error {
			v, err := s.now(r.ctx())
			if err != nil {
				return err
			}
			t := madeTable(document.Controlled(v.Snapshot), r.today())
			if r.may(access.MakePack) {
				t.Rows = append(t.Rows, s.packRow())
			}
			p.Below = append(p.Below, supportview.Section("Made in the workbench", "7.5.2", "Versions, approvals and reviews of these come from their own records. Do not record them again.", t))
			return nil
		},
		show: func(r *request, d support.Document, p *registerview.RecordPage) error {
			if d.State == support.Draft && !d.Retired() && r.may(access.ApproveDocument) {
				p.Acts = append(p.Acts, ui.ActionForm(ui.Primary, link.ApproveDocument(d.Ref), "Approve edition "+d.Edition, d.Version))
			}
			if d.InUse() && d.ReviewOn.Passed(r.today()) {
				p.Above = append(p.Above, ui.Notice(ui.Warn, "Its review was due on "+d.ReviewOn.Human()+"."))
			}
			return nil
		},
	}
}

func (s *Server) approveDocument(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	d, err := support.ApproveDocument(r.ctx(), s.DB, r.who, r.Param("ref"), f.version())
	if err != nil {
		return err
	}
	return r.done(link.Entry(d.Ref), d.Title+", edition "+d.Edition+", is approved.")
}

func madeTable(all []document.Made, today when.Day) ui.TableSpec {
	t := ui.TableSpec{
		ID: "made", Caption: "Made in the workbench",
		Columns: []ui.Column{{Title: "Clause", Class: "tight"}, {Title: "Document", Class: "wrap"}, {Title: "Edition"}, {Title: "State"}, {Title: "Approved"}, {Title: "Owner"}, {Title: "Next review"}},
		Empty:   ui.Empty{Title: "Nothing yet", Clause: "7.5.1", Why: "The scope statement, policies, risk criteria, impact assessments and the Statement of Applicability appear here by themselves."},
	}
	for _, m := range all {
		by := m.By
		if m.On != "" {
			by += ", " + m.On.Human()
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{
			ui.ClauseTag(m.Clause), ui.Link(m.Title, link.Of(m.Ref)), ui.Str(capital(m.Edition)), ui.Str(capital(m.State)), ui.Str(by), ui.Str(m.Owner), dueCell(m.ReviewOn, today),
		}})
	}
	return t
}

// packRow counts the evidence packs, which are files and no records.
func (s *Server) packRow() ui.Row {
	n := len(s.packs.made())
	return ui.Row{Cells: []templ.Component{
		ui.ClauseTag("7.5.3"), ui.Link("Evidence packs", link.Packs()), ui.Str(countOf(int64(n), "pack", "packs")), ui.Str("Sealed"), ui.Str(""), ui.Str(""), ui.Str(""),
	}}
}

// showMandatory answers the first question of a Stage 1 audit (7.5.1).
func (s *Server) showMandatory(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := supportview.MandatoryPage{Table: ui.TableSpec{
		ID: "mandatory", Caption: supportview.Mandatory,
		Columns: []ui.Column{{Title: "Clause", Class: "tight"}, {Title: "What is asked for", Class: "wrap"}, {Title: "Where it lies", Class: "wrap"}, {Title: "Status", Class: "tight"}},
	}}
	for _, n := range document.Mandatory(v.Snapshot) {
		p.Total++
		if n.Status() == aims.Done {
			p.There++
		}
		p.Table.Rows = append(p.Table.Rows, ui.Row{Ref: n.Clause + "-" + strconv.Itoa(n.Nth), Cells: []templ.Component{
			ui.ClauseTag(n.Clause), ui.Str(n.What), r.lies(n), ui.StatusBadge(n.Status()),
		}})
	}
	return r.show(page{title: supportview.Mandatory, crumbs: supportCrumbs(), body: supportview.MandatoryList(p)})
}

// lies leads to every place of a piece, or to where it is made.
func (r *request) lies(n document.Need) templ.Component {
	if len(n.Holds) == 0 {
		if n.Stage == "evidence" && r.may(access.AddEvidence) {
			return ui.Link("Attach it as evidence", makes(n, true))
		}
		return ui.Link("Nothing recorded. Open the place where it is made", makes(n, r.may(access.AddEvidence)))
	}
	var items []ui.RelatedItem
	for _, h := range n.Holds {
		it := ui.RelatedItem{Title: h.What}
		switch {
		case h.Ref != "":
			it.Href = link.Of(h.Ref)
		case h.Evidence != "":
			it.Href = link.EvidenceFor(h.Evidence)
		default:
			it.Href = registerHref(h.Register)
		}
		items = append(items, it)
	}
	return supportview.Links(items)
}

// registerHref is the list of a register, kept alike or not.
func registerHref(prefix string) string {
	switch prefix {
	case "RSK":
		return link.Risks()
	case "IMP":
		return link.AssessmentList("", "")
	}
	return link.Register(prefix)
}

// made is where the pieces are made that have a page of their own.
var made = map[string]string{
	"4.3": link.ScopeStatements(), "5.2": link.Policies(""), "6.1.1": link.Risks(), "6.1.2": link.Criteria(), "6.1.4": link.Assessments(),
	"7.2": link.Register("PRF"), "7.5.1": link.Register("DOC"), "8.1": link.Register("OPR"), "8.2": link.Risks(), "8.3": link.Risks(), "8.4": link.Assessments(),
}

// makes leads to where a piece is made or, for who may attach it, attached; to the clause else.
func makes(n document.Need, attach bool) string {
	switch {
	case n.Clause == "6.1.3" && n.Nth == 1:
		return link.Criteria()
	case n.Clause == "6.1.3" && n.Nth == 2:
		return link.SoA()
	case n.Clause == "6.1.3":
		return link.Risks()
	case made[n.Clause] != "":
		return made[n.Clause]
	case n.Register != "":
		return link.Register(n.Register)
	}
	if !attach {
		return link.Key(controls.ClauseKey(n.Clause).String())
	}
	return link.EvidenceNew(controls.ClauseKey(n.Clause).String())
}
