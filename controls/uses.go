package controls

// UseClass is how much care a use of AI calls for.
type UseClass string

// The classes.
const (
	Sensitive  UseClass = "sensitive"  // people are asked and a person watches
	Restricted UseClass = "restricted" // only an executive may say yes
)

// Use is a use of AI that calls for more care than others. The classes are our
// judgement and for an organisation to change; they are no text of a law.
type Use struct {
	ID    string   `yaml:"id"` // "biometric"
	Title string   `yaml:"title"`
	Says  string   `yaml:"says"` // what counts, as a label without a full stop
	Class UseClass `yaml:"class"`
}

// Use finds a use by its identifier.
func (c *Catalogue) Use(id string) (Use, bool) {
	return find(c.Uses, func(u Use) bool { return u.ID == id })
}

// UsesOf lists the identifiers of a class.
func (c *Catalogue) UsesOf(class UseClass) []string {
	var out []string
	for _, u := range c.Uses {
		if u.Class == class {
			out = append(out, u.ID)
		}
	}
	return out
}

func (c *Catalogue) verifyUses(f *faults) {
	for _, u := range c.Uses {
		f.id("use", u.ID, fieldShape)
		f.filled("use "+u.ID, map[string]string{"title": u.Title, "sentence": u.Says})
		if u.Class != Sensitive && u.Class != Restricted {
			f.add("use %s has the unknown class %q", u.ID, u.Class)
		}
	}
}
