package link

// Patterns of looking around in a sample. All of them are posted.
const (
	SamplePattern      = "/sample"
	SampleEnterPattern = "/sample/enter"
	SampleAsPattern    = "/sample/as"
	SampleLeavePattern = "/sample/leave"
)

// Sample makes a sample beside the workspace and goes there.
func Sample() string { return SamplePattern }

// SampleEnter opens the sample with a one-time token.
func SampleEnter(token string) string { return Query(SampleEnterPattern, "token", token) }

// SampleAs looks at the sample as somebody in another role.
func SampleAs() string { return SampleAsPattern }

// SampleLeave deletes the sample and goes back to the workspace.
func SampleLeave() string { return SampleLeavePattern }
