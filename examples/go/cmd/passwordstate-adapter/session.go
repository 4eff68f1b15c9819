package main

import (
	"context"
	"encoding/json"
	"time"

	"example.test/vaults/passwordstate"
)

// Work is what remains to be done for a call, and may wait for the vault.
type work func(context.Context) (any, error)

// A session is the connection that calls share: at most one client. It belongs to the goroutine that reads the calls.
type session struct{ client *passwordstate.Client }

// begin does what has to be done in the order of the calls, and gives the rest.
func (s *session) begin(asked call) work {
	switch asked.Method {
	case "describe":
		return done(description, nil)
	case "connect":
		return done(nil, s.connect(asked.Params))
	case "close":
		s.close()
		return done(nil, nil)
	}
	method, ok := methods[asked.Method]
	if !ok {
		return done(nil, &rpcError{Code: codeMethodNotFound, Message: "There is no such method."})
	}
	client := s.client
	if client == nil {
		return done(nil, &passwordstate.Error{Kind: passwordstate.Invalid, Message: "There are no settings yet: connect comes first."})
	}
	return func(ctx context.Context) (any, error) { return method(ctx, client, asked.Params) }
}

func done(result any, err error) work {
	return func(context.Context) (any, error) { return result, err }
}

// connect replaces all that an earlier one set, also when it fails.
func (s *session) connect(params json.RawMessage) error {
	var given struct {
		Settings struct {
			Address    string                  `json:"address"`
			CAFile     string                  `json:"caFile"`
			Credential passwordstate.Concealed `json:"credential"`
			TimeLimit  int64                   `json:"timeLimit"`
			Reason     string                  `json:"reason"`
		} `json:"settings"`
	}
	s.close()
	if json.Unmarshal(params, &given) != nil {
		return &rpcError{Code: codeInvalidParams, Message: "The settings are not of the form that connect takes."}
	}
	client, err := passwordstate.NewClient(passwordstate.Settings{
		Address:    given.Settings.Address,
		CAFile:     given.Settings.CAFile,
		Credential: given.Settings.Credential,
		TimeLimit:  time.Duration(given.Settings.TimeLimit) * time.Millisecond,
		Reason:     given.Settings.Reason,
	})
	if err != nil {
		return err
	}
	s.client = client
	return nil
}

func (s *session) close() {
	if s.client != nil {
		s.client.Close()
		s.client = nil
	}
}
