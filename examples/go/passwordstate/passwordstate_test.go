package passwordstate_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.test/vaults/passwordstate"
)

const key = "0123456789abcdef0123456789abcdef"

// connect gives a client of a vault that answers as handle does.
func connect(t *testing.T, handle http.HandlerFunc) *passwordstate.Client {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	return connectTo(t, server.URL)
}

func connectTo(t *testing.T, address string) *passwordstate.Client {
	t.Helper()
	client, err := passwordstate.NewClient(passwordstate.Settings{Address: address, Credential: key, TimeLimit: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func expectKind(t *testing.T, err error, want passwordstate.Kind) {
	t.Helper()
	if got := passwordstate.KindOf(err); got != want {
		t.Errorf("failed with kind %q (%v), want %q", got, err, want)
	}
}

func TestAVaultThatAsksForPatienceIsAskedAgain(t *testing.T) {
	asked := 0
	client := connect(t, func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked < 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		io.WriteString(w, `[{"PasswordID":7,"PasswordListID":"5","Title":"ledger","Password":"quartz"}]`)
	})
	secret, err := client.Get(context.Background(), passwordstate.Ref{ID: "7"})
	if err != nil || secret.Value != "quartz" {
		t.Errorf("after %d requests: %v", asked, err)
	}
}

func TestAVaultThatKeepsAskingForPatienceIsLeftAlone(t *testing.T) {
	asked := 0
	client := connect(t, func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	_, err := client.Get(context.Background(), passwordstate.Ref{ID: "7"})
	expectKind(t, err, passwordstate.RateLimited)
	if asked != 3 {
		t.Errorf("asked %d times, want 3", asked)
	}
}

func TestAnswersThatNoVaultGives(t *testing.T) {
	answers := map[string]string{
		"of another password": `[{"PasswordID":8,"PasswordListID":"5","Title":"ledger","Password":"quartz"}]`,
		"of two passwords":    `[{"PasswordID":7,"Password":"quartz"},{"PasswordID":7,"Password":"basalt"}]`,
		"without a value":     `[{"PasswordID":7,"PasswordListID":"5","Title":"ledger"}]`,
		"of nothing":          `null`,
		"that is not UTF-8":   "[{\"PasswordID\":7,\"PasswordListID\":\"5\",\"Title\":\"ledger\",\"Password\":\"qu\xffrtz\"}]",
		"without an end":      "[" + strings.Repeat(" ", 9<<20) + "]",
	}
	for what, answer := range answers {
		t.Run(what, func(t *testing.T) {
			client := connect(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, answer) })
			_, err := client.Get(context.Background(), passwordstate.Ref{ID: "7"})
			expectKind(t, err, passwordstate.Protocol)
		})
	}
}

func TestAnotherProtocolAtTheAddress(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				connection.Read(make([]byte, 4096))
				io.WriteString(connection, "SSH-2.0-OpenSSH_9.2\r\n")
				io.Copy(io.Discard, connection)
			}()
		}
	}()
	_, err = connectTo(t, "http://"+listener.Addr().String()).Get(context.Background(), passwordstate.Ref{ID: "7"})
	expectKind(t, err, passwordstate.Protocol)
	_, err = connectTo(t, "https://"+listener.Addr().String()).Get(context.Background(), passwordstate.Ref{ID: "7"})
	expectKind(t, err, passwordstate.TLS)
}

func TestAQueuedChangeIsNotDone(t *testing.T) {
	client := connect(t, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `[{"PasswordID":7,"Status":"Password Queued for Reset(s).","CurrentPassword":"quartz","NewPassword":"basalt"}]`)
	})
	value := passwordstate.Concealed("basalt")
	err := client.Update(context.Background(), passwordstate.Ref{ID: "7"}, passwordstate.Change{Value: &value})
	expectKind(t, err, passwordstate.Unavailable)
}

func TestACallerWhoGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	client := connect(t, func(_ http.ResponseWriter, asked *http.Request) {
		cancel()
		<-asked.Context().Done()
	})
	_, err := client.Get(ctx, passwordstate.Ref{ID: "7"})
	expectKind(t, err, passwordstate.Timeout)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v is no context.Canceled", err)
	}
}

func TestNoVerbShowsASecret(t *testing.T) {
	values := []any{
		connectTo(t, "http://127.0.0.1:9119"),
		passwordstate.Settings{Credential: key},
		passwordstate.Secret{Value: key},
		passwordstate.NewSecret{Value: key},
	}
	for _, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if shown := fmt.Sprintf(verb, value); strings.Contains(shown, key) || strings.Contains(shown, fmt.Sprintf("%x", key)) {
				t.Errorf("%s of a %T shows the secret", verb, value)
			}
		}
	}
}
