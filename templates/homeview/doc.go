// Package homeview shows the pages over everything: the first page of each role,
// what waits for whom, the gaps, the timeline and the coverage of the standard.
package homeview
