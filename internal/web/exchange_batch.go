package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// undone begins the batch of the entries that took a batch back.
const undone = "undo "

// mostBatches is how many earlier imports the page lists; the history has all.
const mostBatches = 100

// batches lists the imports and bulk changes of the trail, the newest first, with
// one statement.
func batches(ctx context.Context, db *store.DB) ([]exchangeview.Batch, error) {
	var lines []struct {
		trail.Entry
		Records int // of one batch in one register
		Made    int
	}
	err := db.Read(ctx).Model(&trail.Entry{}).
		Select("batch, register, MIN(seq) AS seq, MIN(at) AS at, MIN(name) AS name, MIN(via) AS via, COUNT(DISTINCT ref) AS records, SUM(CASE WHEN version = 1 THEN 1 ELSE 0 END) AS made").
		Where("batch > ''").Group("batch, register").Order("seq DESC").Limit(6 * mostBatches).Scan(&lines).Error
	if err != nil {
		return nil, fmt.Errorf("earlier imports: %w", err)
	}
	var list []exchangeview.Batch
	place, gone := map[string]int{}, map[string]exchangeview.Undone{}
	for _, l := range lines {
		if of, back := strings.CutPrefix(l.Batch, undone); back {
			gone[of] = exchangeview.Undone{When: l.At, Who: l.Name}
			continue
		}
		i, known := place[l.Batch]
		if !known {
			if len(list) == mostBatches {
				continue
			}
			i = len(list)
			place[l.Batch] = i
			list = append(list, exchangeview.Batch{Ref: l.Batch, When: l.At, Who: l.Name, Via: l.Via})
		}
		list[i].Registers = append(list[i].Registers, exchangeview.Touched{Register: l.Register, Made: l.Made, Changed: l.Records - l.Made})
	}
	for i := range list {
		list[i].Undone = gone[list[i].Ref]
	}
	return list, nil
}

// touched is one record of a batch, and how far it has moved since.
type touched struct {
	trail.Entry
	Newest int // version the record has now
}

// theBatch reads what one batch did, one line a record in the order of the
// references, and the batch itself.
func (r *request) theBatch() (exchangeview.BatchPage, error) {
	name := r.Param("batch")
	var entries []touched
	err := r.s.DB.Read(r.ctx()).Table("trail_entries e").
		Select("e.seq, e.at, e.name, e.via, e.register, e.ref, e.version, (SELECT MAX(n.version) FROM trail_entries n WHERE n.register = e.register AND n.ref = e.ref) AS newest").
		Where("e.batch = ?", name).Order("e.seq").Scan(&entries).Error
	if err != nil {
		return exchangeview.BatchPage{}, fmt.Errorf("batch %s: %w", name, err)
	}
	if len(entries) == 0 || strings.HasPrefix(name, undone) {
		return exchangeview.BatchPage{}, fault.New(fault.NotFound, "There is no import %s here. The Import page lists all of them.", name)
	}
	p := exchangeview.BatchPage{Batch: exchangeview.Batch{Ref: name, When: entries[0].At, Who: entries[0].Name, Via: entries[0].Via}}
	if err := r.takenBack(&p.Batch); err != nil {
		return p, err
	}
	p.Records = recordsOf(entries)
	p.Registers = exchangeview.Tally(p.Records)
	return p, r.entitle(p.Records)
}

// recordsOf gives each record once: made if the batch began it, and moved if
// somebody has worked on it after the batch.
func recordsOf(entries []touched) []exchangeview.Record {
	var out []exchangeview.Record
	place := map[string]int{}
	for _, e := range entries {
		key := e.Register + " " + e.Ref
		i, known := place[key]
		if !known {
			i = len(out)
			place[key] = i
			out = append(out, exchangeview.Record{Register: e.Register, Ref: e.Ref, Href: link.Of(e.Ref), Made: e.Version == 1})
		}
		out[i].Moved = e.Newest != e.Version
	}
	slices.SortStableFunc(out, func(a, b exchangeview.Record) int { return strings.Compare(a.Ref, b.Ref) })
	return out
}

// takenBack fills who undid a batch, and when.
func (r *request) takenBack(b *exchangeview.Batch) error {
	var e trail.Entry
	err := r.s.DB.Read(r.ctx()).Select("seq", "at", "name").Where("batch = ?", undone+b.Ref).Order("seq").Limit(1).Find(&e).Error
	if err != nil {
		return fmt.Errorf("batch %s: %w", b.Ref, err)
	}
	b.Undone = exchangeview.Undone{When: e.At, Who: e.Name}
	return nil
}

// entitle names the records that the page shows.
func (r *request) entitle(records []exchangeview.Record) error {
	var refs []string
	for _, rec := range exchangeview.Shown(records) {
		refs = append(refs, rec.Ref)
	}
	titles, err := r.s.DB.Titles(r.ctx(), refs)
	for i := range records {
		records[i].Title = titles[records[i].Ref]
	}
	return err
}

func (s *Server) showBatch(r *request) error {
	p, err := r.theBatch()
	if err != nil {
		return err
	}
	return r.show(page{title: p.Ref, crumbs: importCrumbs, body: exchangeview.BatchResult(p)})
}

func (s *Server) showUndo(r *request) error {
	p, err := r.theBatch()
	if err != nil {
		return err
	}
	return r.show(page{title: "Undo " + p.Ref, crumbs: importCrumbs, body: exchangeview.UndoConfirm(p)})
}

func (s *Server) undoBatch(r *request) error {
	p, err := r.theBatch()
	if err != nil {
		return err
	}
	if p.Undone.When != "" {
		err = fault.New(fault.Conflict, "%s was undone already, by %s.", p.Ref, p.Undone.Who)
	} else {
		var n int
		if n, err = exchange.Undo(r.ctx(), s.DB, r.who, p.Ref); err == nil {
			return r.done(link.Batch(p.Ref), p.Ref+" is undone: "+countOf(int64(n), "record is", "records are")+" as before.")
		}
	}
	return r.refuse(err, "Undo "+p.Ref, func(st ui.State) templ.Component {
		p.State = st
		return exchangeview.UndoConfirm(p)
	})
}
