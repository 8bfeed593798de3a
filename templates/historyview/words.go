package historyview

// acts says in words what each verb of the trail did to the record. The trail keeps
// the verbs themselves: they are part of what its hashes cover.
var acts = map[string]string{ //nolint:gosec // words about passwords, and none of them
	"answer":           "answered the questions",
	"sign off":         "signed it off, so that it is frozen",
	"fulfil":           "confirmed that the conditions are met",
	"accept":           "accepted the residual risk for a time",
	"add":              "added this evidence",
	"add control":      "added this own control",
	"add words":        "added to this concern",
	"allocate":         "allocated responsibilities",
	"ask about AI":     "wrote down what the supplier said about its AI",
	"close":            "closed it after another look",
	"log":              "logged it",
	"report":           "reported it",
	"propose":          "proposed it",
	"set up reporting": "set up how concerns are taken",
	"verify":           "verified it",
	"approve":          "approved it, so that it holds",
	"assess":           "assessed it",
	"assign":           "assigned this role",
	"begin":            "began it",
	"change role":      "changed the role of this person in the workbench",
	"comment":          "commented on a record",
	"confirm":          "confirmed that a record still holds after a change",
	"complete":         "completed this action",
	"decide":           "decided on this control",
	"acknowledge":      "confirmed having read it",
	"determine":        "determined that it is needed",
	"evaluate":         "recorded how it was judged",
	"schedule":         "planned it",
	"send":             "recorded that it was sent",
	"describe":         "described the organisation",
	"disable":          "ended this person's access",
	"draft":            "drafted it; it does not hold until it is approved",
	"edit":             "changed the details",
	"enable":           "gave this person access again",
	"identify":         "identified and recorded it",
	"publish":          "recorded how it was made known",
	"ask":              "asked for an acknowledgement",
	"import":           "brought it in from a file",
	"invite":           "gave this person an account",
	"measure":          "recorded this measurement",
	"plan":             "planned it",
	"record":           "recorded it",
	"register":         "registered this AI system",
	"replace":          "replaced the file; the older one is kept",
	"reset password":   "set a new password for this person",
	"retire":           "retired it: it holds no more and nothing is deleted",
	"review":           "reviewed this evidence",
	"revise":           "changed it",
	"set criteria":     "set the risk criteria",
	"set rule":         "set the rule for impact assessments",
	"approve plan":     "approved the treatment plan as it stood",
	"confirm risk":     "looked at this risk: it stands as it is",
	"set password":     "chose a new password",
	"set up":           "set up the workbench",
	"set":              "set this objective",
	"sign":             "signed this version",
	"supersede":        "replaced it by a newer version",
	"undo":             "undid a change made together with others",
	"withdraw":         "withdrew it",
	"write":            "wrote the text of this draft",
}

// Said is an act in words; a verb that is not known is given as it is.
func Said(act string) string {
	if words, ok := acts[act]; ok {
		return words
	}
	return act
}
