package main

import (
	"context"
	"encoding/json"

	"example.test/vaults/passwordstate"
)

type setting struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Secret   bool   `json:"secret"`
}

var description = map[string]any{
	"name":    passwordstate.Name,
	"version": passwordstate.Version,
	"capabilities": []string{
		"readByName", "findSecrets", "listContainers", "createSecret", "updateSecret", "deleteSecret", "generatePassword", "getHistory",
	},
	"settings": []setting{
		{Name: "address", Required: true},
		{Name: "caFile"},
		{Name: "credential", Required: true, Secret: true},
		{Name: "timeLimit"},
		{Name: "reason"},
	},
	"missingDelete": "not-found",
	"secondCreate":  "conflict",
}

// A method is a call that asks the vault.
type method func(context.Context, *passwordstate.Client, json.RawMessage) (any, error)

// The parameters of all methods; each takes what it needs.
type parameters struct {
	Ref    passwordstate.Ref       `json:"ref"`
	Query  passwordstate.Query     `json:"query"`
	Secret passwordstate.NewSecret `json:"secret"`
	Change passwordstate.Change    `json:"change"`
}

var methods = map[string]method{
	"testConnection": with(testConnection),
	"getSecret": with(func(ctx context.Context, client *passwordstate.Client, given parameters) (any, error) {
		return client.Get(ctx, given.Ref)
	}),
	"findSecrets": with(func(ctx context.Context, client *passwordstate.Client, given parameters) (any, error) {
		return client.Find(ctx, given.Query)
	}),
	"listContainers": with(func(ctx context.Context, client *passwordstate.Client, _ parameters) (any, error) {
		return client.Lists(ctx)
	}),
	"createSecret": with(func(ctx context.Context, client *passwordstate.Client, given parameters) (any, error) {
		return client.Create(ctx, given.Secret)
	}),
	"updateSecret": with(func(ctx context.Context, client *passwordstate.Client, given parameters) (any, error) {
		return nil, client.Update(ctx, given.Ref, given.Change)
	}),
	"deleteSecret": with(func(ctx context.Context, client *passwordstate.Client, given parameters) (any, error) {
		return nil, client.Delete(ctx, given.Ref)
	}),
	"generatePassword": with(func(ctx context.Context, client *passwordstate.Client, _ parameters) (any, error) {
		return client.Generate(ctx)
	}),
	"getHistory": with(func(ctx context.Context, client *passwordstate.Client, given parameters) (any, error) {
		return client.History(ctx, given.Ref)
	}),
}

// with reads the parameters before a method is called.
func with(do func(context.Context, *passwordstate.Client, parameters) (any, error)) method {
	return func(ctx context.Context, client *passwordstate.Client, params json.RawMessage) (any, error) {
		var given parameters
		if json.Unmarshal(params, &given) != nil {
			return nil, &rpcError{Code: codeInvalidParams, Message: "The parameters are not of the form that the method takes."}
		}
		return do(ctx, client, given)
	}
}

type report struct {
	Outcome string             `json:"outcome"`
	Kind    passwordstate.Kind `json:"kind,omitempty"`
	Message string             `json:"message,omitempty"`
}

// testConnection answers with a report also when the test fails: that is what it is for.
func testConnection(ctx context.Context, client *passwordstate.Client, _ parameters) (any, error) {
	if err := client.TestConnection(ctx); err != nil {
		return report{Outcome: "failed", Kind: passwordstate.KindOf(err), Message: err.Error()}, nil
	}
	return report{Outcome: "passed"}, nil
}
