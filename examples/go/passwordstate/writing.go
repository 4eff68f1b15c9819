package passwordstate

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// Create makes a secret. A name that is taken in its list is a Conflict: Passwordstate itself would keep both, so it
// is looked up first. Where the answer was lost (Timeout, Unreachable) the secret may be there; nothing is repeated,
// and another Create tells.
func (c *Client) Create(ctx context.Context, secret NewSecret) (Summary, error) {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	list, err := parseID(secret.Container)
	if err != nil {
		return Summary{}, err
	}
	if secret.Name == "" {
		return Summary{}, newError(Invalid, "A new secret needs a name.")
	}
	taken, err := c.named(ctx, list, secret.Name)
	if err != nil {
		return Summary{}, err
	}
	if len(taken) > 0 {
		return Summary{}, newError(Conflict, "Password list %s has a password named %q already.", list, secret.Name)
	}
	body := newRecord{
		PasswordListID: json.Number(list),
		Title:          secret.Name,
		Password:       secret.Value,
		UserName:       secret.UserName,
		Description:    secret.Description,
	}
	subject := "Creating in password list " + list
	got, err := c.send(ctx, request{subject: subject, method: http.MethodPost, path: "passwords", body: body, want: http.StatusCreated})
	if err != nil {
		return Summary{}, err
	}
	return decodeCreated(got)
}

// Update changes what change names, and keeps the rest. Where Passwordstate manages the account, a new value is only
// queued: that is Unavailable, since the old value stays until the queue has been worked off.
func (c *Client) Update(ctx context.Context, ref Ref, change Change) error {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	id, err := c.resolve(ctx, ref)
	if err != nil {
		return err
	}
	body := changedRecord{
		PasswordID:  json.Number(id),
		Title:       change.Name,
		Password:    change.Value,
		UserName:    change.UserName,
		Description: change.Description,
	}
	subject := "Password " + id
	got, err := c.send(ctx, request{subject: subject, method: http.MethodPut, path: "passwords", body: body, want: http.StatusOK})
	if err != nil {
		return err
	}
	changed, err := decodeOne(got, id)
	if err != nil {
		return err
	}
	if changed.Status != "" {
		return newError(Unavailable, "%s is managed: the vault queued the change, and holds the old value until then.", subject)
	}
	return nil
}

// Delete moves a secret to the recycle bin, out of the API's reach; one that is not there is NotFound.
func (c *Client) Delete(ctx context.Context, ref Ref) error {
	ctx, cancel := c.limit(ctx)
	defer cancel()
	id, err := c.resolve(ctx, ref)
	if err != nil {
		return err
	}
	_, err = c.send(ctx, request{
		subject: "Password " + id,
		method:  http.MethodDelete,
		path:    "passwords/" + id,
		query:   url.Values{"MoveToRecycleBin": {"True"}},
		want:    http.StatusNoContent,
	})
	return err
}
