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
