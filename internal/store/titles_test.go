package store_test

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/store"
)

func TestTitleOf(t *testing.T) {
	long := strings.Repeat("ä", 130)
	for image, want := range map[string]string{
		`{"title":"Drift","text":"Other"}`:                          "Drift",
		`{"name":"C# assistant"}`:                                   "C# assistant",
		`{"what":"Test it\nthen again"}`:                            "Test it",
		`{"text":"\n\n# AI **policy** of Acme\n\nWe use AI well."}`: "AI policy of Acme",
		`{"text":"#\n- the ` + "`ranker`" + `"}`:                    "the ranker",
		`{"title":"` + long + `"}`:                                  strings.Repeat("ä", 119) + "…",
		`{"owner":"Ada"}`:                                           "",
		`no JSON`:                                                   "",
	} {
		if got := store.TitleOf(image); got != want {
			t.Errorf("%s gives %q, want %q", image, got, want)
		}
	}
}
