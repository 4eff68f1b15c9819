package passwordstate

import (
	"encoding/json"
	"sort"
	"strconv"
)

// A record is what the API says of a secret. json.Number takes ids both as numbers and as strings: in records the
// password's is the one, the list's the other.
type record struct {
	PasswordID     json.Number
	PasswordListID json.Number
	Title          string
	UserName       string
	Description    string
	Password       *Concealed
	// Only where a change was queued; it comes instead of the rest.
	Status string
}

// A newRecord is the body that creates one.
type newRecord struct {
	PasswordListID json.Number
	Title          string
	Password       Concealed
	UserName       string `json:",omitempty"`
	Description    string `json:",omitempty"`
}

// A changedRecord is the body that changes one: what is not sent stays.
type changedRecord struct {
	PasswordID  json.Number
	Title       *string    `json:",omitempty"`
	Password    *Concealed `json:",omitempty"`
	UserName    *string    `json:",omitempty"`
	Description *string    `json:",omitempty"`
}

func (r record) summary() Summary {
	return Summary{
		ID:          r.PasswordID.String(),
		Name:        r.Title,
		Container:   r.PasswordListID.String(),
		UserName:    r.UserName,
		Description: r.Description,
	}
}

// decodeOne reads an array of one record, which has to be the one that was asked for.
func decodeOne(got reply, id string) (record, error) {
	var found []record
	if err := got.decode(&found); err != nil {
		return record{}, err
	}
	if len(found) != 1 || found[0].PasswordID.String() != id {
		return record{}, newError(Protocol, "The vault answered with something else than password %s.", id)
	}
	return found[0], nil
}

// decodeMatching reads an array of records and keeps those whose title matches.
func decodeMatching(got reply, matches func(title string) bool) ([]Summary, error) {
	var found []record
	if err := got.decode(&found); err != nil {
		return nil, err
	}
	kept := []Summary{}
	for _, each := range found {
		if each.PasswordID == "" {
			return nil, newError(Protocol, "The vault found a password and did not say which.")
		}
		if matches(each.Title) {
			kept = append(kept, each.summary())
		}
	}
	return kept, nil
}

// decodeCreated reads a new record, which comes by itself and in no array.
func decodeCreated(got reply) (Summary, error) {
	var made record
	if err := got.decode(&made); err != nil {
		return Summary{}, err
	}
	if made.PasswordID == "" {
		return Summary{}, newError(Protocol, "The vault created a password and did not say which.")
	}
	return made.summary(), nil
}

// A listRecord is what the API says of a Password List.
type listRecord struct {
	PasswordListID json.Number
	PasswordList   string
}

// A historyRecord is a state that a secret was in. PasswordHistoryID grows with each change.
type historyRecord struct {
	PasswordHistoryID int64
	Password          *Concealed
	DateChanged       string
}

// decodeLists reads an array of Password Lists.
func decodeLists(got reply) ([]List, error) {
	var found []listRecord
	if err := got.decode(&found); err != nil {
		return nil, err
	}
	lists := make([]List, 0, len(found))
	for _, each := range found {
		if each.PasswordListID == "" {
			return nil, newError(Protocol, "The vault listed a password list and did not say which.")
		}
		lists = append(lists, List{ID: each.PasswordListID.String(), Name: each.PasswordList})
	}
	return lists, nil
}

// decodeHistory reads an array of older states and gives their values, the latest first. It goes by their ids: in
// which order they come and how their dates are written is the installation's choice.
func decodeHistory(got reply) ([]OlderValue, error) {
	var found []historyRecord
	if err := got.decode(&found); err != nil {
		return nil, err
	}
	sort.Slice(found, func(i, j int) bool { return found[i].PasswordHistoryID > found[j].PasswordHistoryID })
	values := make([]OlderValue, 0, len(found))
	for _, each := range found {
		if each.PasswordHistoryID == 0 || each.Password == nil {
			return nil, newError(Protocol, "The vault's history has an entry without its id or its value.")
		}
		values = append(values, OlderValue{Value: *each.Password, ChangedAt: each.DateChanged})
	}
	return values, nil
}

// decodeGenerated reads an array of one new password.
func decodeGenerated(got reply) (Concealed, error) {
	var made []record
	if err := got.decode(&made); err != nil {
		return "", err
	}
	if len(made) != 1 || made[0].Password == nil {
		return "", newError(Protocol, "The generator answered with something else than one password.")
	}
	return *made[0].Password, nil
}

// parseID checks an id, of a password or a list, and gives it as the product writes it.
func parseID(id string) (string, error) {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil || number < 1 {
		return "", newError(Invalid, "The ids of Passwordstate are whole numbers from 1 on.")
	}
	return strconv.FormatInt(number, 10), nil
}
