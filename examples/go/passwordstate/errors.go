package passwordstate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// Kind says what went wrong, for programs.
type Kind string

// The kinds of failure that this package tells apart.
const (
	Unauthenticated Kind = "unauthenticated" // the vault does not take the credential
	Forbidden       Kind = "forbidden"       // the credential is good, but not for this, or not from here
	NotFound        Kind = "not-found"       // the vault says that there is no such thing
	Invalid         Kind = "invalid"         // what was asked is wrong in itself
	Conflict        Kind = "conflict"        // it is there already, or there are several
	RateLimited     Kind = "rate-limited"    // the vault asks for patience
	Unavailable     Kind = "unavailable"     // the vault answers that it cannot, or not yet
	Timeout         Kind = "timeout"         // the time limit is over, or the caller gave up
	Unreachable     Kind = "unreachable"     // no connection, or one that ended before the answer
	TLS             Kind = "tls"             // the vault's certificate is not to be trusted
	Protocol        Kind = "protocol"        // an answer that no Passwordstate gives
)

// Error is how every function of this package fails. Its message is made from what the caller asked alone: it
// holds no secret, no credential and no text from an answer. What lies below is reached by errors.Is and errors.As.
type Error struct {
	Kind    Kind
	Message string
	cause   error
}

func (e *Error) Error() string { return e.Message }

func (e *Error) Unwrap() error { return e.cause }

// KindOf is the kind of an error of this package, and empty for any other.
func KindOf(err error) Kind {
	var known *Error
	if errors.As(err, &known) {
		return known.Kind
	}
	return ""
}

func newError(kind Kind, format string, values ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, values...)}
}

// A handshakeError is what went wrong between the connection and the first byte of HTTP.
type handshakeError struct{ cause error }

func (e *handshakeError) Error() string { return "TLS handshake: " + e.cause.Error() }

func (e *handshakeError) Unwrap() error { return e.cause }

// transportError names what kept a request from a whole answer; answered tells whether one had begun.
func transportError(err error, answered bool) *Error {
	failure := &Error{cause: err}
	var handshake *handshakeError
	var lookup *net.DNSError
	var operation *net.OpError
	switch {
	case errors.Is(err, context.Canceled):
		failure.Kind, failure.Message = Timeout, "The call was cancelled."
	case isTimeout(err):
		failure.Kind, failure.Message = Timeout, "The vault did not answer within the time limit."
	case errors.As(err, &handshake) && !isBroken(err):
		failure.Kind, failure.Message = TLS, "The vault's certificate is not to be trusted, or it does not speak TLS."
	case answered && !isBroken(err):
		failure.Kind, failure.Message = Protocol, "What answers at the vault's address does not speak HTTP."
	case answered:
		failure.Kind, failure.Message = Unreachable, "The connection to the vault ended in the middle of an answer."
	case errors.As(err, &lookup):
		failure.Kind, failure.Message = Unreachable, "Nobody knows the host of the vault's address."
	case errors.As(err, &operation) && operation.Op == "dial":
		failure.Kind, failure.Message = Unreachable, "There is no connection to the vault: nobody listens at that address."
	default:
		failure.Kind, failure.Message = Unreachable, "The connection to the vault ended before an answer."
	}
	return failure
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout()
}

// isBroken tells a connection that ended from one that carried something wrong. A net.OpError would not: crypto/tls
// wraps its alerts in one.
func isBroken(err error) bool {
	var system syscall.Errno
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || errors.As(err, &system)
}

// refusal turns an answer other than the expected one into an error. subject is what was asked about, as in
// "Password 3318".
func refusal(got reply, subject string) *Error {
	switch {
	case got.status == http.StatusUnauthorized && got.demandsReason():
		return newError(Invalid, "%s: its list demands a reason, and the settings give none.", subject)
	case got.status == http.StatusUnauthorized:
		return newError(Unauthenticated, "%s: the vault does not take the API key, or not for this list.", subject)
	case got.status == http.StatusForbidden:
		return newError(Forbidden, "%s: the API key may not do this, or not from this address.", subject)
	case got.isNotFound():
		return newError(NotFound, "%s was not found.", subject)
	case got.status == http.StatusBadRequest:
		return newError(Invalid, "%s: the vault takes the request for wrong.", subject)
	case got.status == http.StatusTooManyRequests:
		return newError(RateLimited, "%s: the vault asks for patience.", subject)
	case got.status >= http.StatusInternalServerError:
		return newError(Unavailable, "%s: the vault answers that it cannot (status %d).", subject, got.status)
	default:
		return newError(Protocol, "%s: no Passwordstate answers like this (status %d). Is the address right?", subject, got.status)
	}
}

// said is what Passwordstate says with a refusal: an array of one object with two errors of one member each,
// first the message, then the phrase. It is empty for answers of anybody else.
func (r reply) said() (message, phrase string) {
	var refusals []struct {
		Errors []struct {
			Message string `json:"message"`
			Phrase  string `json:"phrase"`
		} `json:"errors"`
	}
	if json.Unmarshal(r.body, &refusals) != nil || len(refusals) != 1 {
		return "", ""
	}
	for _, part := range refusals[0].Errors {
		message += part.Message
		phrase += part.Phrase
	}
	return message, phrase
}

// isNotFound tells Passwordstate's own 404 from that of a web server which knows no such path.
func (r reply) isNotFound() bool {
	message, phrase := r.said()
	return r.status == http.StatusNotFound && message+phrase != ""
}

func (r reply) demandsReason() bool {
	_, phrase := r.said()
	return strings.Contains(phrase, "Reason Header")
}
