package web

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/supportview"
	"github.com/aims-workbench/aims/templates/ui"
)

// briefings are the pages of what people were told (7.3).
func (s *Server) briefings() keeper[support.Briefing, *support.Briefing] {
	return keeper[support.Briefing, *support.Briefing]{
		Register: support.Briefings, crumbs: supportCrumbs(), nav: supportview.Nav,
		row: ui.Columns[support.Briefing]{ui.Plain("signed", "Acknowledged", "num", "", func(b support.Briefing) string { return strconv.Itoa(len(b.Acknowledged())) })},
		show: func(r *request, b support.Briefing, p *registerview.RecordPage) error {
			switch {
			case b.Retired():
			case b.SignedBy(r.who.Ref):
				p.Above = append(p.Above, ui.Notice(ui.Good, "You have acknowledged this briefing."))
			case r.may(access.ConfirmBriefing):
				p.Acts = append(p.Acts, ui.ActionForm(ui.Primary, link.ConfirmBriefing(b.Ref), "Confirm that I have read this", b.Version))
			}
			p.Below = append(p.Below, supportview.Section("Acknowledged by", "7.3", "Each under their own account.", signedBy(b)))
			return nil
		},
	}
}

func signedBy(b support.Briefing) ui.TableSpec {
	t := ui.TableSpec{
		ID: "signed", Caption: "Acknowledged by", Columns: []ui.Column{{Title: "Person", Class: "wrap"}, {Title: "When", Class: "tight"}},
		Empty: ui.Empty{Title: "Nobody yet", Clause: "7.3", Why: "Who has an account confirms on this page. For all others attach the list of who was there as evidence."},
	}
	for _, a := range b.Signed {
		at := a.At.Human()
		if !b.OfThisText(a) {
			at += ", of an earlier text"
		}
		t.Rows = append(t.Rows, ui.Row{Ref: a.Person, Cells: []templ.Component{ui.Link(a.Name, link.Of(a.Person)), ui.Str(at)}})
	}
	return t
}

// confirmBriefing records the word of the person who asks.
func (s *Server) confirmBriefing(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	b, err := support.Acknowledge(r.ctx(), s.DB, r.who, r.Param("ref"), f.version())
	if err != nil {
		return err
	}
	return r.done(link.Entry(b.Ref), "It is recorded that you have read "+b.Title+".")
}

// communications are the pages of the communication plan (7.4).
func (s *Server) communications() keeper[support.Communication, *support.Communication] {
	return keeper[support.Communication, *support.Communication]{
		Register: support.Communications, crumbs: supportCrumbs(), nav: supportview.Nav,
		sieve:  standSelect(ui.Option{Value: "late", Label: "Overdue"}),
		narrow: s.narrows(map[string]func(*snapshot.Snapshot) []string{"late": lateCommunications}),
		show: func(r *request, c support.Communication, p *registerview.RecordPage) error {
			if p.MayEdit {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Record a message", link.RegisterNew("MSG", "communication", c.Ref, "audience", c.Audience, "channel", c.Channel, "sent_by", c.Owner, "sent_on", string(r.today()))))
			}
			if c.Late(r.today()) {
				p.Above = append(p.Above, ui.Notice(ui.Warn, "It was due on "+c.NextOn.Human()+". Record the message that was sent, or set the next day."))
			}
			return nil
		},
	}
}

// messages are the pages of the log of what was sent (7.4).
func (s *Server) messages() keeper[support.Message, *support.Message] {
	return keeper[support.Message, *support.Message]{Register: support.Messages, crumbs: supportCrumbs(), nav: supportview.Nav}
}
