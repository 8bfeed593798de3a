// Package store is the one door to the database.
//
// What it promises:
//
//   - DB.Write is the only way to change a record. Permission, row, links, trail
//     entry and reference are one transaction: all of them, or nothing.
//   - Nothing is deleted. A record is retired with a date and a reason.
//   - A record is changed only from the version that was read. Who comes second
//     gets a conflict and loses nothing.
//   - Every acknowledged change is on disk (SQLite: WAL, synchronous=FULL).
//   - Reading goes through connections that cannot write.
//   - SQLite and PostgreSQL are served by the same code; what differs stands in
//     sqlite.go, postgres.go and the two dialect folders of migrations.
//
// A GORM write that did not come through the door is refused by callbacks, also
// inside a transaction. House tables (sessions, one-time links, sign-in
// throttling) hold no records, have no trail and go through DB.House.
package store
