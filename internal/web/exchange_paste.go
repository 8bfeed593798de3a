package web

import (
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// pastedName is what the rest of the import calls cells that came from the clipboard.
const pastedName = "pasted-rows.tsv"

func (s *Server) showPaste(r *request) error {
	p, err := pastePage(r.QueryParam("register"))
	if err != nil {
		return err
	}
	return r.show(page{title: p.Title(), crumbs: importCrumbs, body: exchangeview.Paste(p)})
}

func pastePage(register string) (exchangeview.PastePage, error) {
	spec, err := exchange.SpecOf(register)
	if err != nil {
		return exchangeview.PastePage{}, fault.New(fault.NotFound, "There is no register of that name to paste into. Open the Import page and choose one.")
	}
	p := exchangeview.PastePage{Headings: "yes"}
	p.Register, _ = exchangeview.Find(register)
	for _, c := range spec.Columns {
		p.Columns = append(p.Columns, c.Title)
	}
	return p, nil
}

// takePaste makes a draft of pasted cells, which then goes the way of a file: columns,
// check, import, undo.
func (s *Server) takePaste(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := pastePage(f.text("register"))
	if err != nil {
		return err
	}
	p.Pasted, p.Headings = f.values.Get("pasted"), f.text("headings")
	content, err := tabbed(p.Pasted)
	if err == nil && content == nil {
		err = fault.New(fault.Invalid, "Nothing was pasted. Copy the cells in Excel, click into the box and press Ctrl+V.")
	}
	if err == nil {
		if p.Headings == "no" {
			content = append(headed(p.Columns, content), content...)
		}
		var d draft
		if d, err = s.accept(r, &intake{form: f, name: pastedName, content: content}); err == nil {
			return r.done(link.ImportDraft(d.ID), "")
		}
	}
	return r.refuse(err, p.Title(), func(st ui.State) templ.Component {
		p.State = st
		for i, m := range st.Errors {
			if m.Field == "file" {
				st.Errors[i].Field = "pasted"
			}
		}
		return exchangeview.Paste(p)
	})
}

// tabbed reads what a spreadsheet puts on the clipboard: cells parted by tabs, rows by
// line ends, and cells with either of them in quotes. It is nil where no cell is
// filled. What it gives has every cell in quotes, so that a comma in a cell parts
// nothing.
func tabbed(text string) ([]byte, error) {
	c := csv.NewReader(strings.NewReader(plainEnds(text)))
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = '\t', true, -1
	rows, err := c.ReadAll()
	if err != nil {
		return nil, fault.New(fault.Invalid, "The cells could not be told apart: a quotation mark is not closed. Copy them once more from the spreadsheet.").Because(err)
	}
	width, filled := 0, false
	for _, row := range rows {
		width = max(width, len(row))
		filled = filled || strings.TrimSpace(strings.Join(row, "")) != ""
	}
	if !filled {
		return nil, nil
	}
	var out bytes.Buffer
	for _, row := range rows {
		for i := range width {
			if i > 0 {
				out.WriteByte('\t')
			}
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			out.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
		}
		out.WriteByte('\n')
	}
	return out.Bytes(), nil
}

// plainEnds writes line ends one way; NUL is no letter.
func plainEnds(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(strings.ToValidUTF8(s, "\uFFFD"))
}

// headed is the row of headings for cells that came without: those of the template,
// as many as there are columns.
func headed(titles []string, content []byte) []byte {
	first, _, _ := bytes.Cut(content, []byte("\n"))
	n := min(bytes.Count(first, []byte("\t"))+1, len(titles))
	return []byte(`"` + strings.Join(titles[:n], "\"\t\"") + "\"\n")
}
