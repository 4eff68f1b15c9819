import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { type Running, startRunning } from "../../control/running.ts";
import { viewJournal } from "../../http/journal-view.ts";
import { version } from "../../version.ts";
import { CliError } from "../cli-error.ts";
import { describeError } from "../describe-error.ts";
import { EXIT } from "../exit-codes.ts";
import { print, printError } from "../print.ts";
import { type FixtureArgument, readFixtureArgument } from "../read-fixture-argument.ts";
import type { HostDoor } from "../read-values.ts";
import { describeReady, type ReadyInfo } from "../ready-info.ts";
import { renderRequest } from "../show/request-line.ts";
import { renderTrouble } from "../show/trouble.ts";
import { renderWelcome } from "../show/welcome.ts";
import { replacePrivateFile } from "../write-private-file.ts";
import { explainTakenPorts } from "./explain-taken-ports.ts";
import { LinePrinter } from "./line-printer.ts";
import { loadMocksLater } from "./load-mocks-later.ts";
import { clearReadyFile, removeReadyFile } from "./ready-file.ts";
import { listenForStop } from "./stop-signals.ts";
import { type Reload, watchFixture } from "./watch-fixture.ts";

/** The options of `start`, as commander gives them. */
export interface StartOptions {
  readonly fixture: string;
  readonly port?: Readonly<Record<string, number>>;
  readonly freePorts?: boolean;
  readonly as?: readonly HostDoor[];
  readonly bind?: string;
  readonly controlToken?: string | true;
  readonly controlHost?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly randomKeys?: boolean;
  readonly seed?: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly readyFile?: string;
  readonly watch?: boolean;
  readonly reason: boolean;
}

/** `fauxvault start`: serves until it is told to stop. */
export async function start(options: StartOptions): Promise<number> {
  const signals = listenForStop();
  if (options.readyFile !== undefined) keepFromLingering(options.readyFile);
  const argument = await readFixtureArgument(options.fixture);
  if (options.watch && argument.file === undefined) {
    throw new CliError(`--watch needs a fixture file; '${argument.name}' comes along and does not change.`);
  }
  const token = chooseToken(options);
  const running = await open(options, argument, token, signals.ask).catch((error: unknown) =>
    explainTakenPorts(error, options),
  );
  const lines = new LinePrinter(process.stdout);
  try {
    await announce(running, argument, token, options);
    if (!options.quiet) printRequests(running, lines, options);
    const forget = [loadMocksLater(running.instance.mocks), makeAuthorityLater(running)];
    const told = (reload: Reload) => tell(reload, argument, options);
    const unwatch = options.watch && argument.file ? watchFixture(argument.file, running, told) : undefined;
    await signals.asked;
    for (const end of forget) end();
    unwatch?.();
  } finally {
    // Before the ports close: whoever finds the file finds a fauxvault behind it.
    if (options.readyFile !== undefined) removeReadyFile(options.readyFile);
    await running.stop();
    lines.flush();
  }
  return EXIT.ok;
}

/** How long after the start the authority is made, in milliseconds: it takes a while, and the first answers come first. */
const AUTHORITY_DELAY = 1000;

/** Makes the authority when there is none yet, so that its file is there for whoever pastes the line that trusts it. */
function makeAuthorityLater({ instance: { authority } }: Running): () => void {
  if (existsSync(authority.caFile)) return () => undefined;
  const timer = setTimeout(() => {
    authority.caPem().catch((error: unknown) => printError(describeError(error).text));
  }, AUTHORITY_DELAY).unref();
  return () => clearTimeout(timer);
}

/** Removes what an earlier run may have left, and what this one leaves when it is ended by force. */
function keepFromLingering(file: string): void {
  clearReadyFile(file);
  process.once("exit", () => removeReadyFile(file));
}

interface Token {
  readonly value: string | undefined;
  /** A token that its user chose is not printed. */
  readonly given: boolean;
}

function chooseToken({ controlToken }: StartOptions): Token {
  if (controlToken === true) return { value: randomBytes(24).toString("base64url"), given: false };
  const value = controlToken || process.env.FAUXVAULT_CONTROL_TOKEN || undefined;
  return { value, given: value !== undefined };
}

function open(options: StartOptions, { fixture, name }: FixtureArgument, token: Token, stop: () => void) {
  return startRunning({
    fixture,
    fixtureName: name,
    ports: options.port,
    freePorts: options.freePorts,
    hosts: options.as,
    bind: options.bind,
    controlToken: token.value,
    controlHosts: options.controlHost,
    allowHosts: options.allowHost,
    explain: options.reason,
    randomKeys: options.randomKeys,
    seed: options.seed,
    onTrouble: (message) => printError(`fauxvault: ${renderTrouble(message)}`),
    onStopAsked: stop,
  });
}

async function announce(running: Running, argument: FixtureArgument, token: Token, options: StartOptions) {
  const { instance, control } = running;
  const secret = control.token === undefined ? {} : { token: control.token };
  const ready = describeReady(instance, { url: control.url, ...secret });
  if (options.readyFile !== undefined) {
    await replacePrivateFile(options.readyFile, `${JSON.stringify(ready, null, 2)}\n`);
  }
  const shown: ReadyInfo = token.given ? { ...ready, control: { url: control.url } } : ready;
  if (options.json) printEvent("ready", shown);
  else
    print(renderWelcome(shown, { version, fixture: argument.name, mocks: instance.mocks, platform: process.platform }));
  for (const host of new Set(options.as?.map((door) => door.host))) {
    if (instance.sandbox("default").addressesOf(host).length > 0) continue;
    printError(
      `fauxvault: the fixture gives '${host}' no address: name it under 'hosts', or its callers keep 127.0.0.1.`,
    );
  }
}

function printRequests({ instance }: Running, lines: LinePrinter, { json }: StartOptions): void {
  instance.sandboxes.watch((sandbox) => {
    const view = viewJournal(sandbox, instance.mocks);
    sandbox.journal.listen((entry) =>
      lines.add(() => (json ? renderEvent("request", view(entry)) : renderRequest(view(entry)))),
    );
  });
}

function tell(reload: Reload, { name }: FixtureArgument, { json }: StartOptions): void {
  if (json) printEvent("fixture", reload);
  else if (reload.accepted) print(`${name} has changed: the default sandbox starts anew`);
  else printError(`${reload.message}\nThe default sandbox stays as it is.`);
}

function printEvent(event: string, details: object): void {
  print(renderEvent(event, details));
}

function renderEvent(event: string, details: object): string {
  return JSON.stringify({ event, ...details });
}
