package sample

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/exchange"
)

// tablePlace is where a text wants the table that its act makes.
const tablePlace = "{{table}}"

// file makes the file of a piece of evidence: words, figures or a picture, by the
// ending of its name.
func (b *builder) file(a act, of evidence.Item) (io.Reader, error) {
	text, err := b.expand(a.Text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	var t exchange.Table
	if a.Make != nil {
		t = a.Make.table(b.today.Add(a.On), a.ID)
	}
	switch ending := path.Ext(a.Name); {
	case ending == ".png" && a.Make != nil:
		err = drawChart(&out, of.Title, t)
	case ending == ".png":
		err = drawScreen(&out, of.Title, strings.Split(text, "\n"))
	case ending == ".xlsx":
		if a.Make == nil {
			t, err = tableOf(text)
		}
		if err == nil {
			err = exchange.WriteXLSX(&out, t)
		}
	case a.Make == nil, ending == ".md":
		out.WriteString(strings.Replace(text, tablePlace, markdownTable(t), 1))
	case ending == ".csv":
		err = exchange.WriteCSV(&out, t)
	case ending == ".json":
		err = writeObjects(&out, t)
	default:
		err = fmt.Errorf("nothing makes %s out of figures", a.Name)
	}
	return &out, err
}

// tableOf reads words that are meant for a workbook: lines of comma-separated cells.
func tableOf(text string) (exchange.Table, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		return exchange.Table{}, fmt.Errorf("a workbook needs lines of cells: %w", err)
	}
	return exchange.Table{Name: "Sheet", Header: rows[0], Rows: rows[1:]}, nil
}

// markdownTable is a table as Markdown; nothing for an empty one.
func markdownTable(t exchange.Table) string {
	if len(t.Header) == 0 {
		return ""
	}
	var out strings.Builder
	line := func(cells []string) { out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(t.Header)
	line(strings.Split(strings.Repeat("---,", len(t.Header)-1)+"---", ","))
	for _, r := range t.Rows {
		line(r)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// writeObjects writes a table as a JSON list of objects, one a line, as programs log.
func writeObjects(w io.Writer, t exchange.Table) error {
	var lines []string
	for _, r := range t.Rows {
		object := map[string]string{}
		for i, h := range t.Header {
			object[h] = r[i]
		}
		line, err := json.Marshal(object)
		if err != nil {
			return err
		}
		lines = append(lines, "  "+string(line))
	}
	_, err := io.WriteString(w, "[\n"+strings.Join(lines, ",\n")+"\n]\n")
	return err
}
