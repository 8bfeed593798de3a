package sample

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed data
var data embed.FS

// act is one act of the story, or the beginning of several about one record.
type act struct {
	On   int            `yaml:"on"`   // days from the day of building; negative is the past
	By   string         `yaml:"by"`   // person by id
	Do   string         `yaml:"do"`   // verb; see verbs.go
	ID   string         `yaml:"id"`   // by which other acts name the record, as $id
	Set  map[string]any `yaml:"set"`  // fields of the record, by the names of its image
	Name string         `yaml:"name"` // of the file that evidence brings; its ending says what is made of the rest
	Text string         `yaml:"text"` // the words of the file
	Make *made          `yaml:"make"` // figures of the file, worked out when it is built
	Then []act          `yaml:"then"` // what followed for the same record; day, person, verb and id go on where they are not given

	file string // where it is written down
}

// story reads every act, in the order in which they happened.
func story() ([]act, error) {
	names, err := data.ReadDir("data")
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	var all []act
	for _, n := range names {
		if path.Ext(n.Name()) != ".yaml" {
			continue
		}
		raw, err := data.ReadFile("data/" + n.Name())
		if err != nil {
			return nil, fmt.Errorf("sample: %w", err)
		}
		acts, err := parse(raw)
		if err != nil {
			return nil, fmt.Errorf("sample: %s: %w", n.Name(), err)
		}
		all = append(all, flatten(acts, act{file: n.Name()})...)
	}
	slices.SortStableFunc(all, func(a, b act) int { return cmp.Compare(a.On, b.On) })
	return all, nil
}

// parse refuses any key that it does not know, so that no slip of the pen is lost.
func parse(raw []byte) ([]act, error) {
	var acts []act
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&acts); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return acts, nil
}

// flatten puts what followed behind what it followed.
func flatten(acts []act, of act) []act {
	var out []act
	for _, a := range acts {
		a.file = of.file
		a.On, a.By, a.Do, a.ID = cmp.Or(a.On, of.On), cmp.Or(a.By, of.By), cmp.Or(a.Do, of.Do), cmp.Or(a.ID, of.ID)
		then := a.Then
		a.Then = nil
		out = append(append(out, a), flatten(then, a)...)
	}
	return out
}

// policyText is the text of a policy by the name of its file.
func policyText(name string) (string, error) {
	raw, err := data.ReadFile("data/policy/" + name + ".md")
	if err != nil {
		return "", fmt.Errorf("sample: %w", err)
	}
	return strings.TrimSpace(string(raw)), nil
}
