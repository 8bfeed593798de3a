package link

// Patterns of signing in and of the people.
const (
	SignInPattern     = "/sign-in"
	SignInLinkPattern = "/sign-in/link"
	SignOutPattern    = "/sign-out"
	SetupPattern      = "/setup"

	PeoplePattern         = "/people"
	PersonNewPattern      = "/people/new"
	PersonPattern         = "/people/:ref"
	PersonEditPattern     = "/people/:ref/edit"
	PersonRolePattern     = "/people/:ref/role"
	PersonPasswordPattern = "/people/:ref/password" //nolint:gosec // an address
	PersonDisablePattern  = "/people/:ref/disable"
	PersonEnablePattern   = "/people/:ref/enable"
	PersonLimitPattern    = "/people/:ref/until"
	PersonCalendarPattern = "/people/:ref/calendar"
	OwnPasswordPattern    = "/account/password"
	OwnCalendarPattern    = "/account/calendar"
	OwnCalendarEndPattern = "/account/calendar/end"
	CalendarPattern       = "/calendar/:file"
	PreferencesPattern    = "/preferences"
	StylePattern          = "/style"
)

// SignIn is the sign-in page; next is where to go afterwards, if anywhere.
func SignIn(next string) string { return Query(SignInPattern, "next", next) }

// SignInLink is the page of a one-time sign-in link.
func SignInLink(token string) string { return Query(SignInLinkPattern, "token", token) }

// SignOut ends the session.
func SignOut() string { return SignOutPattern }

// Setup is the page of the first run.
func Setup(token string) string { return Query(SetupPattern, "token", token) }

// People lists everybody with an account.
func People() string { return PeoplePattern }

// PersonNew is the form that gives somebody an account.
func PersonNew() string { return PersonNewPattern }

// Person is a person's page.
func Person(ref string) string { return fill(PersonPattern, ref) }

// PersonEdit changes name and address.
func PersonEdit(ref string) string { return fill(PersonEditPattern, ref) }

// PersonRole changes the role.
func PersonRole(ref string) string { return fill(PersonRolePattern, ref) }

// PersonPassword resets the password of somebody else.
func PersonPassword(ref string) string { return fill(PersonPasswordPattern, ref) }

// PersonDisable ends somebody's access.
func PersonDisable(ref string) string { return fill(PersonDisablePattern, ref) }

// PersonEnable gives access back.
func PersonEnable(ref string) string { return fill(PersonEnablePattern, ref) }

// OwnPassword changes one's own password and goes on to next; "" is one's own page.
func OwnPassword(next string) string { return Query(OwnPasswordPattern, "next", next) }

// Preferences is how the pages look and answer to one person.
func Preferences() string { return PreferencesPattern }

// Style shows every component of the pages in every state.
func Style() string { return StylePattern }

// PersonLimit sets the last day of somebody's access.
func PersonLimit(ref string) string { return fill(PersonLimitPattern, ref) }

// PersonCalendar takes somebody's calendar link away.
func PersonCalendar(ref string) string { return fill(PersonCalendarPattern, ref) }

// OwnCalendar is where a person makes their calendar link.
func OwnCalendar() string { return OwnCalendarPattern }

// OwnCalendarEnd takes one's own calendar link away.
func OwnCalendarEnd() string { return OwnCalendarEndPattern }

// Calendar is the file that a calendar program fetches with a secret.
func Calendar(secret string) string { return fill(CalendarPattern, secret+".ics") }
