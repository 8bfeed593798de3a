package web

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/packview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) packRoutes() []route {
	return []route{
		{http.MethodGet, link.PacksPattern, access.MakePack, s.showPacks},
		{http.MethodPost, link.PacksPattern, access.MakePack, s.makePack},
		{http.MethodPost, link.PackCancelPattern, access.MakePack, s.cancelPack},
		{http.MethodGet, link.PackFilePattern, access.MakePack, s.downloadPack},
	}
}

const packTitle = "Evidence pack"

func (s *Server) showPacks(r *request) error {
	return r.show(page{title: packTitle, body: s.packPage(ui.State{}, "")})
}

func (s *Server) packPage(st ui.State, asOf when.Day) templ.Component {
	p := packview.Page{State: st, AsOf: asOf, Job: s.packs.now(), Folder: s.packs.folder()}
	if !p.Job.Running {
		p.Made = s.packs.made()
	}
	return packview.View(p)
}

func (s *Server) makePack(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	if err := s.packs.start(r.who, f.day("as_of")); err != nil {
		return r.refuse(err, packTitle, func(st ui.State) templ.Component { return s.packPage(st, f.day("as_of")) })
	}
	return r.done(link.Packs(), "")
}

func (s *Server) cancelPack(r *request) error {
	s.packs.stop()
	return r.done(link.Packs(), "The pack under way is being stopped. Nothing of it is left behind.")
}

// packFile is the shape of the files that are handed out, and of no other.
var packFile = regexp.MustCompile(`^(SAMPLE-)?aims-evidence-pack-\d{4}-\d{2}-\d{2}-\d+(-\d+)?\.(pdf|zip)$`)

// downloadPack hands out a PDF or a ZIP to be saved.
func (s *Server) downloadPack(r *request) error {
	name := r.Param("name")
	path := filepath.Join(s.packs.folder(), name)
	if !packFile.MatchString(name) {
		return fault.New(fault.NotFound, "There is no pack of that name. Choose one from the list.")
	}
	f, err := os.Open(path)
	if err != nil {
		return fault.New(fault.NotFound, "%s is no longer in the folder of packs. Make the pack again: the same data, judged on the same day, gives the same bytes.", name).Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := r.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMEOctetStream)
	h.Set(echo.HeaderContentDisposition, disposition(name))
	h.Set(echo.HeaderContentSecurityPolicy, policy+"; sandbox")
	http.ServeContent(r.Response(), r.Request(), "", info.ModTime(), f)
	return nil
}

// made lists the packs of the folder whose files are there, the newest state first.
func (p *packs) made() []packview.Made {
	notes, err := filepath.Glob(filepath.Join(p.folder(), "*aims-evidence-pack-*.json"))
	if err != nil {
		return nil
	}
	var all []packview.Made
	for _, note := range notes {
		if m, ok := readNote(note); ok {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b packview.Made) int {
		if c := strings.Compare(string(b.At), string(a.At)); c != 0 {
			return c
		}
		return strings.Compare(b.Name, a.Name)
	})
	return all
}

// readNote reads what lies beside a pack; a pack without its files is not listed.
func readNote(path string) (packview.Made, bool) {
	raw, err := os.ReadFile(path)
	var m madePack
	if err != nil || json.Unmarshal(raw, &m) != nil {
		return packview.Made{}, false
	}
	name := strings.TrimSuffix(filepath.Base(path), ".json")
	out := packview.Made{Name: name, PDF: name + ".pdf", ZIP: name + ".zip", At: m.At, Who: m.Who, Pages: m.Pages, SHA256: m.SHA256, PDFSHA256: m.PDFSHA256}
	for _, n := range m.Notices {
		out.Notices = append(out.Notices, n.Sentence)
	}
	pdf, err := os.Stat(filepath.Join(filepath.Dir(path), out.PDF))
	if err != nil {
		return out, false
	}
	zip, err := os.Stat(filepath.Join(filepath.Dir(path), out.ZIP))
	if err != nil {
		return out, false
	}
	out.PDFSize, out.ZIPSize = pdf.Size(), zip.Size()
	return out, true
}
