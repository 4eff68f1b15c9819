package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"sync"
)

const (
	maxLineBytes = 8 << 20
	maxUnderWay  = 32
)

// serve answers calls until the input ends; what is still under way then is given up. What asks the vault runs side
// by side; what changes the connection holds for all calls that come after it.
func serve(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	var underWay sync.WaitGroup
	defer underWay.Wait()
	defer cancel()

	session := &session{}
	defer session.close()
	answers := &answerWriter{encoder: json.NewEncoder(out)}
	places := make(chan struct{}, maxUnderWay)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLineBytes)
	for lines.Scan() {
		var asked call
		if json.Unmarshal(lines.Bytes(), &asked) != nil {
			answers.write(nil, nil, &rpcError{Code: codeParseError, Message: "The line is no JSON-RPC request."})
			continue
		}
		work := session.begin(asked)
		places <- struct{}{}
		underWay.Add(1)
		go func() {
			defer underWay.Done()
			result, err := work(ctx)
			answers.write(asked.ID, result, err)
			<-places
		}()
	}
	return lines.Err()
}

// An answerWriter writes one answer at a time. Where nobody reads any more there is nobody to tell: the input ends as
// well then.
type answerWriter struct {
	mutex   sync.Mutex
	encoder *json.Encoder
}

func (w *answerWriter) write(id json.RawMessage, result any, err error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if err != nil {
		_ = w.encoder.Encode(failedAnswer{Version: "2.0", ID: id, Error: asRPCError(err)})
		return
	}
	_ = w.encoder.Encode(answer{Version: "2.0", ID: id, Result: result})
}
