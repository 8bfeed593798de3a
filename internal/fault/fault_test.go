package fault

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// refused is another error that knows its kind.
type refused struct{ kind Kind }

func (r refused) Error() string   { return "title: give one" }
func (r refused) FaultKind() Kind { return r.kind }

func TestKindAndSentence(t *testing.T) {
	const apology = "Something went wrong on our side."
	tests := []struct {
		name     string
		err      error
		kind     Kind
		sentence string
	}{
		{"plain", New(NotFound, "There is no %s.", "RSK-1"), NotFound, "There is no RSK-1."},
		{"wrapped", fmt.Errorf("web: %w", New(Conflict, "Save again.")), Conflict, "Save again."},
		{"joined", errors.Join(io.EOF, New(Forbidden, "Ask.")), Forbidden, "Ask."},
		{"the cause is not shown", New(Invalid, "Shorten it.").Because(io.EOF), Invalid, "Shorten it."},
		{"another kinded error", fmt.Errorf("x: %w", refused{Invalid}), Invalid, "title: give one"},
		{"internal is never shown", New(Internal, "row 7 of secrets"), Internal, apology},
		{"another internal", refused{Internal}, Internal, apology},
		{"of no kind", io.EOF, Internal, apology},
		{"nil", nil, Internal, apology},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := KindOf(tt.err); got != tt.kind {
				t.Errorf("kind %q, want %q", got, tt.kind)
			}
			if got := Sentence(tt.err); !strings.HasPrefix(got, tt.sentence) || strings.Contains(got, "secrets") || strings.Contains(got, "EOF") {
				t.Errorf("sentence %q", got)
			}
		})
	}
}

func TestTheCauseIsKeptForTheLog(t *testing.T) {
	plain := New(Conflict, "Save again.")
	err := plain.Because(io.EOF)
	if !errors.Is(err, io.EOF) || err.Error() != "Save again.: EOF" {
		t.Errorf("got %v", err)
	}
	if plain.Err != nil || plain.Error() != "Save again." {
		t.Errorf("the first error changed: %v", plain)
	}
}
