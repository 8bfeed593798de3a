package pack

import (
	"strings"

	"github.com/aims-workbench/aims/internal/snapshot"
)

// toConfirm marks a record that rests on what has since changed on an AI system: one
// line for each system, in the words of the screens. It is empty where nothing is in
// question, so that such a record is printed as ever.
func (b *book) toConfirm(record string) cell {
	return stack(mapped(b.s.ToConfirmOf(record), func(m snapshot.Mark) cell {
		var because []string
		for _, k := range m.Kinds() {
			because = append(because, k.Because(m.Prefix))
		}
		return join(cell{linked(m.System)}, say(" changed: to be confirmed since %s, because %s", m.Since.Day().Human(), strings.Join(because, ", and ")))
	})...)
}
