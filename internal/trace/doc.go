// Package trace follows what records name through a whole snapshot: the thread from an
// interested party to the evidence that its need is met, and back (4.2, 6.1.3), and
// what a change of the boundary takes along (4.3).
//
// Everything here is a pure function of a snapshot.
package trace
