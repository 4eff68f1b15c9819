import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { keyValue, ranges } from "../fixture-schema.ts";
import { nameKey } from "../name-key.ts";
import { CALL_TYPES, type KeyRow, type PasswordstateState, type RetiredKeyRow } from "../state.ts";
import { action, type Desk } from "./action.ts";
import { findKey, findOwner, keyName, keyOf } from "./find.ts";

const source = "docs/products/passwordstate.md#key-administration";

const callTypes = z.array(z.enum(CALL_TYPES)).describe("What a list's key may be used for.");
const restriction = ranges.unwrap().describe("Where it may be used from; everywhere when empty.");
const value = keyValue.describe("The new key: 32 lower-case hexadecimal digits; drawn when absent.");

const createKey = action({
  id: "keys.create",
  summary: "Give a kind or a list its API key",
  source,
  input: z.strictObject({
    key: keyName,
    value,
    allowedIpRanges: ranges,
    callTypes: callTypes.default([...CALL_TYPES]),
  }),
  run(desk, input) {
    const { state } = desk;
    const owner = findOwner(state, input.key);
    const taken = keyOf(state, owner);
    if (taken) throw new EngineError(`There is a ${nameKey(state, taken)} already: rotate or revoke it first.`);
    const key = state.keys.insert({
      Kind: owner.kind,
      Value: takeValue(desk, input.value),
      PasswordListID: owner.list?.PasswordListID,
      CallTypes: owner.list ? input.callTypes : [],
      AllowedIPRanges: input.allowedIpRanges,
    });
    return describeKey(state, key);
  },
});

const rotateKey = action({
  id: "keys.rotate",
  summary: "Give a kind or a list another API key; the old one fails at once",
  source,
  input: z.strictObject({ key: keyName, value }),
  run(desk, input) {
    const { state } = desk;
    const key = findKey(state, input.key);
    if (key.Value === input.value) throw new EngineError(`The ${nameKey(state, key)} has that value already.`);
    const fresh = takeValue(desk, input.value);
    retire(desk, key, "rotated");
    return describeKey(state, state.keys.update(key.KeyID, { Value: fresh }));
  },
});

const revokeKey = action({
  id: "keys.revoke",
  summary: "Take an API key out of force",
  source,
  input: z.strictObject({ key: keyName }),
  run(desk, input) {
    const key = findKey(desk.state, input.key);
    const { value: _gone, ...revoked } = describeKey(desk.state, key);
    retire(desk, key, "revoked");
    desk.state.keys.delete(key.KeyID);
    return revoked;
  },
});

const restrictKey = action({
  id: "keys.restrict",
  summary: "Say where an API key may be used from, and what a list's key may be used for",
  source: "docs/products/passwordstate.md#allowed-ip-ranges",
  input: z.strictObject({ key: keyName, allowedIpRanges: restriction.optional(), callTypes: callTypes.optional() }),
  run({ state }, input) {
    const key = findKey(state, input.key);
    if (input.callTypes && key.PasswordListID === undefined) {
      throw new EngineError(`The ${key.Kind} key has no call types: only a list's key has. Leave callTypes out.`);
    }
    const changed = state.keys.update(key.KeyID, {
      AllowedIPRanges: input.allowedIpRanges ?? key.AllowedIPRanges,
      CallTypes: input.callTypes ?? key.CallTypes,
    });
    const { value: _same, ...restricted } = describeKey(state, changed);
    return { ...restricted, allowedIpRanges: changed.AllowedIPRanges, callTypes: changed.CallTypes };
  },
});

const restrictSystem = action({
  id: "system.restrict",
  summary: "Say where the API may be called from at all; from everywhere when the list is empty",
  source: "docs/products/passwordstate.md#allowed-ip-ranges",
  input: z.strictObject({ allowedIpRanges: restriction }),
  run({ state }, { allowedIpRanges }) {
    if (!state.settings.has(1))
      throw new EngineError("This sandbox has no Passwordstate: its fixture has no such part.");
    state.settings.update(1, { AllowedIPRanges: allowedIpRanges });
    return { allowedIpRanges };
  },
});

/** What is done on the API tab of the System Settings, and on a list's API Key tab. */
export const keyActions = [createKey, rotateKey, revokeKey, restrictKey, restrictSystem];

/** The value that is given, or one that is drawn. It is in force from now on, so it is retired no more. */
function takeValue({ state, sandbox }: Desk, given: string | undefined): string {
  const fresh = given ?? sandbox.chance.hex(32);
  const holder = state.keys.find("value", fresh);
  if (holder) throw new EngineError(`The ${nameKey(state, holder)} has that value: two keys cannot be the same.`);
  state.retiredKeys.delete(fresh);
  return fresh;
}

function retire({ state, sandbox }: Desk, key: KeyRow, how: RetiredKeyRow["How"]): void {
  state.retiredKeys.insert({ Value: key.Value, Name: nameKey(state, key), How: how, At: sandbox.clock.now() });
}

function describeKey(state: PasswordstateState, key: KeyRow) {
  return { kind: key.Kind, name: nameKey(state, key), value: key.Value };
}
