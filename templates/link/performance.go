package link

// ResultsDuePattern is the form for the results of several measures at once.
const ResultsDuePattern = "/performance/results/due"

// ResultsDue is the form for the results that are due; "all", "yes" asks for every measure.
func ResultsDue(filter ...string) string { return Query(ResultsDuePattern, filter...) }

// EvaluationNew is the form of a new evaluation of a measure.
func EvaluationNew(measure string) string { return RegisterNew("EVA", "measures", measure) }
