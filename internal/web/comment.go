package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/commentview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) commentRoutes() []route {
	return []route{
		{http.MethodGet, link.CommentsPattern, access.Read, s.listComments},
		{http.MethodGet, link.CommentNewPattern, access.Comment, s.newComment},
		{http.MethodPost, link.CommentsPattern, access.Comment, s.addComment},
		{http.MethodGet, link.CommentPattern, access.Read, s.showComment},
		{http.MethodGet, link.CommentEditPattern, access.Comment, s.editComment},
		{http.MethodPost, link.CommentPattern, access.Comment, s.reviseComment},
		{http.MethodPost, link.CommentWithdrawPattern, access.Comment, s.withdrawComment},
		{http.MethodGet, link.InboxPattern, access.Read, s.showInbox},
		{http.MethodPost, link.InboxPattern, access.Read, s.clearInbox},
	}
}

var commentCrumbs = []layout.Crumb{{Text: "Comments and decisions", Href: link.Comments()}}

func (s *Server) listComments(r *request) error {
	found, err := s.comments.List(r.ctx(), comment.Query{
		Text: r.QueryParam("q"), Kind: comment.Kind(r.QueryParam("kind")), Retired: r.QueryParam("show") == "retired", At: r.QueryParam("at"),
	})
	if err != nil {
		return err
	}
	p := commentview.ListPage{
		Count: countOf(found.Total, "entry", "entries"), Pager: r.pager(found.Next, found.Prev),
		Filter: r.filter("Search comments",
			ui.FilterSelect{Name: "kind", Label: "Kind", Options: []ui.Option{{Value: string(comment.Decision), Label: "Decisions"}, {Value: string(comment.Remark), Label: "Comments"}}},
			ui.FilterSelect{Name: "show", Label: "Show", Options: []ui.Option{{Value: "retired", Label: "Withdrawn"}}}),
	}
	p.Narrowed = p.Filter.Clear != ""
	if p.Rows, err = r.commentLines(found.Rows); err != nil {
		return err
	}
	return r.show(page{title: "Comments and decisions", body: commentview.List(p)})
}

// commentLines puts the titles of their targets to comments.
func (r *request) commentLines(all []comment.Comment) ([]commentview.Line, error) {
	refs := make([]string, len(all))
	for i, c := range all {
		refs[i] = c.Target
	}
	titles, err := r.s.titles(r, refs)
	if err != nil {
		return nil, err
	}
	lines := make([]commentview.Line, len(all))
	for i, c := range all {
		lines[i] = commentview.Line{Comment: c, Title: titles[c.Target]}
	}
	return lines, nil
}

// titles names records, clauses and controls alike.
func (s *Server) titles(r *request, refs []string) (map[string]string, error) {
	titles, err := s.DB.Titles(r.ctx(), refs)
	if err != nil {
		return nil, err
	}
	for _, ref := range refs {
		if name := s.catalogue.Title(ref); name != "" {
			titles[ref] = name
		}
	}
	return titles, nil
}

// talk is the conversation about a target.
func (r *request) talk(target string) (ui.Talk, error) {
	all, err := r.s.comments.About(r.ctx(), target)
	if err != nil {
		return ui.Talk{}, err
	}
	t := ui.Talk{Target: target}
	for _, c := range all {
		t.Said = append(t.Said, ui.Said{
			Ref: c.Ref, Href: link.Comment(c.Ref), Who: c.AuthorName, At: c.CreatedAt, Decision: c.Kind == comment.Decision,
			DecidedOn: c.DecidedOn, Text: c.Text, Because: c.Because, Changed: c.Version > 1,
		})
	}
	if r.may(access.Comment) {
		t.Post = link.Comments()
	}
	if r.may(access.Decide) {
		t.Decide = link.CommentNew(target, string(comment.Decision))
	}
	return t, nil
}

// names lists those who can be named with @: everybody who has access.
func (r *request) names() ([]comment.Name, error) {
	people, err := r.s.accounts.People(r.ctx())
	if err != nil {
		return nil, err
	}
	var names []comment.Name
	for _, p := range people {
		if !p.Retired() {
			names = append(names, comment.Name{Ref: p.Ref, Name: p.Name, Email: p.Email})
		}
	}
	return names, nil
}

