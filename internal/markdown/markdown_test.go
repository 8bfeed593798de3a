package markdown_test

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/markdown"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
		hide     []string
	}{
		{"headings leave room for the page's own", "# Purpose\n\nWe act *fairly*.", []string{"<h2>Purpose</h2>", "<p>We act <em>fairly</em>.</p>"}, []string{"<h1"}},
		{"lists keep their first number", "3. three\n4. four", []string{`<ol start="3">`, "<li>four</li>"}, nil},
		{"tables", "| a | b |\n|---|:-:|\n| 1 | 2 |", []string{"<th>a</th>", "<td>2</td>"}, []string{"style="}},
		{"raw HTML is dropped", "Hi <script>alert(1)</script><b onclick=x>there</b>", []string{"Hi", "there"}, []string{"<script", "onclick", "<b"}},
		{"script links are no links", "[go](javascript:alert(1)) [file](file:///etc/passwd)", []string{"go", "file"}, []string{"javascript:", "file:///", "<a"}},
		{"links tell nobody where they come from", "[x](https://example.org/a)", []string{`href="https://example.org/a"`, "noreferrer"}, nil},
		{"nothing is fetched", "![logo](https://example.org/x.png)", nil, []string{"<img", "example.org"}},
		{"signs are escaped", "a < b & c", []string{"a &lt; b &amp; c"}, nil},
		{"nothing gives nothing", "", nil, []string{"<p>"}},
	} {
		got := markdown.HTML(c.in)
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in %q", c.name, w, got)
			}
		}
		for _, h := range c.hide {
			if strings.Contains(got, h) {
				t.Errorf("%s: %q must not be in %q", c.name, h, got)
			}
		}
	}
}
