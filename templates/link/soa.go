package link

// Patterns of soa.
const (
	SoAPattern        = "/soa"
	SoARowPattern     = "/soa/:ref"
	SoAVersionPattern = "/soa/versions/:ref"
)

// SoA is the Statement of Applicability.
func SoA() string { return SoAPattern }

// SoARow is the row of one control, by key or reference.
func SoARow(ref string) string { return fill(SoARowPattern, ref) }

// SoAVersion is an approved version.
func SoAVersion(ref string) string { return fill(SoAVersionPattern, ref) }
