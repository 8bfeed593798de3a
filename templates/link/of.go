package link

import "strings"

// Of leads to the page of any record, by the prefix of its reference. A reference
// of an unknown kind leads to its history.
func Of(ref string) string {
	prefix, _, _ := strings.Cut(ref, "-")
	if to, ok := byPrefix[prefix]; ok {
		return to(ref)
	}
	if _, ok := kept[prefix]; ok {
		return Entry(ref)
	}
	if strings.Contains(ref, ":") {
		return Key(ref)
	}
	return HistoryOf(ref)
}

// byPrefix knows the page of each register.
var byPrefix = map[string]func(string) string{
	"SYS": System,
	"ISS": Issue,
	"PTY": Party,
	"NED": Need,
	"SCP": ScopeStatement,
	"POL": Policy,
	"ROL": Role,
	"SIG": Signature,
	"IMP": Assessment,
	"RSK": Risk,
	"ACT": Action,
	"ACC": Acceptance,
	"PLA": PlanApproval,
	"CRT": func(string) string { return Criteria() },
	"CTL": SoARow,
	"SOA": SoAVersion,
	"EVD": Evidence,
	"CMT": Comment,
	"USR": Person,
	"CNC": Concern,
	"CND": func(string) string { return ConcernDesk() },
	"ORG": func(string) string { return Organisation() },
}
