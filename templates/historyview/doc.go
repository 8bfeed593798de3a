// Package historyview shows the audit trail: of everything, and of one record.
package historyview
