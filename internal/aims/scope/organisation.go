package scope

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// OrganisationRef is the reference of the one organisation of a workspace.
const OrganisationRef = "ORG-1"

// Organisation is who runs the management system: one record per workspace.
type Organisation struct {
	store.Head
	Name          string   `json:"name"`
	Does          string   `json:"does"`                         // what it does, and with which purpose (4.1)
	Intended      string   `json:"intended"`                     // what the AIMS is meant to achieve (4.1, 6.1.1)
	Roles         []string `json:"roles" gorm:"serializer:json"` // ISO/IEC 22989 roles it plays (4.1)
	RoleNotes     string   `json:"role_notes"`                   // how the roles were determined
	Jurisdictions string   `json:"jurisdictions"`
	Climate       Answer   `json:"climate"`        // is climate change a relevant issue (4.1)
	ClimateReason string   `json:"climate_reason"` // the recorded conclusion
	Certifier     string   `json:"certifier"`      // the certification body
	Stage1On      when.Day `json:"stage1_on"`      // first day of the Stage 1 audit, as agreed with it
	Stage2On      when.Day `json:"stage2_on"`      // first day of the Stage 2 audit
	Stage2Ended   when.Day `json:"stage2_ended"`   // its last day, once it is over
	MajorDays     int      `json:"major_days"`     // in which the certification body wants an answer to a major nonconformity; 0 is not known
	MinorDays     int      `json:"minor_days"`     // the same for a minor one
}

// TableName is the organisation's table.
func (Organisation) TableName() string { return "organisations" }

// check says everything that keeps the organisation from being recorded. The
// standard wants a conclusion on climate change (4.1), and a conclusion without
// its reason is only a tick.
func (o Organisation) check() error {
	var l check.List
	l.Required("name", o.Name, "Enter the name of the organisation")
	l.AtMost("name", o.Name, longName)
	for _, r := range o.Roles {
		if !slices.Contains(roleNames(), r) {
			l.Add("roles", "%q is not one of the roles: %s", r, strings.Join(roleNames(), ", "))
		}
	}
	check.OneOf(&l, "climate", o.Climate, Answers)
	if o.Climate == Yes || o.Climate == No {
		l.Required("climate_reason", o.ClimateReason, "Write down why climate change is, or is not, relevant; an auditor will ask for the reason (4.1)")
	}
	l.AtMost("certifier", o.Certifier, longName)
	l.Day("stage1_on", o.Stage1On)
	l.Day("stage2_on", o.Stage2On)
	if o.Stage1On != "" && o.Stage2On.Valid() && o.Stage2On.Passed(o.Stage1On) {
		l.Add("stage2_on", "Stage 2 comes after Stage 1. Give a day on or after %s", o.Stage1On.Human())
	}
	l.Day("stage2_ended", o.Stage2Ended)
	if o.Stage2Ended != "" && o.Stage2Ended < o.Stage2On {
		l.Add("stage2_ended", "Stage 2 cannot end before it begins. Give a day on or after %s", o.Stage2On.Human())
	}
	for at, days := range map[string]int{"major_days": o.MajorDays, "minor_days": o.MinorDays} {
		if days < 0 || days > 365 {
			l.Add(at, "Give a whole number of days, at most 365")
		}
	}
	return l.Err()
}

// Stage2Limit is the day by which the certification body must have verified what was
// done about major nonconformities of the first Stage 2; after it, Stage 2 is repeated
// (ISO/IEC 17021-1, 9.5.3.2: six months from its last day). Empty while that day is not
// known.
func (o Organisation) Stage2Limit() when.Day {
	if !o.Stage2Ended.Valid() {
		return ""
	}
	end := o.Stage2Ended.Time()
	limit := end.AddDate(0, 6, 0)
	if limit.Day() != end.Day() { // 31 August and six months is the last day of February
		limit = limit.AddDate(0, 0, -limit.Day())
	}
	return when.Day(limit.Format(time.DateOnly))
}

// NextAudit is the next agreed audit from today on, the audit's day itself
// included; its stage is 0 when no day is agreed or all have passed.
func (o Organisation) NextAudit(today when.Day) (stage int, on when.Day) {
	for i, day := range []when.Day{o.Stage1On, o.Stage2On} {
		if day != "" && !day.Passed(today) {
			return i + 1, day
		}
	}
	return 0, ""
}

// roleNames lists the ISO/IEC 22989 roles of the catalogue.
func roleNames() []string {
	var names []string
	for _, r := range controls.MustLoad().Roles {
		names = append(names, r.Name)
	}
	return names
}

// Describe records the organisation within an act, or changes it from the version
// that o carries. Version 0 means that none was recorded yet; if there is one by
// now, the answer is a conflict.
func Describe(tx *store.Tx, o *Organisation) error {
	o.Name, o.Climate = strings.TrimSpace(o.Name), o.Climate.orUndecided()
	if err := o.check(); err != nil {
		return err
	}
	now, err := store.Load[Organisation](tx, OrganisationRef, o.Version)
	if fault.KindOf(err) == fault.NotFound {
		o.Head = store.Head{Ref: OrganisationRef}
		return tx.Create("describe", o, "")
	}
	if err != nil {
		return err
	}
	if o.Version == 0 {
		return store.Stale(OrganisationRef)
	}
	o.Head = now.Head
	return tx.Update("describe", o, "")
}

// Describe records the organisation, or changes it from the version that in carries.
func (s *Setting) Describe(ctx context.Context, who access.Actor, in Organisation) (Organisation, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return Describe(tx, &in) })
	return in, err
}

// Organisation reads the organisation; its version is 0 while none is recorded.
func (s *Setting) Organisation(ctx context.Context) (Organisation, error) {
	o, err := store.Take[Organisation](s.db.Read(ctx), OrganisationRef)
	if fault.KindOf(err) == fault.NotFound {
		return Organisation{Climate: Undecided}, nil
	}
	return o, err
}
