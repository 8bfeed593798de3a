package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

type colour string

func TestRules(t *testing.T) {
	colours := []colour{"red", "green"}
	tests := []struct {
		name  string
		ask   func(l *List)
		wrong bool
	}{
		{"required, given", func(l *List) { l.Required("f", "x", "Say it") }, false},
		{"required, empty", func(l *List) { l.Required("f", "", "Say it") }, true},
		{"required, blank", func(l *List) { l.Required("f", " \t\n\u00a0", "Say it") }, true},
		{"at most, exactly", func(l *List) { l.AtMost("f", strings.Repeat("界", 5), 5) }, false},
		{"at most, one more", func(l *List) { l.AtMost("f", strings.Repeat("界", 6), 5) }, true},
		{"one of", func(l *List) { OneOf(l, "f", "green", colours) }, false},
		{"one of, empty", func(l *List) { OneOf(l, "f", "", colours) }, false},
		{"one of, other", func(l *List) { OneOf(l, "f", "Green", colours) }, true},
		{"between, low end", func(l *List) { l.Between("f", 1, 1, 5, "Impact") }, false},
		{"between, high end", func(l *List) { l.Between("f", 5, 1, 5, "Impact") }, false},
		{"between, under", func(l *List) { l.Between("f", 0, 1, 5, "Impact") }, true},
		{"between, over", func(l *List) { l.Between("f", 6, 1, 5, "Impact") }, true},
		{"day", func(l *List) { l.Day("f", "2028-02-29") }, false},
		{"day, empty", func(l *List) { l.Day("f", "") }, false},
		{"day, not in the calendar", func(l *List) { l.Day("f", "2026-02-29") }, true},
		{"day, ambiguous", func(l *List) { l.Day("f", when.Day("03/04/2026")) }, true},
		{"link, https", func(l *List) { l.Link("f", "https://example.org/a?b#c") }, false},
		{"link, mail", func(l *List) { l.Link("f", "mailto:ada@example.org") }, false},
		{"link, empty", func(l *List) { l.Link("f", "") }, false},
		{"link, script", func(l *List) { l.Link("f", "javascript"+":alert(1)") }, true},
		{"link, script in capitals", func(l *List) { l.Link("f", "JavaScript"+":alert(1)") }, true},
		{"link, blank before", func(l *List) { l.Link("f", " javascript"+":alert(1)") }, true},
		{"link, file", func(l *List) { l.Link("f", "file:///etc/passwd") }, true},
		{"link, data", func(l *List) { l.Link("f", "data:text/html,x") }, true},
		{"link, no scheme", func(l *List) { l.Link("f", "//example.org") }, true},
		{"link, control character", func(l *List) { l.Link("f", "https://example.org/\n") }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l List
			tt.ask(&l)
			err := l.Err()
			if (err != nil) != tt.wrong {
				t.Fatalf("got %v", err)
			}
			if tt.wrong && (len(Messages(err)) != 1 || Messages(err)[0].Field != "f" || Messages(err)[0].Text == "") {
				t.Errorf("messages: %+v", Messages(err))
			}
		})
	}
}

func TestEveryMessageAtOnceAndInOrder(t *testing.T) {
	var l List
	l.Required("title", "", "Give it a title")
	l.Between("impact", 9, 1, 5, "Impact")
	l.Add("owner", "%s has left", "Ada")
	err := fmt.Errorf("risk: %w", l.Err())
	want := []Message{{"title", "Give it a title"}, {"impact", "Impact must be a whole number from 1 to 5"}, {"owner", "Ada has left"}}
	if got := Messages(err); !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("kind %s", fault.KindOf(err))
	}
	if text := err.Error(); !strings.Contains(text, "title: Give it a title; impact: ") {
		t.Errorf("in one line: %s", text)
	}
	if Messages(nil) != nil || Messages(fault.New(fault.Conflict, "x")) != nil {
		t.Error("messages out of nothing")
	}
}
