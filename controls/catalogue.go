package controls

// Catalogue is everything this package knows, in the order of the standard.
type Catalogue struct {
	Clauses    []Clause          // every node from 4 to 10.2, parents before children
	Objectives []Objective       // groups of Annex A; A.6 only holds A.6.1 and A.6.2
	Controls   []Control         // the 38 controls of Annex A
	C2         []Theme           // Annex C.2, organizational objectives for AI
	C3         []Theme           // Annex C.3, sources of AI risk
	ImpactForm []FormSection     // the form for an impact assessment (6.1.4, 8.4)
	Terms      []Term            // the glossary
	LifeCycle  []string          // stages of an AI system's life after ISO/IEC 22989, in order
	Roles      []StakeholderRole // roles around AI after ISO/IEC 22989
	Tiers      []Tier            // tiers of the EU AI Act, strictest first; "gpai" stands beside them
	Documents  []Document        // mandatory documented information, in clause order
	Facts      []Fact            // what a newcomer can say about the organisation's AI
	Gates      []Gate            // which an AI system passes in its life (A.6, A.7), in order

	Certificates []CertificateKind // what suppliers may show, with what to ask of it
	Gaps         []Ask             // about a supplier's AI, on which most certificates say nothing

	Certification Certification // how a certificate of one's own is come by and kept

	Uses          []Use           // uses that call for more care than others
	Applicability []Applicability // what follows from the facts for each control

	SystemKinds []SystemKind // what an AI system does, for the risk library
	RiskLibrary []RiskEntry  // risks and opportunities to draw one's own from

	index index // for Suggest
}

// Clause is a node of clauses 4 to 10. Only an auditable one, which is a leaf,
// carries meaning, questions, requirements and evidence.
type Clause struct {
	ID           string        `yaml:"id"`    // "6.1.3"
	Title        string        `yaml:"title"` // as printed
	Parent       string        `yaml:"parent"`
	Children     []string      `yaml:"children"`
	Auditable    bool          `yaml:"auditable"`
	Meaning      string        `yaml:"meaning"` // two or three plain sentences
	Asks         []string      `yaml:"asks"`    // what an auditor asks
	Requirements []Requirement `yaml:"requirements"`
	Documents    []string      `yaml:"documented_information"` // what must be written down or kept
	Evidence     Evidence      `yaml:"evidence"`
	Notes        []string      `yaml:"notes"` // where practice and clause differ
	Help         Help          `yaml:"-"`     // of an auditable clause
}

// Key is the clause's identifier with its framework.
func (c Clause) Key() Key { return ClauseKey(c.ID) }

// Requirement is one checkable duty of a clause. Its number is our own
// ("6.1.3-r8"), never the standard's lettering.
type Requirement struct {
	ID   string `yaml:"id"`
	Text string `yaml:"text"`
}

// Evidence is what typically shows conformity: papers at the Stage 1 audit,
// working practice at Stage 2. It is practice, not text of the standard.
type Evidence struct {
	Stage1 []string `yaml:"stage1"`
	Stage2 []string `yaml:"stage2"`
}

// Objective is a group of Annex A with what its controls are there to achieve.
// A.6 has no text of its own: it holds A.6.1 and A.6.2.
type Objective struct {
	ID       string   `yaml:"id"` // "A.5", "A.6.2"
	Title    string   `yaml:"title"`
	Parent   string   `yaml:"parent"`
	Children []string `yaml:"children"`
	Text     string   `yaml:"objective"`
	Controls []string `yaml:"controls"`
}

// Key is the group's identifier with its framework.
func (o Objective) Key() Key { return ControlKey(o.ID) }

// Control is a control of Annex A.
type Control struct {
	ID          string     `yaml:"id"`                         // "A.5.4"
	Title       string     `yaml:"title"`                      // as printed
	Group       string     `yaml:"group"`                      // its objective: "A.5", "A.6.2"
	Guidance    string     `yaml:"guidance_ref"`               // its place in Annex B: "B.5.4"
	Description string     `yaml:"description"`                // what it means, in plain words
	Asks        []string   `yaml:"asks"`                       // what an auditor asks
	Documented  Documented `yaml:"documented_by_control_text"` // uncertain: our reading
	Roles       []string   `yaml:"typical_roles"`              // developer, provider, user; our judgement, to pre-fill an SoA
	Hints       []string   `yaml:"implementation_hints"`
	Evidence    []string   `yaml:"typical_evidence"`
	Help        Help       `yaml:"-"`
}

// Key is the control's identifier with its framework.
func (c Control) Key() Key { return ControlKey(c.ID) }

// Documented says whether a control itself calls for something in writing.
type Documented string

// The three readings. They are ours and await a check against a licensed copy.
const (
	DocumentedYes    Documented = "yes"
	DocumentedPartly Documented = "partly" // logs or records
	DocumentedNo     Documented = "no"
)

// Theme is an entry of Annex C: an objective (C.2.x) or a risk source (C.3.x).
type Theme struct {
	ID      string      `yaml:"id"`
	Title   string      `yaml:"title"`
	Meaning string      `yaml:"meaning"`
	Basis   NumberBasis `yaml:"number_basis"`
}

// NumberBasis says how sure the number of a theme is.
type NumberBasis string

// The two bases.
const (
	FromSource NumberBasis = "source" // this number was found published
	FromOrder  NumberBasis = "order"  // it follows from the order of the list; uncertain
)

// Term is a word of the field and its meaning in one line.
type Term struct {
	Name       string   `yaml:"term"`
	Group      string   `yaml:"group"` // "audit", "roles", "life-cycle" …
	Definition string   `yaml:"definition"`
	From       []string `yaml:"from"` // standard or law it belongs to; "practice" if none
	Aliases    []string `yaml:"aliases"`
}

// StakeholderRole is a role around AI. These are ISO's words; the provider and
// the deployer of the EU AI Act are other things.
type StakeholderRole struct {
	Name     string   `yaml:"role"`
	SubRoles []string `yaml:"sub_roles"`
	Note     string   `yaml:"note"`
}

// Tier is a class of AI system under the EU AI Act.
type Tier struct {
	ID      string `yaml:"id"` // "high-annex-iii"
	Name    string `yaml:"name"`
	Basis   string `yaml:"basis"` // the articles
	Meaning string `yaml:"meaning"`
}

// Document is one piece of mandatory documented information.
type Document struct {
	Clause string // the clause that asks for it
	What   string
}

// FormSection is a part of the impact assessment form.
type FormSection struct {
	ID      string      `yaml:"id"`
	Title   string      `yaml:"title"`
	Repeats bool        `yaml:"repeats"` // filled in any number of times, as rows
	Hooks   []string    `yaml:"hooks"`   // clauses and controls of 42001 it serves
	Fields  []FormField `yaml:"fields"`
}

// FormField is one question of the form. Key is unique in the whole form and
// is what answers are stored under: never change one that was released.
type FormField struct {
	Key     string    `yaml:"key"`
	Label   string    `yaml:"label"`
	Kind    FieldKind `yaml:"kind"`
	Help    string    `yaml:"help"`
	Choices []string  `yaml:"choices"` // for a list only: exactly one is chosen
	Hooks   []string  `yaml:"hooks"`
}

// FieldKind is how a field is answered.
type FieldKind string

// The kinds of field.
const (
	FieldText  FieldKind = "text"
	FieldYesNo FieldKind = "yes-no"
	FieldDay   FieldKind = "day"
	FieldList  FieldKind = "list" // one of Choices
)
