// Package arch holds the shape of the project as tests: who may import whom, how
// large a file may be, what must carry a comment, what may stand nowhere.
//
// Files are parsed in-process: a test that asked the go command would be served
// stale from the test cache. Each rule also shows, on a made-up file, that it bites.
package arch
