import type { ServerResponse } from "node:http";
import { type Exchange, recordExchange } from "../exchange.ts";
import type { Reply } from "../reply.ts";
import { delayOf, replaceReply, skewOf, waitFor } from "./disturb.ts";
import type { FaultRow } from "./fault.ts";

/** What an exchange under faults comes back to when it has waited. */
export interface Resumption {
  /** Runs what goes on after a wait; what it throws becomes the product's answer to a fault of its own. */
  guard(response: ServerResponse, work: () => void): void;
  /** Sends the answer and writes the exchange down. */
  finish(exchange: Exchange, reply: Reply): void;
}

/** Whether a fault keeps the vault from having acted. */
export function strikeFirst(faults: readonly FaultRow[]): boolean {
  return faults.some(({ when, effect }) => when === "before" && effect.kind !== "delay" && effect.kind !== "skew");
}

/** Lets the vault act, after the faults have kept the client waiting. */
export function beginUnderFaults(exchange: Exchange, { guard }: Resumption, act: () => void): void {
  const { faults, response, call } = exchange;
  if (faults.length === 0) return void act();
  // A client that leaves while it waits leaves behind that the faults have seen it.
  exchange.after = call.sandbox.store.version();
  const early = delayOf(faults.filter((fault) => fault.when === "before"));
  const leave = () => recordExchange(exchange, { status: 0, reason: undefined, replyBytes: 0 });
  waitFor(response, early, leave, () => {
    guard(response, () => {
      if (early > 0) exchange.before = call.sandbox.store.version();
      exchange.after = undefined;
      act();
    });
  });
}

/** The vault's answer; a fault that strikes before the vault acts takes back what the vault did. */
export function answerUnderFaults({ faults, call }: Exchange, answer: () => Reply): Reply {
  const { sandbox } = call;
  return sandbox.clock.skewed(skewOf(faults), () => (strikeFirst(faults) ? sandbox.rehearse(answer) : answer()));
}

/** Answers as the faults will have it, after they have kept the client waiting for it. */
export function concludeUnderFaults(exchange: Exchange, { guard, finish }: Resumption, answered: Reply): void {
  const { faults, response, call } = exchange;
  const reply = replaceReply(answered, faults);
  exchange.after ??= call.sandbox.store.version();
  const late = delayOf(faults.filter((fault) => fault.when === "after"));
  const leave = () => recordExchange(exchange, { status: 0, reason: reply.reason, replyBytes: 0 });
  waitFor(response, late, leave, () => guard(response, () => finish(exchange, reply)));
}
