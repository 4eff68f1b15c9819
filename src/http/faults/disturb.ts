import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Reply } from "../reply.ts";
import { phraseOf, sendReply } from "../send.ts";
import type { FaultEffect, FaultRow } from "./fault.ts";

/** How long a hung request is kept open, in milliseconds of wall time. */
const LONGEST_HANG = 600_000;

/** What Node's timers take; more than this fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

const LOGIN_PAGE = `<!DOCTYPE html>
<html><head><title>Sign in</title></head>
<body><h1>Sign in to continue</h1><form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body></html>
`;

/** Where an answer goes, with the raw socket below any TLS. */
export interface Outlet {
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** The reply's headers as they would go out. */
  headers(reply: Reply): string[];
}

/** The reply that a fault puts in the place of the vault's; the vault's own when it only delays or alters it. */
export function replaceReply(reply: Reply, faults: readonly FaultRow[]): Reply {
  return faults.reduce((current, { effect }) => replacement(current, effect), reply);
}

function replacement(reply: Reply, effect: FaultEffect): Reply {
  switch (effect.kind) {
    case "status":
      return { status: effect.status, body: effect.body, type: effect.type, headers: effect.headers };
    case "html":
      return { status: 200, body: LOGIN_PAGE, type: "text/html; charset=utf-8" };
    case "redirect":
      return { status: effect.status, body: "", headers: { Location: effect.location } };
    case "content-type":
      return { ...reply, type: effect.type };
    case "malformed":
      return { ...reply, body: cut(reply, Math.floor(bytesOf(reply).length / 2)) };
    default:
      return reply;
  }
}

/** How long the faults keep the client waiting, in milliseconds. */
export function delayOf(faults: readonly FaultRow[]): number {
  const sum = faults.reduce((so, { effect }) => so + (effect.kind === "delay" ? effect.ms : 0), 0);
  return Math.min(sum, LONGEST_TIMER);
}

/** How far off the faults make the vault's clock, in milliseconds. */
export function skewOf(faults: readonly FaultRow[]): number {
  return faults.reduce((sum, { effect }) => sum + (effect.kind === "skew" ? effect.ms : 0), 0);
}

/** Goes on with `work` after so many milliseconds, at once for none; with `leave` when the client is gone before. */
export function waitFor(response: ServerResponse, ms: number, leave: () => void, work: () => void): void {
  if (ms === 0) return void work();
  const gone = () => {
    clearTimeout(timer);
    leave();
  };
  const timer = setTimeout(() => {
    response.off("close", gone);
    work();
  }, ms);
  response.once("close", gone);
}

/** Sends a reply the way the faults will have it; the status that went out, 0 when none did. */
export function sendDisturbed(outlet: Outlet, reply: Reply, faults: readonly FaultRow[]): number {
  for (const { effect } of faults) {
    if (effect.kind === "reset") {
      outlet.socket.resetAndDestroy();
      return 0;
    }
    if (effect.kind === "empty") {
      outlet.socket.destroy();
      return 0;
    }
    if (effect.kind === "hang") {
      endsWith(
        outlet.response,
        setTimeout(() => outlet.socket.destroy(), LONGEST_HANG),
      );
      return 0;
    }
    if (effect.kind === "truncate") return sendTruncated(outlet, reply, effect.bytes);
    if (effect.kind === "drip") return sendDripping(outlet, reply, effect.bytes, effect.ms);
  }
  sendReply(outlet.response, reply, outlet.headers(reply));
  return reply.status;
}

function sendTruncated({ response, socket, headers }: Outlet, reply: Reply, bytes: number): number {
  const body = bytesOf(reply);
  response.writeHead(reply.status, phraseOf(reply), headers(reply));
  response.flushHeaders();
  response.write(body.subarray(0, Math.max(0, Math.min(bytes, body.length - 1))), () => socket.destroySoon());
  return reply.status;
}

function sendDripping({ response, headers }: Outlet, reply: Reply, bytes: number, ms: number): number {
  const body = bytesOf(reply);
  response.writeHead(reply.status, phraseOf(reply), headers(reply));
  response.flushHeaders();
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < body.length) response.write(body.subarray(sent, sent + bytes));
    sent += bytes;
    if (sent >= body.length) {
      clearInterval(timer);
      response.end();
    }
  }, ms);
  endsWith(response, timer);
  return reply.status;
}

/** Ends a timer when the connection ends, so that neither a client that left nor a stop has to wait for it. */
function endsWith(response: ServerResponse, timer: NodeJS.Timeout): void {
  response.once("close", () => clearTimeout(timer));
}

function bytesOf(reply: Reply): Buffer {
  return typeof reply.body === "object" ? Buffer.from(reply.body) : Buffer.from(reply.body ?? "");
}

function cut(reply: Reply, length: number): Uint8Array {
  return bytesOf(reply).subarray(0, length);
}
