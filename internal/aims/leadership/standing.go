package leadership

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Stand is one policy in force with the text that holds and what is signed under it.
type Stand struct {
	Policy     Policy
	InForce    Version // the approved version; without a reference when there is none
	Drafted    Version // the draft under way; without a reference when there is none
	Signatures []Signature
	Wrong      []string // what is wrong with the text or a signature
}

// Signed says whether somebody signed the text in force and nothing is wrong with it.
func (s Stand) Signed() bool { return len(s.Signatures) > 0 && len(s.Wrong) == 0 }

// Standing is what leadership holds now (clause 5).
type Standing struct {
	Policies []Stand // in force, the AI policy first, then by title
	Roles    []Role  // in force, by title
}

// Main is the AI policy; false when none is recorded.
func (s Standing) Main() (Stand, bool) {
	for _, p := range s.Policies {
		if p.Policy.Main {
			return p, true
		}
	}
	return Stand{}, false
}

// Topics is the policies beside the AI policy.
func (s Standing) Topics() []Stand {
	return slices.DeleteFunc(slices.Clone(s.Policies), func(p Stand) bool { return p.Policy.Main })
}

// Standing reads all of it with four statements, whatever its size.
func (d *Direction) Standing(ctx context.Context) (Standing, error) {
	var out Standing
	err := d.db.Consistent(ctx, func(q *gorm.DB) error {
		var policies []Policy
		if err := store.InForce(q, true).Order("main DESC, title, ref").Find(&policies).Error; err != nil {
			return fmt.Errorf("leadership: policies: %w", err)
		}
		var texts []Version
		if err := store.InForce(q, true).Where("state IN ?", []State{Draft, Approved}).Find(&texts).Error; err != nil {
			return fmt.Errorf("leadership: versions: %w", err)
		}
		signed, err := signatures(q, refsOf(texts))
		if err != nil {
			return err
		}
		for _, p := range policies {
			out.Policies = append(out.Policies, stand(p, texts, signed))
		}
		if err := store.InForce(q, true).Order("title, ref").Find(&out.Roles).Error; err != nil {
			return fmt.Errorf("leadership: roles: %w", err)
		}
		return nil
	})
	return out, err
}

func refsOf(versions []Version) []string {
	refs := make([]string, len(versions))
	for i, v := range versions {
		refs[i] = v.Ref
	}
	return refs
}

// stand picks what belongs to a policy and checks it.
func stand(p Policy, texts []Version, signed []Signature) Stand {
	s := Stand{Policy: p}
	for _, v := range texts {
		if v.Policy != p.Ref {
			continue
		}
		if v.State == Draft {
			s.Drafted = v
		} else {
			s.InForce = v
		}
	}
	if s.InForce.Altered() && s.InForce.Ref != "" {
		s.Wrong = append(s.Wrong, "INVALID: text changed after approval.")
	}
	for _, g := range signed {
		if g.Target == s.InForce.Ref {
			s.Signatures = append(s.Signatures, g)
			s.Wrong = append(s.Wrong, CheckSignature(g, s.InForce)...)
		}
	}
	return s
}

// Gap is one thing that is missing, in a sentence that says what to do. Ref is the
// record to open; empty where there is none yet.
type Gap struct{ Clause, Text, Ref string }

// Missing says in words what clauses 5.2 and 5.3 still ask for. Clause 5.1 is
// shown by evidence, which this stage does not hold.
func (s Standing) Missing(today when.Day) []Gap {
	return append(s.policyGaps(today), s.roleGaps()...)
}

func (s Standing) policyGaps(today when.Day) []Gap {
	main, ok := s.Main()
	if !ok {
		return []Gap{{"5.2", "There is no AI policy yet. Record it, write its text and have top management approve and sign it.", ""}}
	}
	var gaps []Gap
	add := func(bad bool, clause, text, ref string) {
		if bad {
			gaps = append(gaps, Gap{clause, text, ref})
		}
	}
	p := main.Policy
	add(main.InForce.Ref == "", "5.2", "No version of the AI policy is approved. Write one and have it approved.", p.Ref)
	add(main.InForce.Ref != "" && len(main.Signatures) == 0, "5.1", "Nobody in top management has signed the AI policy in force.", main.InForce.Ref)
	add(len(main.Wrong) > 0, "5.2", "The AI policy in force or a signature under it is not what it was. Open it and see.", main.InForce.Ref)
	for _, t := range s.Policies {
		title := t.Policy.Title
		add(!t.Policy.Main && t.InForce.Ref == "", "A.2.3", "No version of “"+title+"” is approved.", t.Policy.Ref)
		add(t.Policy.ReviewOn == "", "A.2.4", "No review of “"+title+"” is planned. Set a date.", t.Policy.Ref)
		add(t.Policy.ReviewOn.Passed(today), "A.2.4", "The review of “"+title+"” was due on "+t.Policy.ReviewOn.Human()+".", t.Policy.Ref)
		add(t.Policy.Owner == "", "A.2.4", "Nobody is named as the owner of “"+title+"”.", t.Policy.Ref)
	}
	return gaps
}

func (s Standing) roleGaps() []Gap {
	held, vacant := map[Duty]bool{}, map[Duty]string{}
	var gaps []Gap
	for _, r := range s.Roles {
		switch {
		case r.Person == "" && r.Duty != Other:
			vacant[r.Duty] = r.Ref
		case r.Person == "":
			gaps = append(gaps, Gap{"5.3", "Nobody holds the role “" + r.Title + "”. Name a person.", r.Ref})
		case r.CommunicatedOn == "":
			gaps = append(gaps, Gap{"5.3", "It is not recorded when the organisation was told about the role “" + r.Title + "”.", r.Ref})
		}
		held[r.Duty] = held[r.Duty] || r.Person != ""
	}
	if !held[Conformity] {
		gaps = append(gaps, Gap{"5.3", "Nobody is named who answers for the AIMS conforming to the standard.", vacant[Conformity]})
	}
	if !held[Reporting] {
		gaps = append(gaps, Gap{"5.3", "Nobody is named who reports the performance of the AIMS to top management.", vacant[Reporting]})
	}
	return gaps
}
