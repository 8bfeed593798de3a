package scope

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Standing is how far clauses 4.1 to 4.3 are, in records in force.
type Standing struct {
	Organisation Organisation // version 0 while none is recorded
	External     int64        // issues from outside
	Internal     int64        // issues from inside
	NoEffect     int64        // issues whose effect is not written down
	Parties      int64
	Affected     int64     // parties whose members our AI systems affect
	NoNeeds      int64     // parties without a need
	Addressed    int64     // needs the AIMS addresses
	NotAddressed int64     // needs it does not, with a reason
	Undecided    int64     // needs without a decision
	InForce      Statement // the approved version; number 0 while there is none
	Draft        Statement // the open draft; number 0 while there is none
	Next         int       // number that a new draft would get
}

// Standing reads the standing in one consistent view, with as many statements
// whatever the number of records.
func (s *Setting) Standing(ctx context.Context) (Standing, error) {
	var st Standing
	err := s.db.Consistent(ctx, func(q *gorm.DB) error {
		var err error
		if st.Organisation, err = store.Take[Organisation](q, OrganisationRef); err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		if st.InForce, err = newest(q, approved); err != nil {
			return err
		}
		if st.Draft, err = newest(q, draftOpen); err != nil {
			return err
		}
		if st.Next, err = nextNumber(q); err != nil {
			return err
		}
		return st.count(q)
	})
	return st, err
}

func (st *Standing) count(q *gorm.DB) error {
	for _, c := range []struct {
		table string
		where string
		into  *int64
	}{
		{"issues", "side = 'external'", &st.External},
		{"issues", "side = 'internal'", &st.Internal},
		{"issues", "effect = ''", &st.NoEffect},
		{"parties", "ref <> ''", &st.Parties},
		{"parties", "affected = TRUE", &st.Affected},
		{"parties", withoutNeeds, &st.NoNeeds},
		{"needs", "addressed = 'yes'", &st.Addressed},
		{"needs", "addressed = 'no'", &st.NotAddressed},
		{"needs", "addressed = 'undecided'", &st.Undecided},
	} {
		if err := store.InForce(q.Table(c.table), true).Where(c.where).Count(c.into).Error; err != nil {
			return fmt.Errorf("scope: count %s: %w", c.table, err)
		}
	}
	return nil
}

// Subject is what a gap is about; pages lead to it.
type Subject string

// The subjects, in the order of 4.1 to 4.3.
const (
	AboutOrganisation Subject = "organisation"
	AboutIssues       Subject = "issues"
	AboutEffects      Subject = "effects of issues"
	AboutParties      Subject = "parties"
	AboutNoNeeds      Subject = "parties without needs"
	AboutUndecided    Subject = "undecided needs"
	AboutStatement    Subject = "statement"
)

// Gap is something that 4.1 to 4.3 ask for and that is not recorded yet.
type Gap struct {
	Clause aims.Clause
	About  Subject
	Text   string // what to do
}

// Gaps lists what is missing, in the order of 4.1 to 4.3.
func (st Standing) Gaps() []Gap {
	o := st.Organisation
	var gaps []Gap
	add := func(missing bool, clause aims.Clause, about Subject, text string) {
		if missing {
			gaps = append(gaps, Gap{clause, about, text})
		}
	}
	described := o.Version > 0
	add(!described, "4.1", AboutOrganisation, "Describe the organisation")
	add(described && o.Does == "", "4.1", AboutOrganisation, "Say what the organisation does and why")
	add(described && o.Intended == "", "4.1", AboutOrganisation, "Say what the management system is meant to achieve")
	add(described && len(o.Roles) == 0, "4.1", AboutOrganisation, "Choose the roles the organisation plays with AI")
	add(described && o.Climate == Undecided, "4.1", AboutOrganisation, "Decide whether climate change is a relevant issue")
	add(st.External == 0, "4.1", AboutIssues, "Identify at least one issue from outside the organisation")
	add(st.Internal == 0, "4.1", AboutIssues, "Identify at least one issue from inside the organisation")
	add(st.NoEffect > 0, "4.1", AboutEffects, fmt.Sprintf("Write down the effect of each issue (%d still open)", st.NoEffect))
	add(st.Parties == 0, "4.2", AboutParties, "Name the interested parties")
	add(st.Parties > 0 && st.Affected == 0, "4.2", AboutParties, "Name the people whom the AI systems affect")
	add(st.NoNeeds > 0, "4.2", AboutNoNeeds, fmt.Sprintf("Record what each party needs (%d without a need)", st.NoNeeds))
	add(st.Undecided > 0, "4.2", AboutUndecided, fmt.Sprintf("Decide for each need whether the management system addresses it (%d still open)", st.Undecided))
	add(st.InForce.Number+st.Draft.Number == 0, "4.3", AboutStatement, "Draft the scope statement")
	add(st.InForce.Number == 0 && st.Draft.Number > 0, "4.3", AboutStatement, "Have the scope statement approved")
	return gaps
}
