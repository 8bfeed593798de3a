package reading

import "testing"

func TestGrade(t *testing.T) {
	for word, want := range map[string]int{
		"do": 1, "make": 1, "table": 2, "people": 2, "policy": 3, "organization": 5, "assessment": 3,
		"AI": 2, "used": 1, "needed": 2, "processes": 3, "changes": 2, "science": 2, "a": 1, "AIMS": 1,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%q has %d syllables, counted %d", word, want, got)
		}
	}
	if g := Grade("The cat sat on the mat. It was a fat cat."); g > 2 {
		t.Errorf("a nursery sentence is graded %.1f", g)
	}
	if g := Grade("Organizational accountability necessitates comprehensive documentation of institutional responsibilities."); g < 20 {
		t.Errorf("a dreadful sentence is graded only %.1f", g)
	}
	if g := Grade(" – "); g != 0 {
		t.Errorf("no words are graded %.1f", g)
	}
}

func TestSentences(t *testing.T) {
	if n := Sentences("See 6.1.4.\nDoes it end? Yes!"); n != 3 {
		t.Errorf("counted %d, want 3", n)
	}
}
