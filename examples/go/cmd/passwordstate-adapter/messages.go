package main

import (
	"encoding/json"
	"errors"

	"example.test/vaults/passwordstate"
)

// JSON-RPC's own codes, and the one for what the connector says went wrong.
const (
	codeParseError     = -32700
	codeMethodNotFound = -32601
	codeInvalidParams  = -32602
	codeInternalError  = -32603
	codeConnectorError = -32000
)

type call struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

type answer struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result"`
}

type failedAnswer struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Error   *rpcError       `json:"error"`
}

type rpcError struct {
	Code    int        `json:"code"`
	Message string     `json:"message"`
	Data    *errorData `json:"data,omitempty"`
}

type errorData struct {
	Kind passwordstate.Kind `json:"kind"`
}

func (e *rpcError) Error() string { return e.Message }

// asRPCError passes on what the connector says. Any other error is a flaw, and its text may hold anything.
func asRPCError(err error) *rpcError {
	var ours *rpcError
	if errors.As(err, &ours) {
		return ours
	}
	var known *passwordstate.Error
	if errors.As(err, &known) {
		return &rpcError{Code: codeConnectorError, Message: known.Message, Data: &errorData{Kind: known.Kind}}
	}
	return &rpcError{Code: codeInternalError, Message: "The adapter failed."}
}
