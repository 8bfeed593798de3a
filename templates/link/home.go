package link

import "strconv"

// Patterns of the first page and of the pages over everything.
const (
	SeenPattern     = "/seen"
	WheelPattern    = "/wheel"
	WaitingPattern  = "/waiting"
	TimelinePattern = "/timeline"
	CoveragePattern = "/coverage"
	GapTrendPattern = "/gaps/trend"
	WorkPattern     = "/my-work"
	DigestPattern   = "/my-work/digest"
	DormantPattern  = "/my-work/dormant"
)

// Seen is where a person says that they have seen what changed.
func Seen() string { return SeenPattern }

// Wheel is where a person shows or hides the wheel of plan, do, check and act.
func Wheel() string { return WheelPattern }

// Waiting lists what waits for a signature, an approval or an acceptance; for is
// "me", "others" or nothing.
func Waiting(whom string) string { return Query(WaitingPattern, "for", whom) }

// Timeline lists everything that has a day, narrowed by pairs of name and value.
func Timeline(filters ...string) string { return Query(TimelinePattern, filters...) }

// Coverage shows a clause, a group of controls or one requirement; an empty one is
// the whole.
func Coverage(in string) string { return Query(CoveragePattern, "in", in) }

// CoverageCount lists the requirements that a number of the coverage counts.
func CoverageCount(in, count string) string {
	return Query(CoveragePattern, "in", in, "count", count)
}

// GapsIn lists the gaps of a clause or of a severity.
func GapsIn(name, value string) string { return Query(GapsPattern, name, value) }

// GapTrend tells how many gaps there were at the end of each month.
func GapTrend() string { return GapTrendPattern }

// GapsOn lists the gaps as they were at the end of a day.
func GapsOn(day string) string { return Query(GapsPattern, "on", day) }

// GapsBy groups the gaps by "clause" or by "owner"; else they stand by the stage of the
// audit at which they are found.
func GapsBy(group string) string { return Query(GapsPattern, "by", group) }

// Work lists what somebody has to do; week opens one of its groups alone.
func Work(week string) string { return Query(WorkPattern, "week", week) }

// Digest is one week on paper, for a person by reference, or "all".
func Digest(whom string) string { return Query(DigestPattern, "for", whom) }

// Dormant lists what nobody has touched for a while.
func Dormant(filters ...string) string { return Query(DormantPattern, filters...) }

// HistoryBy lists what one person did after a position to one register; everybody where
// none is named.
func HistoryBy(position int64, register, kind, person string) string {
	return Query(HistoryPattern, "since", strconv.FormatInt(position, 10), "register", register, "kind", kind, "by", person)
}

// HistorySince lists what others did after a position to one register.
func HistorySince(position int64, register, kind string) string {
	return Query(HistoryPattern, "since", strconv.FormatInt(position, 10), "register", register, "kind", kind, "by", "others")
}
