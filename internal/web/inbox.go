package web

import (
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/commentview"
	"github.com/aims-workbench/aims/templates/link"
)

// inboxRead is the preference that holds the moment up to which a person has read.
const inboxRead = "inbox-read"

func (s *Server) showInbox(r *request) error {
	prefer, err := r.prefers()
	if err != nil {
		return err
	}
	since := when.Instant(prefer[inboxRead])
	found, err := s.comments.List(r.ctx(), comment.Query{For: r.who.Ref, At: r.QueryParam("at")})
	if err != nil {
		return err
	}
	p := commentview.InboxPage{Count: countOf(found.Total, "entry", "entries"), Pager: r.pager(found.Next, found.Prev)}
	if p.Unread, err = s.comments.Unread(r.ctx(), r.who.Ref, since); err != nil {
		return err
	}
	if p.Rows, err = r.commentLines(found.Rows); err != nil {
		return err
	}
	snap, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	p.Asked = r.errands(snap)
	for i := range p.Rows {
		p.Rows[i].Unread = p.Rows[i].Comment.UpdatedAt > since
		p.Newest = max(p.Newest, p.Rows[i].Comment.UpdatedAt)
	}
	return r.show(page{title: "Inbox", body: commentview.Inbox(p)})
}

// clearInbox marks as read what the page showed, and not what came meanwhile.
func (s *Server) clearInbox(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	until := min(when.Instant(f.text("until")), s.DB.Now())
	if err := s.desk.Prefer(r.ctx(), r.who.Ref, inboxRead, string(until)); err != nil {
		return err
	}
	return r.done(link.Inbox(), "All read.")
}

// unread counts what names the person and is new to them.
func (r *request) unread() (int64, error) {
	prefer, err := r.prefers()
	if err != nil {
		return 0, err
	}
	return r.s.comments.Unread(r.ctx(), r.who.Ref, when.Instant(prefer[inboxRead]))
}
