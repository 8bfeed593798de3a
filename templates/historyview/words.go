package historyview

import (
	"fmt"
	"strings"
)

// said are the acts of the trail as one says them; %s is the record's kind. The
// trail itself keeps the bare verb.
var said = map[string]string{
	"accept": "accepted", "add": "added", "approve": "approved", "assess": "assessed", "assign": "assigned",
	"begin": "began", "change password": "changed the password of %s", "change role": "changed the role of %s", "complete": "completed", "decide": "decided on", "describe": "described",
	"disable": "ended the access of %s", "draft": "drafted", "drop": "dropped", "edit": "changed", "enable": "gave access back to %s", "identify": "identified", "import": "imported",
	"invite": "invited", "plan": "planned", "record": "recorded", "register": "registered", "replace": "replaced the file of %s", "reset password": "reset the password of %s",
	"retire": "retired", "review": "reviewed", "revise": "revised", "set criteria": "set", "supersede": "superseded",
	"undo": "undid the change of %s", "withdraw": "withdrew", "write": "wrote the text of %s",
}

// apart are the acts on a register that read otherwise than verb and kind.
var apart = map[string]string{
	"add control soa_rows": "added a control of our own", "sign signatures": "signed the policy",
	"comment comments": "wrote a comment", "decide comments": "recorded a decision", "decision comments": "recorded a decision",
}

// kinds are the registers as a record of them is called.
var kinds = map[string]string{
	"aims_roles": "the role", "comments": "the comment", "evidence_items": "the evidence", "impact_assessments": "the impact assessment", "issues": "the issue", "needs": "the need",
	"organisations": "the organisation", "parties": "the interested party", "people": "the person", "policies": "the policy", "policy_versions": "the policy version",
	"risk_acceptances": "the residual risk", "risk_actions": "the action", "risk_criteria": "the risk criteria", "risks": "the risk", "scope_statements": "the scope statement",
	"signatures": "the signature", "soa_rows": "the control", "soa_versions": "the Statement of Applicability", "systems": "the AI system",
}

// Said tells an act on a record of a register as people say it: "approved the
// policy version". An act that nobody put in words stays as the trail has it.
func Said(act, register string) string {
	if words, special := apart[act+" "+register]; special {
		return words
	}
	words, known := said[act]
	if !known {
		return act
	}
	kind := kinds[register]
	if kind == "" {
		kind = "the record"
	}
	if strings.Contains(words, "%s") {
		return fmt.Sprintf(words, kind)
	}
	return words + " " + kind
}
