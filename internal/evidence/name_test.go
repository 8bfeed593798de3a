package evidence_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/evidence"
)

func TestR56_Names(t *testing.T) {
	for _, c := range []struct{ name, given, want string }{
		{"plain", "report 2026.pdf", "report 2026.pdf"},
		{"other scripts", "Protokoll – 議事録 – محضر.pdf", "Protokoll – 議事録 – محضر.pdf"},
		{"joined letters stay", "می\u200cخواهم.txt", "می\u200cخواهم.txt"},
		{"folders", "../../etc/passwd", "passwd"},
		{"folders of Windows", `..\..\boot.ini`, "boot.ini"},
		{"a whole Windows path", `C:\Users\a\report.docx`, "report.docx"},
		{"only folders", "../..", "file"},
		{"a trailing slash", "secret/", "secret"},
		{"nothing", "", "file"},
		{"blanks and dots", " . .. ", "file"},
		{"hidden", ".htaccess", "htaccess"},
		{"NUL", "a\x00b.pdf", "ab.pdf"},
		{"line break and escape", "one\r\ntwo\x1b[31m.txt", "onetwo[31m.txt"},
		{"line separators", "one\u2028two\u2029.txt", "onetwo.txt"},
		{"turned direction", "invoice\u202efdp.exe", "invoicefdp.exe"},
		{"isolates and marks", "\u2066a\u2069\u200f\u061c.txt", "a.txt"},
		{"a device", "CON", "_CON"},
		{"a device with an extension", "nul.txt", "_nul.txt"},
		{"a device with two", "LPT1.tar.gz", "_LPT1.tar.gz"},
		{"not a device", "console.log", "console.log"},
		{"what disks refuse", `a<b>:"c"|d?*.txt`, "a_b___c__d__.txt"},
		{"broken UTF-8", "a\xff\xfeb.txt", "ab.txt"},
		{"trailing dots", "report.pdf...", "report.pdf"},
		{"300 characters", strings.Repeat("n", 300) + ".pdf", strings.Repeat("n", 176) + ".pdf"},
		{"300 letters of three bytes", strings.Repeat("語", 300) + ".pdf", strings.Repeat("語", 58) + ".pdf"},
		{"an endless extension", "a." + strings.Repeat("e", 300), "a." + strings.Repeat("e", 178)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := evidence.CleanName(c.given)
			if got != c.want {
				t.Errorf("CleanName(%q) = %q, want %q", c.given, got, c.want)
			}
			if again := evidence.CleanName(got); again != got {
				t.Errorf("cleaning %q again gives %q", got, again)
			}
		})
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("../a\u202e\x00.pdf")
	f.Fuzz(func(t *testing.T, given string) {
		got := evidence.CleanName(given)
		if got == "" || len(got) > 181 || !utf8.ValidString(got) || strings.ContainsAny(got, `/\:*?"<>|`) || got == "." || got == ".." {
			t.Errorf("CleanName(%q) = %q", given, got)
		}
		if strings.ContainsFunc(got, unicode.IsControl) || strings.ContainsAny(got, "\u202e\u2066\u2028") {
			t.Errorf("CleanName(%q) = %q hides something", given, got)
		}
	})
}
