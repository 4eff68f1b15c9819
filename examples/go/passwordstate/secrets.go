package passwordstate

// Ref names a secret: by ID, or else by Name in a Container.
type Ref struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Container string `json:"container"`
}

// Summary is a secret without its value, as searches give it.
type Summary struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Container   string `json:"container,omitempty"`
	UserName    string `json:"userName,omitempty"`
	Description string `json:"description,omitempty"`
}

// Secret is a record of a Password List.
type Secret struct {
	Summary
	Value Concealed `json:"value"`
}

// Query says what to search for: a part of the name, in any case, and the list to search in. What is empty is open.
type Query struct {
	Name      string `json:"name"`
	Container string `json:"container"`
}

// List is a Password List, which secrets lie in.
type List struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// OlderValue is a value that a secret has or had, and since when, as the vault writes dates.
type OlderValue struct {
	Value     Concealed `json:"value"`
	ChangedAt string    `json:"changedAt"`
}

// NewSecret is a secret to be made.
type NewSecret struct {
	Name        string    `json:"name"`
	Container   string    `json:"container"`
	Value       Concealed `json:"value"`
	UserName    string    `json:"userName"`
	Description string    `json:"description"`
}

// Change says what is to be another; what is nil stays.
type Change struct {
	Name        *string    `json:"name"`
	Value       *Concealed `json:"value"`
	UserName    *string    `json:"userName"`
	Description *string    `json:"description"`
}
