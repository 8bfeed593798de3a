package link

import (
	"maps"
	"strings"
)

// First pages of the stages whose registers are all kept alike.
const (
	ObjectivePattern     = "/objective"
	SupportPattern       = "/support"
	OperationPattern     = "/operation"
	InternalAuditPattern = "/internalaudit"
	ImprovementPattern   = "/improvement"
	PerformancePattern   = "/performance"
	ReviewPattern        = "/review"

	CertificationPattern = "/certification"
)

// kept is where the registers of internal/register have their pages, by the prefix of
// their references.
var kept = map[string]string{
	"OBL": "/scope/obligations",
	"PRC": "/scope/processes",
	"PUB": "/leadership/publications",
	"ACK": "/leadership/acknowledgements",
	"RCI": "/leadership/activities",
	"IPB": "/impact/publications",
	"CHG": "/inventory/changes",
	"CNF": "/inventory/confirmations",
	"OBJ": "/objective/objectives",
	"MEA": "/objective/measurements",
	"PLC": "/objective/changes",
	"MOD": "/inventory/models",
	"DAT": "/inventory/datasets",
	"LOG": "/inventory/logs",
	"OPC": "/operation/controls",
	"OPR": "/operation/records",
	"GAT": "/operation/gates",
	"RES": "/support/resources",
	"CMP": "/support/competences",
	"TRN": "/support/trainings",
	"PRF": "/support/proofs",
	"AWR": "/support/awareness",
	"COM": "/support/communications",
	"MSG": "/support/messages",
	"DOC": "/support/documents",
	"SUP": "/operation/suppliers",
	"CER": "/operation/certificates",
	"RSP": "/operation/responsibilities",
	"CEX": "/operation/expectations",
	"INC": "/operation/incidents",
	"UIN": "/operation/information",
	"APR": "/internalaudit/programmes",
	"AUD": "/internalaudit/audits",
	"CHK": "/internalaudit/checklist",
	"SMP": "/internalaudit/samples",
	"FND": "/internalaudit/findings",
	"NCR": "/improvement/nonconformities",
	"CAR": "/improvement/actions",
	"IMV": "/improvement/improvements",
	"MRV": "/review/reviews",
	"MRD": "/review/decisions",
	"MSR": "/performance/measures",
	"RSL": "/performance/results",
	"EVA": "/performance/evaluations",
	"CYC": "/certification/cycles",
	"CEV": "/certification/events",
	"DRQ": "/certification/requests",
}

// Kept lists the prefixes and addresses of those registers.
func Kept() map[string]string { return maps.Clone(kept) }

// Register is the list of a register, by the prefix of its references.
func Register(prefix string, filter ...string) string { return Query(kept[prefix], filter...) }

// RegisterNew is the form of a new record; filter fills in what is known already.
func RegisterNew(prefix string, known ...string) string {
	return Query(kept[prefix]+"/new", known...)
}

// Entry is the page of one record of such a register.
func Entry(ref string) string {
	prefix, _, _ := strings.Cut(ref, "-")
	return fill(kept[prefix]+"/:ref", ref)
}

// EntryEdit is the form of a record.
func EntryEdit(ref string) string { return Entry(ref) + "/edit" }

// EntryRetire takes a record out of force.
func EntryRetire(ref string) string { return Entry(ref) + "/retire" }
