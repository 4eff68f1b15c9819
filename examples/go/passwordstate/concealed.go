package passwordstate

import (
	"fmt"
	"io"
)

// Concealed is a text that no log and no message shows: every verb of fmt prints a mask. JSON, which is how it
// travels on purpose, holds it as it is; string(c) gives it to code.
type Concealed string

// Format implements fmt.Formatter, for all verbs at once.
func (Concealed) Format(state fmt.State, _ rune) {
	io.WriteString(state, "[concealed]")
}
