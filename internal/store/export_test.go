package store

// CatchUp is what Open does for the search index.
var CatchUp = (*DB).catchUp
