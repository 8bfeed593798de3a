package help

import "strconv"

// Step is one part of the tutorial.
type Step struct {
	Title string
	Why   string // in one or two sentences, for somebody who never read the standard
	Moves []Move
}

// Move is one thing to do. What is the text of a link, button or question exactly as
// it stands on the page.
type Move struct {
	Do   Verb
	What string
	Text string // what is typed or chosen
	Href string // of Open
}

// Verb is a kind of move.
type Verb string

// The verbs.
const (
	Open   Verb = "open"
	Press  Verb = "press"
	Type   Verb = "type"
	Choose Verb = "choose"
	See    Verb = "see"
	Again  Verb = "again" // press it as long as it is there
)

func open(what, href string) Move     { return Move{Do: Open, What: what, Href: href} }
func press(what string) Move          { return Move{Do: Press, What: what} }
func enter(what, text string) Move    { return Move{Do: Type, What: what, Text: text} }
func choose(what, answer string) Move { return Move{Do: Choose, What: what, Text: answer} }
func again(what string) Move          { return Move{Do: Again, What: what} }
func see(what string) Move            { return Move{Do: See, What: what} }

// StepID is the place of a step on the page, by its position from 0.
func StepID(i int) string { return "step-" + strconv.Itoa(i+1) }
