package operation

import (
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Cover says whether the scope of a certificate covers the service that is used.
type Cover string

// The answers.
const (
	Covered   Cover = "yes"
	Partly    Cover = "partly"
	Uncovered Cover = "no"
)

// Covers lists them.
var Covers = []Cover{Covered, Partly, Uncovered}

// Certificate is a certificate or report that a supplier shows, and what came of
// reading it (A.10.3). References begin with CER, because CRT are the risk criteria.
type Certificate struct {
	store.Head
	Title        string   `json:"title"`
	Supplier     string   `json:"supplier"` // SUP reference
	Kind         string   `json:"kind"`     // id of a controls.CertificateKind
	Service      string   `json:"service"`  // what we use, in the supplier's words
	Number       string   `json:"number"`
	Body         string   `json:"body"` // who certified or reported
	AccreditedBy string   `json:"accredited_by"`
	Scope        string   `json:"scope"` // as printed
	From         when.Day `json:"valid_from" gorm:"column:valid_from"`
	Until        when.Day `json:"valid_until" gorm:"column:valid_until"`
	SurveyedOn   when.Day `json:"surveyed_on"` // last surveillance
	Replaces     string   `json:"replaces"`    // CER reference of the one before

	Replies    []Reply  `json:"replies" gorm:"serializer:json"`
	Covers     Cover    `json:"covers"`
	Because    string   `json:"because"` // what the scope leaves out, and what is done
	VerifiedOn when.Day `json:"verified_on"`
	VerifiedBy string   `json:"verified_by"`
}

// TableName is the table of certificates.
func (Certificate) TableName() string { return "certificates" }

// Links are the supplier and the certificate before.
func (c Certificate) Links() []string { return Certificates.Links(&c) }

// paper is what somebody verifies: all that stands on the certificate, and for what it
// is used.
func (c Certificate) paper() [10]string {
	return [...]string{
		c.Supplier, c.Kind, c.Service, c.Number, c.Body, c.AccreditedBy, c.Scope, string(c.From), string(c.Until), string(c.SurveyedOn),
	}
}

// Lapsed says whether a certificate that nobody took out of force has ended.
func (c Certificate) Lapsed(today when.Day) bool { return !c.Retired() && c.Until.Passed(today) }

// Current says whether a certificate stands today.
func (c Certificate) Current(today when.Day) bool {
	return !c.Retired() && !c.Until.Passed(today) && (c.From == "" || c.From <= today)
}

// EndsSoon says whether a certificate that stands will end within two months.
func (c Certificate) EndsSoon(today when.Day) bool {
	return c.Current(today) && endsSoon(c.Until, today)
}

// CertificateState narrows the list of certificates.
type CertificateState string

// The narrowings; each of the metrics counts one of them.
const (
	StateCurrent  CertificateState = "current"
	StateVerified CertificateState = "scope verified"
	StateOpen     CertificateState = "not verified"
	StateLapsed   CertificateState = "lapsed"
	StateEnding   CertificateState = "ends soon"
)

// CertificateStates lists them.
var CertificateStates = []CertificateState{StateCurrent, StateVerified, StateOpen, StateLapsed, StateEnding}

// notReplaced leaves certificates that no other in force takes the place of.
const notReplaced = "ref NOT IN (SELECT replaces FROM certificates WHERE retired_on = '' AND replaces <> '')"

// CertificatesThat narrows a list of certificates in force; nil for an unknown word.
func CertificatesThat(state CertificateState, today when.Day) func(*gorm.DB) *gorm.DB {
	const current = "(valid_from = '' OR valid_from <= ?) AND (valid_until = '' OR valid_until >= ?)"
	switch state {
	case StateCurrent:
		return func(q *gorm.DB) *gorm.DB { return q.Where(current, today, today) }
	case StateVerified:
		return func(q *gorm.DB) *gorm.DB {
			return q.Where(current, today, today).Where("verified_on <> '' AND covers = ?", Covered)
		}
	case StateOpen:
		return func(q *gorm.DB) *gorm.DB { return q.Where(current, today, today).Where("verified_on = ''") }
	case StateLapsed:
		return func(q *gorm.DB) *gorm.DB {
			return q.Where("valid_until <> '' AND valid_until < ?", today).Where(notReplaced)
		}
	case StateEnding:
		return func(q *gorm.DB) *gorm.DB {
			return q.Where(current, today, today).Where("valid_until <> '' AND valid_until <= ?", today.Add(soon)).Where(notReplaced)
		}
	}
	return nil
}

// Replaced gives the references of certificates that another in force replaces.
func Replaced(all []Certificate) map[string]bool {
	out := map[string]bool{}
	for _, c := range all {
		if !c.Retired() && c.Replaces != "" {
			out[c.Replaces] = true
		}
	}
	return out
}

// Assurance is what the four metrics of certification count.
type Assurance struct{ Current, Verified, Asked, Unasked, Lapsed int }

// Assure counts the metrics: certificates that stand, of those the ones whose scope
// covers what is used, suppliers of AI that were asked about it, and lapses that no
// newer certificate mends.
func Assure(certificates []Certificate, suppliers []Supplier, today when.Day) Assurance {
	var a Assurance
	replaced := Replaced(certificates)
	for _, c := range certificates {
		switch {
		case c.Current(today):
			a.Current++
			if c.VerifiedOn != "" && c.Covers == Covered {
				a.Verified++
			}
		case c.Lapsed(today) && !replaced[c.Ref]:
			a.Lapsed++
		}
	}
	for _, s := range suppliers {
		switch {
		case s.Retired() || !s.AI:
		case s.GapsOn != "":
			a.Asked++
		default:
			a.Unasked++
		}
	}
	return a
}

// kinds are the ids of all kinds of certificates.
func kinds() (ids, labels []string) {
	for _, k := range controls.MustLoad().Certificates {
		ids = append(ids, k.ID)
		labels = append(labels, k.ID, k.Name)
	}
	return ids, labels
}

// Certificates is the register of what suppliers show.
var Certificates = certificates()

func certificates() *register.Register[Certificate, *Certificate] {
	ids, labels := kinds()
	return register.New(
		register.About{
			Name: "certificate", Prefix: "CER", Title: "Supplier certificates", One: "certificate", Many: "certificates",
			Record: "Record a certificate", Verb: "record", Edit: access.EditSupplier, Clauses: []string{"8.1", "A.10.3"},
			Lead: "What suppliers show you, whether it covers the service that you use, and when it ends.",
		},
		register.Line("title", "Certificate or report", func(c *Certificate) *string { return &c.Title }).Needed("Name it, for example \"SOC 2 report 2026\""),
		register.One("supplier", "Supplier", func(c *Certificate) *string { return &c.Supplier }, "SUP").Needed("Choose the supplier").InList().Filter(),
		register.Choice("kind", "Kind", func(c *Certificate) *string { return &c.Kind }, ids...).Labelled(labels...).
			Help("The kind decides which questions you are asked when you verify it.").Needed("Choose the kind").InList().Filter(),
		register.Line("service", "Service that you use", func(c *Certificate) *string { return &c.Service }).Help("In the supplier's own words, so that you can look for it in the scope.").Needed("Name the service that you use"),
		register.Line("number", "Number", func(c *Certificate) *string { return &c.Number }).Help("Of the certificate or report.").Under("What stands on it"),
		register.Line("body", "Issued by", func(c *Certificate) *string { return &c.Body }).Help("The certification body, or the auditor of a report.").IfAsked(),
		register.Line("accredited_by", "Accredited by", func(c *Certificate) *string { return &c.AccreditedBy }).Help("Who recognised the certification body. None for a report."),
		register.Text("scope", "Scope, as printed", func(c *Certificate) *string { return &c.Scope }),
		register.Day("valid_from", "Valid from", func(c *Certificate) *when.Day { return &c.From }).Help("Of a report: the first day it speaks of.").IfAsked(),
		register.Day("valid_until", "Valid until", func(c *Certificate) *when.Day { return &c.Until }).Help("Of a report: the day until which you rely on it.").Needed("Give the day it ends, so that nobody relies on it longer").InList(),
		register.Day("surveyed_on", "Last surveillance audit", func(c *Certificate) *when.Day { return &c.SurveyedOn }),
		register.One("replaces", "Takes the place of", func(c *Certificate) *string { return &c.Replaces }, "CER").Help("The one before, when this renews it."),
	).Rule(func(c *Certificate, l *check.List) {
		if c.From != "" && c.Until != "" && c.Until < c.From {
			l.Add("valid_until", "It ends before it begins: mend one of the two days")
		}
		if c.Replaces != "" && c.Replaces == c.Ref {
			l.Add("replaces", "It cannot take its own place")
		}
	}).Guard(func(_ *store.Tx, was, now *Certificate) error {
		if was != nil && was.paper() != now.paper() {
			// What was verified is not what stands here now.
			now.Replies, now.Covers, now.Because, now.VerifiedOn, now.VerifiedBy = nil, "", "", "", ""
		}
		return nil
	})
}

// NewestOf gives the certificates in force of a supplier, those that stand first.
func NewestOf(all []Certificate, supplier string, today when.Day) []Certificate {
	var out []Certificate
	for _, c := range all {
		if c.Supplier == supplier && !c.Retired() {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Certificate) int {
		switch {
		case a.Current(today) == b.Current(today):
			return 0
		case a.Current(today):
			return -1
		}
		return 1
	})
	return out
}
