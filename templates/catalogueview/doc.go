// Package catalogueview shows what ISO/IEC 42001 asks, in words of our own.
package catalogueview
