// Package improvementview renders what the generic pages of registers do not: the way
// of a nonconformity to its end, and the look at whether an action worked.
package improvementview
