package impact

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/when"
)

// How the form of the catalogue and the record's columns fit together. Nothing is
// asked twice, so each field of the form is kept in exactly one place:
//
//	id-and-version, ai-system      the record's reference, version and System
//	approver, sign-off             ApprovedBy and ApprovedAt, written by Approve
//	assessors, assessed-on, trigger, next-review, related-assessments,
//	decision, communication        the columns of those names (see columns)
//	rating                         Items, in the section of whom they fall on
//	the section "measures"         Measures
//	risks                          the risks that cite the assessment (6.1.2)
//	every other field              Answers, under its key
//
// Rows of their own are Consultations, Untouched (by section) and Uses.
//
// Three questions are added to the form: "triggered-by" (a column), "conditions" of a decision "go with
// conditions" (a column) and "no-impacts", why nobody is affected (in Answers).
// Sensitive is no question of its own: it follows "sensitive-or-restricted" and Uses.

// Section ids that the code names, because rows stand there.
const (
	SectionAdministration = "administration"
	SectionIndividuals    = "individuals"
	SectionSociety        = "society"
	SectionMeasures       = "measures"
	SectionParties        = "parties"
	SectionDeployment     = "deployment"
	SectionConclusion     = "conclusion"
)

// Keys of answers that rules ask for.
const (
	keyStage      = "life-cycle-stage"
	keySensitive  = "sensitive-or-restricted"
	keyDecision   = "decision"
	keyConditions = "conditions"
	keyNoImpacts  = "no-impacts"
	keyTriggered  = "triggered-by"
	keyBalance    = "balance"
	keyOversight  = "users-and-oversight"
	keySummary    = "public-summary"
)

// Question is a field of the form that a person answers.
type Question struct {
	controls.FormField
	Name string // of the form field, in JSON and in messages
	Need string // what to do where it is still open at approval; empty where it may stay open
	Area bool   // it names an area in which impacts are rated
}

// Section is a part of the form with what is asked there; rows come on top.
type Section struct {
	ID        string
	Title     string
	Hooks     []string // clauses and controls that it serves
	Questions []Question
}

// column joins a field of the form to a column of the record.
type column struct {
	name string
	get  func(a *Assessment) string
	set  func(a *Assessment, value string)
}

func columnOf[T ~string](name string, at func(a *Assessment) *T) column {
	return column{name,
		func(a *Assessment) string { return string(*at(a)) },
		func(a *Assessment, value string) { *at(a) = T(value) }}
}

var columns = map[string]column{
	"assessors":           columnOf("assessors", func(a *Assessment) *string { return &a.Assessors }),
	"assessed-on":         columnOf("assessed_on", func(a *Assessment) *when.Day { return &a.AssessedOn }),
	"trigger":             columnOf("trigger", func(a *Assessment) *Trigger { return &a.Trigger }),
	keyTriggered:          columnOf("triggered_by", func(a *Assessment) *string { return &a.TriggeredBy }),
	"next-review":         columnOf("next_review", func(a *Assessment) *when.Day { return &a.NextReview }),
	"related-assessments": columnOf("related", func(a *Assessment) *string { return &a.Related }),
	keyDecision:           columnOf("decision", func(a *Assessment) *Decision { return &a.Decision }),
	keyConditions:         columnOf("conditions", func(a *Assessment) *string { return &a.Conditions }),
	"communication":       columnOf("shared", func(a *Assessment) *string { return &a.Shared }),
}

// unasked are fields that the record, the approval or other registers answer.
var unasked = []string{"id-and-version", "ai-system", "approver", "sign-off", "rating", "risks"}

// added are our own questions, by the key of the field they follow.
var added = map[string]controls.FormField{
	keyDecision: {Key: keyConditions, Label: "Conditions", Kind: controls.FieldText, Hooks: []string{"6.1.4"},
		Help: "Where you go on with conditions: what must be in place, and by when"},
	"trigger": {Key: keyTriggered, Label: "What set it off", Kind: controls.FieldText, Hooks: []string{"8.4"},
		Help: "Such as the incident, the complaint, the change or the law, by its reference or in words"},
	"rating": {Key: keyNoImpacts, Label: "No impacts found, because", Kind: controls.FieldText, Hooks: []string{"6.1.4"},
		Help: "Only where no impact on anybody is listed, here or under society: say why none is to be expected"},
}

// needs says what keeps an assessment from being approved while it is open. 6.1.4
// asks for the consequences of deployment, intended use and foreseeable misuse, in
// their technical and social setting, and for the interested parties.
var needs = map[string]string{
	"assessors":         "Name the people who did the assessment",
	"assessed-on":       "Give the day on which the assessment was finished",
	"trigger":           "Choose why you assess now",
	"next-review":       "Give the latest day on which you will look at it again",
	"intended-uses":     "Say who is meant to use the system, for what and where",
	"unintended-uses":   "Say how people could misuse the system",
	"jurisdictions":     "Say where the system is used and whose laws apply",
	"directly-affected": "Name the interested parties: about whom or for whom the system decides or acts",
	"failure-modes":     "Say what follows for people when the system in use fails",
	"misuse-scenarios":  "Say what follows when the system is misused",
	keySensitive:        "Say whether it is a sensitive or restricted use",
	keyDecision:         "Choose what follows from the assessment",
}

// form is what is asked, made once from the catalogue.
var form = sections(controls.MustLoad().ImpactForm)

// Sections lists the sections of the form in order. They are shared: read only.
func Sections() []Section { return form }

// SectionOf finds a section by its id.
func SectionOf(id string) (Section, bool) {
	i := slices.IndexFunc(form, func(s Section) bool { return s.ID == id })
	if i < 0 {
		return Section{}, false
	}
	return form[i], true
}

func sections(from []controls.FormSection) []Section {
	var out []Section
	for _, s := range from {
		section := Section{ID: s.ID, Title: s.Title, Hooks: s.Hooks}
		for _, f := range s.Fields {
			if !s.Repeats && !slices.Contains(unasked, f.Key) {
				q := question(f)
				q.Area = s.ID == SectionIndividuals || s.ID == SectionSociety
				section.Questions = append(section.Questions, q)
			}
			if more, ok := added[f.Key]; ok {
				section.Questions = append(section.Questions, question(more))
			}
		}
		out = append(out, section)
	}
	return out
}

func question(f controls.FormField) Question {
	q := Question{FormField: f, Name: f.Key, Need: needs[f.Key]}
	if c, ok := columns[f.Key]; ok {
		q.Name = c.name
	}
	switch f.Key { // the words of records, which the choices of the form only capitalise
	case keyStage:
		q.Choices = controls.MustLoad().LifeCycle
	case "trigger":
		q.Choices = words(Triggers)
	case keyDecision:
		q.Choices = words(Decisions)
	}
	return q
}

func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = string(x)
	}
	return out
}
