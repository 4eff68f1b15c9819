// Package passwordstate reads and writes secrets in Click Studios Passwordstate, through its standard API and with
// an API key. It needs nothing but the standard library.
//
// Every method takes a context and ends within the client's time limit, all its requests together. What goes wrong
// is an *Error with a Kind.
package passwordstate

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Name and Version are how the connector introduces itself, to its users and, as User-Agent, to the vault.
const (
	Name    = "example-passwordstate-go"
	Version = "1.0.0"
)

const defaultTimeLimit = 30 * time.Second

// Settings are what a client has to know of a vault.
type Settings struct {
	// Address is https://host:port or http://host:port; the scheme is kept to.
	Address string
	// CAFile names the authority to be trusted, alone, in PEM; without it those of the system are.
	CAFile string
	// Credential is the API key: the System Wide one, or a list's.
	Credential Concealed
	// TimeLimit bounds each method; 30 seconds where it is zero.
	TimeLimit time.Duration
	// Reason is the text for lists that demand one.
	Reason string
}

// Client speaks to one vault with one API key. It is safe for use by several goroutines at once.
type Client struct {
	root      string
	header    http.Header
	timeLimit time.Duration
	http      *http.Client
}

// NewClient checks the settings; it asks the vault nothing.
func NewClient(settings Settings) (*Client, error) {
	root, err := parseAddress(settings.Address)
	if err != nil {
		return nil, err
	}
	if settings.Credential == "" || !isHeaderValue(string(settings.Credential)) {
		return nil, newError(Invalid, "The setting credential is missing, or holds what no API key holds.")
	}
	if !isHeaderValue(settings.Reason) {
		return nil, newError(Invalid, "The setting reason holds a line break or another control character.")
	}
	if settings.TimeLimit < 0 {
		return nil, newError(Invalid, "The setting timeLimit is below zero.")
	}
	roots, err := readRoots(settings.CAFile)
	if err != nil {
		return nil, err
	}
	client := &Client{
		root:      root,
		header:    http.Header{"Accept": {"application/json"}, "User-Agent": {Name + "/" + Version}},
		timeLimit: settings.TimeLimit,
		http:      newHTTPClient(roots),
	}
	client.header.Set("APIKey", string(settings.Credential))
	if settings.Reason != "" {
		client.header.Set("Reason", settings.Reason)
	}
	if client.timeLimit == 0 {
		client.timeLimit = defaultTimeLimit
	}
	return client, nil
}

// Close gives the connections back that no method uses any more.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Format implements fmt.Formatter: a client holds a credential, which no log shows.
func (c *Client) Format(state fmt.State, _ rune) {
	io.WriteString(state, "passwordstate client of "+c.root)
}

// limit gives a method its time.
func (c *Client) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, c.timeLimit)
}

// parseAddress gives the root of the standard API, with a slash at its end. It quotes nothing of a wrong address,
// which may hold a password.
func parseAddress(address string) (string, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Hostname() == "" {
		return "", newError(Invalid, "The setting address is not of the form https://host:port.")
	}
	if parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", newError(Invalid, "The setting address has more than a scheme, a host, a port and a path.")
	}
	return strings.TrimRight(parsed.String(), "/") + "/api/", nil
}

// isHeaderValue tells what may travel in a header: no control characters, which could begin another one.
func isHeaderValue(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0
}
