package link

// Patterns of the inventory.
const (
	SystemsPattern      = "/inventory"
	SystemNewPattern    = "/inventory/new"
	SystemPattern       = "/inventory/:ref"
	SystemEditPattern   = "/inventory/:ref/edit"
	SystemRetirePattern = "/inventory/:ref/retire"
)

// Systems is the inventory.
func Systems() string { return SystemsPattern }

// SystemNew is the empty form of a system.
func SystemNew() string { return SystemNewPattern }

// System is a system's page.
func System(ref string) string { return fill(SystemPattern, ref) }

// SystemEdit is the form of a system.
func SystemEdit(ref string) string { return fill(SystemEditPattern, ref) }

// SystemRetire takes a system out of the inventory.
func SystemRetire(ref string) string { return fill(SystemRetirePattern, ref) }

// Patterns of changes on AI systems and of what is to be confirmed after them.
const (
	ChangeApprovePattern  = "/inventory/changes/:ref/approve"
	ToConfirmPattern      = "/inventory/confirm"
	ConfirmPreviewPattern = "/inventory/confirm/preview"
)

// ChangeApprove approves a planned change.
func ChangeApprove(ref string) string { return fill(ChangeApprovePattern, ref) }

// ToConfirm lists what is to be confirmed, narrowed by pairs of name and value; posting
// there confirms.
func ToConfirm(filter ...string) string { return Query(ToConfirmPattern, filter...) }

// ConfirmPreview shows what would be confirmed together.
func ConfirmPreview() string { return ConfirmPreviewPattern }
