// Package access says who may do what: six roles, a list of permissions and one
// literal table that joins them. What is not in the table is refused.
//
// It is asked twice: at the route, so that no button is shown that would be
// refused, and again at the door of the store, where nothing can go round it.
package access

import (
	"slices"

	"github.com/aims-workbench/aims/internal/fault"
)

// Role is what a person is to the management system.
type Role string

// The roles. A person has exactly one.
const (
	Lead        Role = "lead"        // AI governance lead: keeps every register
	Auditor     Role = "auditor"     // internal auditor: reads all, writes audit records only
	Executive   Role = "executive"   // top management: approves, signs, accepts residual risk
	Contributor Role = "contributor" // system and risk owners: write their part, approve nothing
	Reader      Role = "reader"      // reads all
	External    Role = "external"    // auditor of a certification body: reads all, for a time, and changes nothing
)

// outsider is the role of who reports a concern without a name. No account has it.
const outsider Role = "outsider"

// Roles lists every role, the one with the most duties first.
var Roles = []Role{Lead, Executive, Auditor, Contributor, Reader, External}

// Title is the role as people read it.
func (r Role) Title() string {
	switch r {
	case Lead:
		return "AI governance lead"
	case Auditor:
		return "Internal auditor"
	case Executive:
		return "Executive"
	case Contributor:
		return "Contributor"
	case Reader:
		return "Reader"
	case External:
		return "External auditor"
	case outsider:
		return "Nobody signed in"
	}
	return string(r)
}

// Permission is one verb of the management system.
type Permission string

// The permissions, in the order of the life cycle.
const (
	Read            Permission = "read"
	ManagePeople    Permission = "manage people"
	ChangeOwnLogin  Permission = "change own login"
	EditScope       Permission = "edit scope"
	ApproveScope    Permission = "approve scope"
	EditPolicy      Permission = "edit policy"
	ApprovePolicy   Permission = "approve policy"
	SignPolicy      Permission = "sign policy"
	EditRoles       Permission = "edit roles"
	Acknowledge     Permission = "acknowledge a document"
	EditSystem      Permission = "edit AI system"
	ApproveChange   Permission = "approve change"
	ConfirmRecord   Permission = "confirm record after a change"
	EditImpact      Permission = "edit impact assessment"
	ApproveImpact   Permission = "approve impact assessment"
	SetImpactRule   Permission = "set rule for impact assessments"
	SetCriteria     Permission = "set risk criteria"
	EditRisk        Permission = "edit risk"
	ApprovePlan     Permission = "approve treatment plan"
	AcceptRisk      Permission = "accept residual risk"
	EditSoA         Permission = "edit statement of applicability"
	ApproveSoA      Permission = "approve statement of applicability"
	EditObjective   Permission = "edit objective"
	Measure         Permission = "record measurement"
	PlanOperation   Permission = "plan operational controls"
	RecordOperation Permission = "record operation"
	SignGate        Permission = "sign off a life-cycle gate"
	KeepMeasures    Permission = "keep measures and evaluations"
	EnterResults    Permission = "enter results"
	EditSupport     Permission = "edit support"
	ApproveDocument Permission = "approve document"
	ConfirmBriefing Permission = "confirm a briefing"
	AddEvidence     Permission = "add evidence"
	ReviewEvidence  Permission = "review evidence"
	Comment         Permission = "comment on records"
	Decide          Permission = "record a decision"
	Import          Permission = "import registers"
	MakePack        Permission = "make evidence pack"
	Maintain        Permission = "back up and restore"
	EditSupplier    Permission = "edit supplier"
	EditCustomer    Permission = "edit what customers and users are told"
	EditIncident    Permission = "log incident"
	CloseIncident   Permission = "close incident"
	ReportConcern   Permission = "report a concern"
	HandleConcern   Permission = "handle concerns"
	SetConcernDesk  Permission = "set up concern reporting"

	EditNonconformity  Permission = "record nonconformity"
	CloseNonconformity Permission = "close nonconformity"
	EditCorrective     Permission = "plan corrective action"
	ReviewCorrective   Permission = "review effect of corrective action"
	EditImprovement    Permission = "propose improvement"

	KeepReview        Permission = "keep management reviews"
	SignReview        Permission = "sign minutes of management reviews"
	KeepCertification Permission = "keep the certification cycle"
	FollowCalendar    Permission = "make a calendar link"
	EditProgramme     Permission = "edit audit programme"
	ApproveProgramme  Permission = "approve audit programme"
	PlanAudit         Permission = "plan audit"
	ConductAudit      Permission = "conduct audit"
	MitigateConflict  Permission = "mitigate auditor conflict"
)

// everyone are the people of the organisation. Who comes from outside only reads.
var everyone = []Role{Lead, Executive, Auditor, Contributor, Reader}

