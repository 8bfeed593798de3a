package link

// PlannedApprovePattern approves a change of the management system.
const PlannedApprovePattern = "/objective/changes/:ref/approve"

// Objective is the first page of objectives and changes.
func Objective() string { return ObjectivePattern }

// PlannedApprove approves a planned change of the management system.
func PlannedApprove(ref string) string { return fill(PlannedApprovePattern, ref) }
