import type { ControlConnection } from "./control-connection.ts";
import { ControlError } from "./control-error.ts";

interface StreamEvent {
  readonly name: string;
  readonly data: string;
}

/** The values of a stream of server-sent events, each JSON, until the server says `end` or the signal aborts. */
export async function* followStream<Value>(
  connection: ControlConnection,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Value, void, undefined> {
  // A reader that leaves the loop ends the connection with this; its own signal stays its own.
  const left = new AbortController();
  const either = signal === undefined ? left.signal : AbortSignal.any([left.signal, signal]);
  try {
    const answer = await connection.send("GET", path, { signal: either });
    for await (const { name, data } of readEvents(answer)) {
      if (name === "end") return;
      if (name === "message") yield JSON.parse(data) as Value;
    }
  } catch (cause) {
    if (signal?.aborted) return;
    if (cause instanceof ControlError) throw cause;
    throw broken(connection, path, cause);
  } finally {
    left.abort();
  }
  throw broken(connection, path);
}

function broken({ url }: ControlConnection, path: string, cause?: unknown): ControlError {
  const message = `The stream from ${url} broke off: the fauxvault there ended, or something between cut the connection.`;
  return new ControlError(message, { asked: `GET ${path}`, cause });
}

/** The events of an answer: `name: value` lines up to an empty one. Lines that begin with a colon keep the connection alive. */
async function* readEvents({ body }: Response): AsyncGenerator<StreamEvent, void, undefined> {
  let rest = "";
  let name = "message";
  let data: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { name, data: data.join("\n") };
        name = "message";
        data = [];
      } else if (line.startsWith("event: ")) name = line.slice(7);
      else if (line.startsWith("data: ")) data.push(line.slice(6));
    }
  }
}
