package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/when"
)

// documents adds the verbs of the document set: how texts begin from templates, are made
// known and acknowledged, and how the table of who does what is filled.
func (b *builder) documents() {
	b.verbs["begin document"] = b.beginDocument
	b.verbs["fill version"] = b.fillVersion
	b.verbs["ask people"] = b.askPeople
	b.verbs["acknowledge"] = b.acknowledge
	b.verbs["fill table"] = b.fillTable
}

// beginDocument begins a document from a template and takes its title, kind and controls.
func (b *builder) beginDocument(a act) (string, error) {
	var in struct {
		Template  string   `json:"template"`
		Owner     string   `json:"owner"`
		ReviewOn  when.Day `json:"review_on"`
		Documents []string `json:"documents"`
		Related   string   `json:"related"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	t, ok := leadership.TemplateOf(in.Template)
	if !ok {
		return "", fmt.Errorf("there is no template %q", in.Template)
	}
	p := leadership.Policy{Title: t.Title, Owner: in.Owner, ReviewOn: in.ReviewOn, Documents: in.Documents, Related: in.Related, Controls: t.Controls}
	p.SetKind(t.Kind)
	p, err := b.direction.DraftFrom(b.ctx, b.who(a.By), p, in.Template)
	return p.Ref, err
}

// fillVersion fills every place of the newest draft of a document, and adds words at its
// end. A document without a draft gets its next version. A place that is left open is refused.
func (b *builder) fillVersion(a act) (string, error) {
	var in struct {
		Policy  string            `json:"policy"`
		Places  map[string]string `json:"places"`
		Add     string            `json:"add"`
		Changes string            `json:"changes"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	all, err := b.direction.Versions(b.ctx, in.Policy)
	if err != nil {
		return "", err
	}
	v := all[0]
	if v.State != leadership.Draft {
		if v, err = b.direction.DraftVersion(b.ctx, b.who(a.By), in.Policy); err != nil {
			return "", err
		}
	}
	v.Changes = in.Changes
	for place, words := range in.Places {
		v.Text = strings.ReplaceAll(v.Text, "["+place+"]", words)
	}
	v.Text = strings.TrimSpace(v.Text + "\n\n" + in.Add)
	if left := leadership.Places(v.Text); len(left) > 0 {
		return "", fmt.Errorf("places are left open: %q", left)
	}
	v, err = b.direction.Write(b.ctx, b.who(a.By), v)
	return v.Ref, err
}

// askPeople asks people by their ids, and others by name, to acknowledge a version.
func (b *builder) askPeople(a act) (string, error) {
	var in struct {
		People []string `json:"people"`
		Others []string `json:"others"`
		Due    when.Day `json:"due"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	ask := leadership.Asking{Version: b.refs[a.ID], Due: in.Due}
	for _, id := range in.People {
		p, ok := b.people[id]
		if !ok {
			return "", fmt.Errorf("%q has no account", id)
		}
		ask.People = append(ask.People, leadership.Acknowledgement{Name: p.Name, Account: p.Ref})
	}
	for _, name := range in.Others {
		ask.People = append(ask.People, leadership.Acknowledgement{Name: name})
	}
	_, err := b.direction.Ask(b.ctx, b.who(a.By), ask)
	return b.refs[a.ID], err
}

// acknowledge is somebody pressing the button under a version; for a person without an
// account, the lead records what shows it.
func (b *builder) acknowledge(a act) (string, error) {
	var in struct {
		Name    string `json:"name"`
		ShownBy string `json:"shown_by"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	asked, err := b.direction.Asked(b.ctx, b.refs[a.ID])
	if err != nil {
		return "", err
	}
	for _, one := range asked {
		switch {
		case in.Name == "" && one.Account == b.who(a.By).Ref:
			_, err = b.direction.Acknowledge(b.ctx, b.who(a.By), one.Ref)
			return b.refs[a.ID], err
		case in.Name != "" && one.Name == in.Name:
			one.AcknowledgedOn, one.ShownBy = when.At(b.now).Day(), in.ShownBy
			_, err = leadership.Acknowledgements.Change(b.ctx, b.db, b.who(a.By), one)
			return b.refs[a.ID], err
		}
	}
	return "", fmt.Errorf("%s was not asked to acknowledge %s", cmp.Or(in.Name, a.By), b.refs[a.ID])
}

// fillTable records the table of who does what. Each line reads "role: part" in turn.
func (b *builder) fillTable(a act) (string, error) {
	var in struct {
		Lines []struct {
			Title  string                     `json:"title"`
			Clause string                     `json:"clause"`
			Parts  map[string]leadership.Part `json:"parts"` // by the ids of roles
		} `json:"lines"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	var table []leadership.RaciLine
	for _, l := range in.Lines {
		n := leadership.RaciLine{Title: l.Title, Clause: l.Clause, Parts: map[string]leadership.Part{}}
		for id, part := range l.Parts {
			ref, ok := b.refs[id]
			if !ok {
				return "", fmt.Errorf("there is no role %q", id)
			}
			n.Parts[ref] = part
			n.Roles = append(n.Roles, ref)
		}
		slices.Sort(n.Roles)
		table = append(table, n)
	}
	return "", b.direction.SaveTable(b.ctx, b.who(a.By), table)
}
