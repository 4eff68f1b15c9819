package passwordstate

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// TestConnection makes a call that only reads and for which no more is needed than for Get: a search for a name that
// nobody has. That nothing is found means that all is well.
func (c *Client) TestConnection(ctx context.Context) error {
	_, err := c.Find(ctx, Query{Name: "connection test of " + Name})
	return err
}

// Get reads a secret with its value.
func (c *Client) Get(ctx context.Context, ref Ref) (Secret, error) {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	id, err := c.resolve(ctx, ref)
	if err != nil {
		return Secret{}, err
	}
	subject := "Password " + id
	got, err := c.send(ctx, request{subject: subject, method: http.MethodGet, path: "passwords/" + id, want: http.StatusOK})
	if err != nil {
		return Secret{}, err
	}
	found, err := decodeOne(got, id)
	if err != nil {
		return Secret{}, err
	}
	if found.Password == nil {
		return Secret{}, newError(Protocol, "%s came without its value.", subject)
	}
	return Secret{Summary: found.summary(), Value: *found.Password}, nil
}

// Find searches for secrets by a part of their name; an empty result is no error.
func (c *Client) Find(ctx context.Context, query Query) ([]Summary, error) {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	part := strings.ToLower(query.Name)
	return c.search(ctx, query.Container, query.Name, func(title string) bool {
		return strings.Contains(strings.ToLower(title), part)
	})
}

// Lists gives the Password Lists that the credential opens.
func (c *Client) Lists(ctx context.Context) ([]List, error) {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	got, err := c.send(ctx, request{subject: "The list of password lists", method: http.MethodGet, path: "passwordlists", want: http.StatusOK})
	if err != nil {
		return nil, err
	}
	return decodeLists(got)
}

// History gives every value that a secret had and the one that it has, the latest first.
func (c *Client) History(ctx context.Context, ref Ref) ([]OlderValue, error) {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	id, err := c.resolve(ctx, ref)
	if err != nil {
		return nil, err
	}
	got, err := c.send(ctx, request{subject: "Password " + id, method: http.MethodGet, path: "passwordhistory/" + id, want: http.StatusOK})
	if err != nil {
		return nil, err
	}
	return decodeHistory(got)
}

// Generate gives a new password of the vault's generator, which has an API key of its own. Nothing is stored.
func (c *Client) Generate(ctx context.Context) (Concealed, error) {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	got, err := c.send(ctx, request{subject: "The generator", method: http.MethodGet, path: "generatepassword", want: http.StatusOK})
	if err != nil {
		return "", err
	}
	return decodeGenerated(got)
}

// resolve gives the id of the secret that a ref names.
func (c *Client) resolve(ctx context.Context, ref Ref) (string, error) {
	if ref.ID != "" {
		return parseID(ref.ID)
	}
	if ref.Name == "" || ref.Container == "" {
		return "", newError(Invalid, "A secret is named by its id, or by its name and its container.")
	}
	found, err := c.named(ctx, ref.Container, ref.Name)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", newError(NotFound, "A password named %q was not found in password list %s.", ref.Name, ref.Container)
	case len(found) > 1:
		return "", newError(Conflict, "Password list %s has %d passwords named %q.", ref.Container, len(found), ref.Name)
	}
	return found[0].ID, nil
}

// named gives the secrets of a list with exactly this name: titles need not be unique in Passwordstate.
func (c *Client) named(ctx context.Context, list, name string) ([]Summary, error) {
	return c.search(ctx, list, name, func(title string) bool { return title == name })
}

// search asks for all whose title has a part, without their values, and keeps those that match. What the product makes
// of case, quotes and blanks is nowhere written down for sure; a search for a part finds too many at worst.
func (c *Client) search(ctx context.Context, list, part string, matches func(title string) bool) ([]Summary, error) {
	path := "searchpasswords/"
	if list != "" {
		id, err := parseID(list)
		if err != nil {
			return nil, err
		}
		path += id
	}
	query := url.Values{"ExcludePassword": {"true"}}
	// A text in double quotes would ask for a whole title.
	if part = strings.Trim(part, `"`); part != "" {
		query.Set("Title", part)
	}
	got, err := c.send(ctx, request{subject: "The search", method: http.MethodGet, path: path, query: query, want: http.StatusOK})
	if KindOf(err) == NotFound {
		return []Summary{}, nil
	}
	if err != nil {
		return nil, err
	}
	return decodeMatching(got, matches)
}
