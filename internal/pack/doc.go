// Package pack makes evidence packs: one document that shows the management
// system clause by clause (4 to 10) as it stood at one moment, and one archive
// with that document and the evidence it cites.
//
// [Make] is a pure function of a snapshot, the catalogue and the evidence files:
// equal input gives equal bytes. The only time in a pack is the instant of the
// trail entry that it shows, and dates are judged against that day.
//
// Nothing is hidden and nothing is promised: what is recorded is counted and
// printed, what could be recorded and is not stands in a dashed frame, evidence
// that is missing or altered is named on the cover, and whether all of it
// conforms is left to the auditor. No sentence is text of a standard.
//
// How it is laid out: book.go holds what a pack is drawn from; clause.go sets a
// sub-clause; clause4.go to clause8.go draw the answers of the sub-clauses that
// have a register, the others are shown by evidence; annex*.go are the annexes,
// numbered 1 to 7 so that Annex A, B and C always mean those of ISO/IEC 42001;
// pdf*.go set the document, the only files that know gofpdf; bag*.go stream the
// archive and verify it.
package pack