// allowed is the whole policy. Separation of duties within a permission, such as
// who may review whose evidence, is a rule of the stage and stands there.
var allowed = map[Permission][]Role{
	Read:            Roles,
	ChangeOwnLogin:  Roles,
	ManagePeople:    {Lead},
	EditScope:       {Lead},
	ApproveScope:    {Lead, Executive},
	EditPolicy:      {Lead},
	ApprovePolicy:   {Lead, Executive},
	SignPolicy:      {Executive},
	EditRoles:       {Lead},
	Acknowledge:     everyone,
	EditSystem:      {Lead, Contributor},
	ApproveChange:   {Lead, Executive},
	ConfirmRecord:   {Lead, Executive, Auditor, Contributor}, // and what the record asks for
	EditImpact:      {Lead, Contributor},
	ApproveImpact:   {Lead, Executive},
	SetImpactRule:   {Lead},
	SetCriteria:     {Lead},
	EditRisk:        {Lead, Contributor},
	ApprovePlan:     {Lead, Executive},
	AcceptRisk:      {Executive},
	EditSoA:         {Lead},
	ApproveSoA:      {Lead, Executive},
	EditObjective:   {Lead},
	Measure:         {Lead, Contributor},
	PlanOperation:   {Lead},
	RecordOperation: {Lead, Contributor},
	SignGate:        {Lead, Executive},
	KeepMeasures:    {Lead},
	EnterResults:    {Lead, Contributor},
	EditSupport:     {Lead},
	ApproveDocument: {Lead, Executive},
	ConfirmBriefing: everyone,
	AddEvidence:     {Lead, Auditor, Contributor},
	ReviewEvidence:  {Lead, Auditor},
	Comment:         {Lead, Executive, Auditor, Contributor},
	Decide:          {Lead, Executive},
	Import:          {Lead},
	MakePack:        {Lead, Auditor, Executive},
	Maintain:        {Lead},
	EditSupplier:    {Lead, Contributor},
	EditCustomer:    {Lead, Contributor},
	EditIncident:    {Lead, Contributor},
	CloseIncident:   {Lead, Executive, Contributor},
	ReportConcern:   append([]Role{outsider}, everyone...),
	HandleConcern:   {Lead, Executive, Contributor}, // and of these only the people whom the setting names
	SetConcernDesk:  {Lead},

	EditNonconformity:  {Lead, Auditor, Contributor},
	CloseNonconformity: {Lead, Executive, Auditor},
	EditCorrective:     {Lead, Contributor},
	ReviewCorrective:   {Lead, Executive, Auditor, Contributor}, // not who carried it out
	EditImprovement:    {Lead, Executive, Auditor, Contributor},

	KeepReview:        {Lead},
	SignReview:        {Executive},
	KeepCertification: {Lead},
	FollowCalendar:    everyone,
	EditProgramme:     {Lead},
	ApproveProgramme:  {Lead, Executive}, // not who wrote it
	PlanAudit:         {Lead, Auditor},
	ConductAudit:      {Lead, Auditor},            // and of the leads only one whom the plan names an auditor
	MitigateConflict:  {Lead, Executive, Auditor}, // neither who planned the audit nor its auditors
}

// Permissions lists every permission of the table, sorted.
func Permissions() []Permission {
	all := make([]Permission, 0, len(allowed))
	for p := range allowed {
		all = append(all, p)
	}
	slices.Sort(all)
	return all
}

// Via says through which door an act came; the trail prints it.
type Via string

// The ways in.
const (
	Browser     Via = "browser"
	CommandLine Via = "command line"
)

// Actor is a person in the act. Ref is the account's reference; an Actor with an
// empty Ref is nobody and may do nothing.
type Actor struct {
	Ref   string
	Name  string
	Email string
	Role  Role
	Via   Via
}

// May says whether the table allows the act.
func (a Actor) May(p Permission) bool {
	return a.Ref != "" && slices.Contains(allowed[p], a.Role)
}

// Require refuses with a sentence that names what is missing.
func (a Actor) Require(p Permission) error {
	if a.May(p) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your role (%s) may not %s. Ask an AI governance lead to do it or to change your role.", a.Role.Title(), p)
}

// Installation is the workbench itself, acting for the person at the machine
// before any account exists, or to keep its own house.
func Installation(via Via) Actor {
	return Actor{Ref: "installation", Name: "Installation", Role: Lead, Via: via}
}

// Somebody is who reports a concern (A.3.3), signed in or not. It is the same for all
// of them, so that no entry of the trail can tell one from another, and may do nothing
// else.
func Somebody() Actor {
	return Actor{Ref: "somebody", Name: "Somebody, without a name", Role: outsider, Via: Browser}
}
