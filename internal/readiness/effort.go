package readiness

// effort is about how long mending takes, in minutes: of the whole where something
// is missing, of one record where records break a rule. It is our estimate from
// the number of questions; a rule that is not here takes ten.
var effort = map[string]int{
	"SCP-01": 15, "SCP-02": 5, "SCP-03": 20, "SCP-04": 20, "SCP-05": 3, "SCP-06": 45, "SCP-07": 10,
	"OBL-01": 3, "OBL-02": 5, "OBL-03": 5, "OBL-04": 10, "OBL-05": 5, "OBL-06": 10, "PRC-01": 2, "PRC-02": 3,
	"LDR-01": 60, "LDR-02": 5, "LDR-03": 20, "LDR-04": 5, "LDR-05": 5, "CR-16": 30,
	"LDR-06": 10, "LDR-07": 5, "LDR-08": 5, "LDR-09": 20, "LDR-10": 5, "LDR-11": 5,
	"INV-01": 15, "CR-15": 3, "INV-02": 3, "INV-03": 5, "CR-14": 15,
	"CR-10": 45, "CR-11": 10, "IMP-01": 30, "CR-13": 15,
	"RSK-01": 15, "RSK-02": 20, "RSK-03": 5, "RSK-04": 5, "RSK-05": 5, "CR-01": 5, "CR-07": 10, "CR-08": 5, "CR-09": 5,
	"CR-05": 5, "CR-02": 10, "CR-03": 5, "CR-04": 5, "SOA-01": 5, "CR-06": 10, "SOA-02": 15,
	"SUP-01": 15, "SUP-02": 10, "SUP-03": 10, "SUP-04": 10, "SUP-05": 5, "SUP-06": 20, "SUP-07": 20, "SUP-08": 5, "SUP-09": 10, "SUP-10": 15, "SUP-11": 5,
	"EVD-01": 10,
}

// Minutes is about how long it takes to mend the gap, or its first record.
func (g Gap) Minutes() int {
	if m, ok := effort[g.Rule]; ok {
		return m
	}
	return 10
}
