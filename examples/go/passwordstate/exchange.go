package passwordstate

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

const (
	maxAttempts  = 3
	maxBodyBytes = 8 << 20
	// The wait before another attempt where the vault does not say how long.
	defaultWait = time.Second
)

// A request is one call to the standard API.
type request struct {
	subject string // what it is about, for people
	method  string
	path    string // below /api/
	query   url.Values
	body    any // sent as JSON, unless nil
	want    int // the status of success
}

// A reply is an answer that came whole.
type reply struct {
	status int
	body   []byte
}

// decode reads the body of an answer as JSON. What encoding/json says of a mistake quotes the body, and is kept out;
// bytes that are not UTF-8 it would replace in silence, also in a password, and null it takes for whatever is wanted.
func (r reply) decode(into any) error {
	isNull := string(bytes.TrimSpace(r.body)) == "null"
	if isNull || !utf8.Valid(r.body) || json.Unmarshal(r.body, into) != nil {
		return newError(Protocol, "The answer cannot be read: it is not the JSON that Passwordstate sends.")
	}
	return nil
}

// send makes a request and gives its answer, if that has the status that is wanted. It repeats only what the vault
// refused to do for now, with status 429, and begins no wait that would go beyond the time limit.
func (c *Client) send(ctx context.Context, ask request) (reply, error) {
	var body []byte
	if ask.body != nil {
		var err error
		if body, err = json.Marshal(ask.body); err != nil {
			return reply{}, newError(Invalid, "%s: this cannot be written as JSON.", ask.subject)
		}
	}
	for attempt := 1; ; attempt++ {
		got, wait, err := c.sendOnce(ctx, ask, body)
		if err != nil {
			return reply{}, err
		}
		if got.status == ask.want {
			return got, nil
		}
		deadline, _ := ctx.Deadline()
		if got.status != http.StatusTooManyRequests || attempt == maxAttempts || time.Until(deadline) <= wait {
			return reply{}, refusal(got, ask.subject)
		}
		if err := sleep(ctx, wait); err != nil {
			return reply{}, transportError(err, false)
		}
	}
}

// sendOnce makes one request, and tells how long the vault wants to be left alone.
func (c *Client) sendOnce(ctx context.Context, ask request, body []byte) (reply, time.Duration, error) {
	var answered atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { answered.Store(true) }})
	out, err := http.NewRequestWithContext(ctx, ask.method, c.root+ask.path, bytes.NewReader(body))
	if err != nil {
		return reply{}, 0, newError(Invalid, "%s: the address makes no URL with this.", ask.subject)
	}
	out.URL.RawQuery = ask.query.Encode()
	out.Header = c.header.Clone()
	if body != nil {
		out.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	in, err := c.http.Do(out)
	if err != nil {
		return reply{}, 0, transportError(err, answered.Load())
	}
	defer in.Body.Close()
	text, err := io.ReadAll(io.LimitReader(in.Body, maxBodyBytes+1))
	if err != nil {
		return reply{}, 0, transportError(err, true)
	}
	if len(text) > maxBodyBytes {
		return reply{}, 0, newError(Protocol, "%s: the answer is longer than %d MiB.", ask.subject, maxBodyBytes>>20)
	}
	return reply{status: in.StatusCode, body: text}, retryAfter(in.Header.Get("Retry-After"), time.Now()), nil
}

// retryAfter reads a Retry-After header: seconds, or a date.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(header); err == nil {
		return date.Sub(now)
	}
	return defaultWait
}

func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
