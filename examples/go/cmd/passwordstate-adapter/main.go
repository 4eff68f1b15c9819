// Command passwordstate-adapter speaks for the connector as fauxvault wants it: JSON-RPC 2.0, one message on each line,
// requests on standard input and answers on standard output (docs/adapter-protocol.md).
//
// Install it from this module's folder, and run it from anywhere:
//
//	go install ./cmd/passwordstate-adapter
//	npx --no-install fauxvault verify passwordstate -- "$(go env GOPATH)/bin/passwordstate-adapter"
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	if err := serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "passwordstate-adapter:", err)
		os.Exit(1)
	}
}
