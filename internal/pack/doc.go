// Package pack makes evidence packs: one document that shows the management
// system clause by clause (4 to 10) as it stood at one moment, and one archive
// with that document and the evidence it cites.
//
// The same state gives the same bytes. Nothing is hidden: what is not recorded
// is printed as not recorded, and evidence that is missing or altered is named.
package pack
