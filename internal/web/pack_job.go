package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/packview"
)

// packs makes one evidence pack at a time, in the background. What is under way
// lives in memory: a restart ends it, leaves no pack, and it is asked for anew.
type packs struct {
	s      *Server
	mu     sync.Mutex
	job    packview.Job
	cancel context.CancelFunc
	done   chan struct{} // closed when the job under way has ended
}

// madePack is what lies beside a pack, so that the list need not read it again.
type madePack struct {
	pack.Result
	At  when.Instant `json:"as_at"`
	Who string       `json:"made_by"`
}

// folder is where packs of the workspace lie.
func (p *packs) folder() string { return filepath.Join(p.s.Dir, "packs") }

// now is a copy of what is under way.
func (p *packs) now() packview.Job {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.job
}

// start begins a pack unless one is under way.
func (p *packs) start(who access.Actor, asOf when.Day) error {
	if err := who.Require(access.MakePack); err != nil {
		return err
	}
	if !asOf.Valid() {
		return fault.New(fault.Invalid, "%q is not a date. Write it as 2026-11-22.", string(asOf))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.job.Running {
		return fault.New(fault.Invalid, "A pack is being made for %s. Wait until it is there, or stop it first.", p.job.Who)
	}
	ctx, cancel := context.WithCancel(context.Background()) // outlives the request
	p.cancel, p.done = cancel, make(chan struct{})
	p.job = packview.Job{Running: true, Who: who.Name, Step: "Reading the registers"}
	go p.run(ctx, who, asOf, p.done)
	return nil
}

// stop ends the job under way; there may be none.
func (p *packs) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cancel != nil {
		p.cancel()
	}
}

// end stops the job under way and waits until it has ended.
func (p *packs) end() {
	p.stop()
	p.mu.Lock()
	done := p.done
	p.mu.Unlock()
	if done != nil {
		<-done
	}
}

func (p *packs) run(ctx context.Context, who access.Actor, asOf when.Day, done chan struct{}) {
	defer close(done)
	err := p.protect(func() error { return p.make(ctx, who, asOf) })
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cancel()
	p.job = packview.Job{Who: who.Name}
	switch {
	case errors.Is(err, context.Canceled):
		p.job.Failed = "It was stopped."
	case err != nil:
		p.job.Failed = fault.Sentence(err)
		p.s.Log.Error("pack failed", "error", err)
	}
}

// protect keeps a defect in one pack from ending the workbench.
func (p *packs) protect(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pack: %v", r)
		}
	}()
	return do()
}

func (p *packs) make(ctx context.Context, who access.Actor, asOf when.Day) error {
	s, err := p.snapshot(ctx, asOf)
	if err != nil {
		return err
	}
	p.tell("Verifying the trail", 0, 1)
	marks, err := trail.Marks(p.s.Dir)
	if err != nil {
		return err
	}
	damage, err := p.s.DB.Verify(ctx, snapshot.Registers(), marks)
	if err != nil {
		return err
	}
	if err := p.prepare(); err != nil {
		return err
	}
	r, err := pack.Make(ctx, pack.Options{Snapshot: s, Catalogue: p.s.catalogue, Source: p.s.evidence, OutDir: p.folder(), Verified: true, Damage: damage, Progress: p.tell})
	if err != nil {
		return err
	}
	if err := p.keep(madePack{r, s.Position.At, who.Name}, strings.TrimSuffix(filepath.Base(r.ZIP), ".zip")); err != nil {
		return err
	}
	mark := s.Position
	mark.Why = "pack " + filepath.Base(r.ZIP) + " sha256 " + r.SHA256
	return trail.Mark(p.s.Dir, mark)
}

func (p *packs) snapshot(ctx context.Context, asOf when.Day) (*snapshot.Snapshot, error) {
	if asOf == "" {
		return snapshot.Load(ctx, p.s.DB)
	}
	return snapshot.AsOf(ctx, p.s.DB, asOf.End())
}

// tell notes how far the job is. Reading evidence is most of the way, then pages.
func (p *packs) tell(step string, done, total int) {
	from, width := 0, 5
	switch step {
	case pack.StepEvidence:
		from, width = 5, 65
	case pack.StepDocument:
		from, width = 70, 20
	case pack.StepChecking:
		from, width = 90, 10
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.job.Percent = from + width*done/max(total, 1)
	p.job.Step = step
	if total > 1 {
		p.job.Step = fmt.Sprintf("%s: %d of %d", step, done, total)
	}
}

// prepare makes the folder and clears what a pack left that was cut off.
func (p *packs) prepare() error {
	if err := os.MkdirAll(p.folder(), 0o700); err != nil {
		return fmt.Errorf("folder of packs: %w", err)
	}
	parts, err := filepath.Glob(filepath.Join(p.folder(), ".pack-*.part"))
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := os.Remove(part); err != nil {
			return fmt.Errorf("folder of packs: %w", err)
		}
	}
	return nil
}

// keep writes what the list shows beside the pack.
func (p *packs) keep(m madePack, name string) error {
	m.PDF, m.ZIP = filepath.Base(m.PDF), filepath.Base(m.ZIP)
	note, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	part := filepath.Join(p.folder(), ".pack-note.part")
	if err := os.WriteFile(part, append(note, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(part, filepath.Join(p.folder(), name+".json"))
}
