package passwordstate

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"os"
	"time"
)

const (
	idleConnections = 16
	idleTime        = 30 * time.Second
	maxHeaderBytes  = 64 << 10
)

// newHTTPClient speaks to one vault: no proxy of the environment comes between, since the credential would pass
// through it, and no redirect is followed, since the credential would go along.
func newHTTPClient(roots *x509.CertPool) *http.Client {
	dialer := &net.Dialer{}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext,
			DialTLSContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				return dialTLS(ctx, dialer, network, address, roots)
			},
			MaxIdleConnsPerHost:    idleConnections,
			IdleConnTimeout:        idleTime,
			MaxResponseHeaderBytes: maxHeaderBytes,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// dialTLS does by hand what http.Transport would, to tell a handshake that failed from a connection that did.
func dialTLS(ctx context.Context, dialer *net.Dialer, network, address string, roots *x509.CertPool) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	plain, err := dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	secured := tls.Client(plain, &tls.Config{ServerName: host, RootCAs: roots, MinVersion: tls.VersionTLS12})
	if err := secured.HandshakeContext(ctx); err != nil {
		plain.Close()
		return nil, &handshakeError{cause: err}
	}
	return secured, nil
}

// readRoots reads the only authorities to be trusted; nil, for no file, means those of the system.
func readRoots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, &Error{Kind: Invalid, Message: "The authority's file cannot be read: " + file, cause: err}
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, newError(Invalid, "The authority's file holds no certificate in PEM: %s", file)
	}
	return roots, nil
}
