package link

// Patterns below the registers of operation, and of what systems are made of.
const (
	GatesBySystemPattern = "/operation/gates/by-system"
	GateAnswerPattern    = "/operation/gates/:ref/answer"
	GateSignPattern      = "/operation/gates/:ref/sign"
	GateFulfilPattern    = "/operation/gates/:ref/fulfil"
	WherePattern         = "/operation/where"
	ModelCardPattern     = "/inventory/models/:ref/card"
	DataSheetPattern     = "/inventory/datasets/:ref/sheet"
)

// GatesBySystem is the matrix of AI systems and gates.
func GatesBySystem() string { return GatesBySystemPattern }

// GateAnswer is the checklist of a gate as a form.
func GateAnswer(ref string) string { return fill(GateAnswerPattern, ref) }

// GateSign ends a round at a gate.
func GateSign(ref string) string { return fill(GateSignPattern, ref) }

// GateFulfil records that the conditions of a sign-off are met.
func GateFulfil(ref string) string { return fill(GateFulfilPattern, ref) }

// Where shows in which register each control of A.6 and A.7 is recorded.
func Where() string { return WherePattern }

// ModelCard is a model for printing.
func ModelCard(ref string) string { return fill(ModelCardPattern, ref) }

// DataSheet is a dataset for printing.
func DataSheet(ref string) string { return fill(DataSheetPattern, ref) }
