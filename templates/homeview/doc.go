// Package homeview shows the first page: what to do next, and how far each stage is.
package homeview
