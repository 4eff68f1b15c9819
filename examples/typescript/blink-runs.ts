import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
// In a project of your own: from "fauxvault/contracts". Only types, so that this file runs with nothing but Node.
import type { Run, RunRequest } from "../../contracts/port.ts";
import type { BlinkCall } from "./blink-client.ts";
import { hasEnded, type Progress, readOutputs, readProgress, readText } from "./blink-wire.ts";

/** Pauses between polls, in milliseconds: each is half as long again as the one before. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/** Runs a workflow once, and learns of its end as it is asked to. */
export async function runWorkflow(call: BlinkCall, { mode, ...wanted }: RunRequest): Promise<Run> {
  if (mode === "sync") return { state: "completed", outputs: await runWaiting(call, wanted) };
  if (mode === "callback") return await runCallingBack(call, wanted);
  const id = await start(call, wanted);
  return await follow(call, wanted.container, id);
}

/** The outputs of a run that is waited for in the request itself; any other end is answered with a refusal. */
export async function runWaiting(call: BlinkCall, wanted: Omit<RunRequest, "mode">): Promise<Run["outputs"]> {
  const seconds = Math.max(1, Math.floor(call.left() / 1000));
  const query = `?run_sync=true&timeout=${seconds}`;
  return readOutputs(await execute(call, wanted, query, {}));
}

/** Starts a run without waiting; gives its id. */
async function start(call: BlinkCall, wanted: Omit<RunRequest, "mode">, more: object = {}): Promise<string> {
  return readText(await execute(call, wanted, "", more), "execution_id");
}

function execute(call: BlinkCall, wanted: Omit<RunRequest, "mode">, query: string, more: object): Promise<unknown> {
  const { workflow, container, inputs = {} } = wanted;
  const path = `workspace/${encodeURIComponent(container)}/playbooks/${encodeURIComponent(workflow)}/execute${query}`;
  // Not beside the request's own members: an input may be named as one of them is.
  return call.ask("POST", path, `Workflow ${workflow}`, { input_values: inputs, ...more });
}

/** Asks for a run until it has ended. */
async function follow(call: BlinkCall, container: string, id: string): Promise<Run> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const progress = await look(call, container, id);
    const { state, error } = progress;
    if (hasEnded(state)) {
      const outputs = state === "completed" ? await readResult(call, container, id) : {};
      return { id, state, outputs, ...(error === "" ? {} : { error }) };
    }
    await call.pause(pause);
  }
}

async function look(call: BlinkCall, container: string, id: string): Promise<Progress> {
  return readProgress(await call.ask("GET", pathTo(container, id), `Run ${id}`));
}

async function readResult(call: BlinkCall, container: string, id: string): Promise<Run["outputs"]> {
  return readOutputs(await call.ask("GET", `${pathTo(container, id)}/outputs`, `Run ${id}`));
}

function pathTo(container: string, id: string): string {
  return `workspace/${encodeURIComponent(container)}/executions/${encodeURIComponent(id)}`;
}

/** Lets itself be called when the run has ended. */
async function runCallingBack(call: BlinkCall, wanted: Omit<RunRequest, "mode">): Promise<Run> {
  const listener = await listen();
  try {
    const id = await start(call, wanted, { callback: { url: listener.url, method: "POST" } });
    await inTime(call, listener.called);
    // The call is not signed: it says when to look, and Blink itself says what became of the run.
    return await follow(call, wanted.container, id);
  } finally {
    listener.close();
  }
}

/** An address of this machine that nobody knows who was not told. */
async function listen() {
  const path = `/${randomUUID()}`;
  let tell = () => {};
  const called = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = createServer((incoming, outgoing) => {
    const isRight = incoming.url === path && incoming.method === "POST";
    incoming.resume();
    incoming.once("end", () => {
      outgoing.writeHead(isRight ? 200 : 404, { Connection: "close" });
      outgoing.end(() => isRight && tell());
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}${path}`, called, close };
}

async function inTime(call: BlinkCall, called: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(call.late()), call.left());
  });
  try {
    await Promise.race([called, late]);
  } finally {
    clearTimeout(timer);
  }
}