func (s *Server) newComment(r *request) error {
	in := comment.Comment{Target: r.QueryParam("on"), Kind: comment.Remark}
	if comment.Kind(r.QueryParam("kind")) == comment.Decision {
		if err := r.who.Require(access.Decide); err != nil {
			return err
		}
		in.Kind, in.DecidedOn = comment.Decision, r.today()
	}
	title, err := s.target(r, in.Target)
	if err != nil {
		return err
	}
	return s.commentForm(r, in, title, nil)
}

// target names what is commented on. What does not exist cannot be.
func (s *Server) target(r *request, ref string) (string, error) {
	titles, err := s.titles(r, []string{ref})
	if err != nil {
		return "", err
	}
	title, known := titles[ref]
	if !known || strings.HasPrefix(ref, "CMT-") || strings.HasPrefix(ref, "CNC-") {
		return "", fault.New(fault.NotFound, "There is nothing to comment on at this address. Open the record and write at its foot.")
	}
	return title, nil
}

// commentForm shows the form, or shows it again with what was wrong.
func (s *Server) commentForm(r *request, in comment.Comment, title string, refusal error) error {
	names, err := r.names()
	if err != nil {
		return err
	}
	p := commentview.FormPage{Comment: in, Title: title}
	for _, n := range names {
		p.People = append(p.People, n.Name)
	}
	if refusal == nil {
		return r.show(page{title: p.Heading(), crumbs: commentCrumbs, body: commentview.Form(p)})
	}
	return r.refuse(refusal, p.Heading(), func(st ui.State) templ.Component {
		st.Conflict, p.Comment.Version = r.conflict(refusal, in.Ref, in.Version)
		p.State = st
		return commentview.Form(p)
	})
}

func readComment(f form) comment.Comment {
	return comment.Comment{
		Target: f.text("target"), Kind: comment.Kind(f.text("kind")),
		Text: f.text("text"), Because: f.text("because"), DecidedOn: f.day("decided_on"),
	}
}

func (s *Server) addComment(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readComment(f)
	title, err := s.target(r, in.Target)
	if err != nil {
		return err
	}
	names, err := r.names()
	if err != nil {
		return err
	}
	if _, err := s.comments.Add(r.ctx(), r.who, in, names); err != nil {
		return s.commentForm(r, in, title, err)
	}
	said := "Your comment is added."
	if in.Kind == comment.Decision {
		said = "The decision is recorded."
	}
	return r.done(link.Of(in.Target)+"#talk", said)
}

func (s *Server) showComment(r *request) error {
	c, err := s.comments.Comment(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	lines, err := r.commentLines([]comment.Comment{c})
	if err != nil {
		return err
	}
	p := commentview.RecordPage{Line: lines[0], MayEdit: c.Author == r.who.Ref && r.may(access.Comment) && !c.Retired()}
	if p.Thread, err = r.thread(c.Head, access.Comment, link.CommentWithdraw(c.Ref)); err != nil {
		return err
	}
	p.Thread.Talk = nil
	if !p.MayEdit {
		p.Thread.RetireHref = ""
	}
	return r.show(page{title: c.Ref, crumbs: commentCrumbs, body: commentview.Record(p)})
}

func (s *Server) editComment(r *request) error {
	c, title, err := s.ownComment(r)
	if err != nil {
		return err
	}
	return s.commentForm(r, c, title, nil)
}

// ownComment reads a comment that the person may change.
func (s *Server) ownComment(r *request) (comment.Comment, string, error) {
	c, err := s.comments.Comment(r.ctx(), r.Param("ref"))
	if err != nil {
		return c, "", err
	}
	if c.Author != r.who.Ref {
		return c, "", fault.New(fault.Forbidden, "Only %s can change these words. Write a comment of your own instead.", c.AuthorName)
	}
	title, err := s.target(r, c.Target)
	return c, title, err
}

func (s *Server) reviseComment(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	c, title, err := s.ownComment(r)
	if err != nil {
		return err
	}
	typed := readComment(f)
	c.Text, c.Because, c.DecidedOn, c.Version = typed.Text, typed.Because, typed.DecidedOn, f.version()
	names, err := r.names()
	if err != nil {
		return err
	}
	if _, err := s.comments.Revise(r.ctx(), r.who, c, names); err != nil {
		return s.commentForm(r, c, title, err)
	}
	return r.done(link.Comment(c.Ref), "Your words are changed. The history keeps what stood here before.")
}

func (s *Server) withdrawComment(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	if err := s.comments.Withdraw(r.ctx(), r.who, r.Param("ref"), f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showComment)
	}
	return r.done(link.Comment(r.Param("ref")), "It is withdrawn. The history keeps the words.")
}
