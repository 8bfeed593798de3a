package leadership

// usual is an activity that an AI management system has, with the clause that asks
// for it and the duty whose holder mostly answers for it.
type usual struct {
	title, clause string
	answers       Duty
}

var usualActivities = []usual{
	{"Approve and sign the AI policy", "5.2", Other},
	{"Give people, money and time to the management system", "7.1", Other},
	{"Keep the management system in line with the standard", "5.3", Conformity},
	{"Report its performance to top management", "5.3", Reporting},
	{"Keep the inventory of AI systems", "4.1", Conformity},
	{"Assess the impact of an AI system", "6.1.4", Other},
	{"Assess and treat risks", "6.1.2", Other},
	{"Accept residual risk above the threshold", "6.1.3", Other},
	{"Keep the Statement of Applicability", "6.1.3", Conformity},
	{"Release an AI system, and stop it", "8.1", Other},
	{"Watch AI systems in operation", "9.1", Other},
	{"Handle incidents and concerns", "8.1", Other},
	{"Assess suppliers of AI", "8.1", Other},
	{"Train people and keep them aware", "7.2", Conformity},
	{"Audit the management system", "9.2", Other},
	{"Review the management system", "9.3", Other},
}

// UsualActivities proposes the lines of a table. Where the standard names a duty, the
// role that has it is proposed to answer; the rest is for people to decide.
func UsualActivities(roles []Role) []RaciLine {
	out := make([]RaciLine, len(usualActivities))
	for i, u := range usualActivities {
		out[i] = RaciLine{Title: u.title, Clause: u.clause, Parts: map[string]Part{}}
		for _, r := range roles {
			if u.answers != Other && r.Duty == u.answers {
				out[i].Parts[r.Ref] = Answers
				break
			}
		}
	}
	return out
}
