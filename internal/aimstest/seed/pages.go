package seed

// Pages are addresses in a Full workspace, one at least for each page there is.
// A test of the route table holds the list complete.
var Pages = []string{
	"/", "/gaps", "/drafts", "/history", "/history/RSK-2026-001", "/search", "/search?q=ranks+person", "/search?q=qqq", "/search?q=drift&in=risk", "/keys", "/catalogue", "/catalogue/6.1.3", "/catalogue/A.5.4",
	"/people", "/people/new", "/people/USR-2026-001", "/people/USR-2026-002/edit", "/people/USR-2026-002/password", "/account/password",
	"/scope", "/scope/organisation", "/scope/organisation/edit",
	"/scope/issues", "/scope/issues/new", "/scope/issues/ISS-2026-001", "/scope/issues/ISS-2026-003", "/scope/issues/ISS-2026-001/edit",
	"/scope/parties", "/scope/parties/new", "/scope/parties/PTY-2026-001", "/scope/parties/PTY-2026-003", "/scope/parties/PTY-2026-001/edit",
	"/scope/parties/PTY-2026-001/needs/new", "/scope/needs", "/scope/needs/NED-2026-001", "/scope/needs/NED-2026-001/edit",
	"/scope/statements", "/scope/statements/SCP-2026-001", "/scope/statements/SCP-2026-002", "/scope/statements/SCP-2026-002/edit", "/scope/statements/SCP-2026-002/approve",
	"/leadership", "/leadership/policies", "/leadership/policies/new", "/leadership/policies/POL-2026-001", "/leadership/policies/POL-2026-001/edit",
	"/leadership/policies/POL-2026-001.v1", "/leadership/policies/POL-2026-001.v2", "/leadership/policies/POL-2026-001.v2/write",
	"/leadership/policies/POL-2026-001.v2/approve", "/leadership/policies/POL-2026-001.v1/sign", "/leadership/policies/POL-2026-001/compare?from=1&to=2",
	"/leadership/signatures/SIG-2026-001",
	"/leadership/roles", "/leadership/roles/new", "/leadership/roles/ROL-2026-001", "/leadership/roles/ROL-2026-001/edit",
	"/inventory", "/inventory/new", "/inventory/SYS-2026-001", "/inventory/SYS-2026-004", "/inventory/SYS-2026-001/edit",
	"/impact", "/impact/all", "/impact/new", "/impact/IMP-2026-001", "/impact/IMP-2026-002", "/impact/IMP-2026-002/sections/individuals",
	"/impact/IMP-2026-002/sections/measures", "/impact/IMP-2026-002/approve",
	"/risk", "/risk/matrix", "/risk/new", "/risk/RSK-2026-001", "/risk/RSK-2026-004", "/risk/RSK-2026-012", "/risk/RSK-2026-001/edit", "/risk/RSK-2026-002/accept",
	"/risk/RSK-2026-001/actions/new", "/risk/actions/ACT-2026-001", "/risk/actions/ACT-2026-001/edit", "/risk/actions/ACT-2026-001/complete",
	"/risk/acceptances/ACC-2026-001", "/risk/criteria", "/risk/criteria/edit",
	"/soa", "/soa/new", "/soa/bulk?row=42001:A.5.4", "/soa/bulk/BAT-2026-001", "/soa/approve", "/soa/versions", "/soa/versions/SOA-2026-001", "/soa/versions/SOA-2026-001/A.5.4",
	"/soa/A.5.4", "/soa/CTL-2026-001", "/soa/A.5.4/edit",
	"/evidence", "/evidence/new", "/evidence/new?for=RSK-2026-001", "/evidence/EVD-2026-001", "/evidence/EVD-2026-002", "/evidence/EVD-2026-001/edit", "/evidence/EVD-2026-001/files/1",
	"/comments", "/comments/new?on=RSK-2026-001", "/comments/new?on=42001:A.5.4&kind=decision", "/comments/CMT-2026-001", "/comments/CMT-2026-002", "/comments/CMT-2026-001/edit", "/inbox",
	"/import", "/import/templates/risk.xlsx", "/export", "/export/risk.csv", "/pack",
	"/interviews", "/interviews/first-steps", "/interviews/scope", "/interviews/system", "/interviews/first-steps/questions/work", "/interviews/first-steps/questions/controls",
	"/interviews/first-steps/questions/A.9.2?then=controls", "/interviews/scope/questions/exclusions", "/interviews/system/questions/name", "/interviews/system/questions/autonomy",
	"/interviews/first-steps/check", "/interviews/first-steps/done", "/interviews/scope/check", "/interviews/system/check",
	"/sign-in", "/sign-in/link?token=x", "/setup?token=x",
}
