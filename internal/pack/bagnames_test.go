package pack

import (
	"strings"
	"testing"
)

func TestCleanName(t *testing.T) {
	long := strings.Repeat("ä", 300)
	for in, want := range map[string]string{
		"minutes.pdf":                   "minutes.pdf",
		"../../etc/passwd":              "_.._etc_passwd",
		`C:\secret\x.txt`:               "C__secret_x.txt",
		"a\nb\r\x00c.txt":               "abc.txt",
		"invoice\u202efdp.exe":          "invoicefdp.exe",
		"CON":                           "_CON",
		"con.txt":                       "_con.txt",
		"LPT1.log":                      "_LPT1.log",
		"COM¹":                          "_COM¹",
		"COMET.pdf":                     "COMET.pdf",
		"":                              "file",
		"...":                           "file",
		" . ":                           "file",
		"name. ":                        "name",
		"a\u200bb":                      "ab",
		"e\u0301.pdf":                   "é.pdf",
		"風險.pdf":                        "風險.pdf",
		"🙂.png":                         "🙂.png",
		"\xff\xfe.bin":                  "_.bin",
		"x\u2028y":                      "x_y",
		long + ".docx":                  strings.Repeat("ä", 57) + ".docx",
		"a." + strings.Repeat("b", 200): "a." + strings.Repeat("b", 118),
	} {
		got := cleanName(in)
		if got != want {
			t.Errorf("cleanName(%.40q) = %q, want %q", in, got, want)
		}
		if len(got) > longestName || !safeName("x/"+got) {
			t.Errorf("cleanName(%.40q) = %q is not safe", in, got)
		}
	}
}
