// Package register keeps the registers of the management system that differ in what
// they ask and not in how they are kept: something is recorded, revised and retired,
// and nothing is deleted (7.5.3).
//
// A stage describes such a register once: what it is called, which clauses ask for it,
// and its fields in the order in which they are asked. The door, the form, the record's
// page, the list, the import, the files and the evidence pack read that description, so
// that none of them can forget a field. What the standard asks beyond keeping, a
// decision, a sign-off, a rule between fields, stays a verb or a rule of the stage.
package register
