package link

// ImportPattern is the page of imports.
const ImportPattern = "/import"

// Import is the page that brings registers in.
func Import() string { return ImportPattern }
