import { isMap, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { isObject } from "../rql/values.ts";
import { readYaml } from "./read-yaml.ts";

const CRON = /^\S+(?: +\S+){4}$/;

/** Which triggers of a kind are well formed; those of other kinds are left alone. */
const WELL_FORMED: Readonly<Record<string, (trigger: Readonly<Record<string, unknown>>) => boolean>> = {
  scheduled: ({ cron }) => typeof cron === "string" && CRON.test(cron.trim()),
  webhooks: ({ trigger_type }) => typeof trigger_type === "string",
  polling: ({ trigger_type }) => typeof trigger_type === "string",
};

/** A workflow's YAML without its malformed triggers, which are dropped in silence; see `docs/products/blink.md#workflow-yaml`. */
export function stripTriggers(text: string): string {
  const { document } = { document: undefined, ...readYaml(text) };
  if (!document || !isMap(document.contents)) return text;
  const root = document.contents as YAMLMap;
  if (!root.has("triggers")) return text;
  const triggers = root.get("triggers");
  if (!isMap(triggers)) {
    root.delete("triggers");
    return document.toString();
  }
  const dropped = Object.keys(WELL_FORMED).map((kind) => stripKind(triggers as YAMLMap, kind));
  return dropped.includes(true) ? document.toString() : text;
}

/** Whether anything was dropped. */
function stripKind(triggers: YAMLMap, kind: string): boolean {
  if (!triggers.has(kind)) return false;
  const list = triggers.get(kind);
  if (!isSeq(list)) return triggers.delete(kind);
  const { items } = list as YAMLSeq;
  const kept = items.filter((item) => {
    const trigger = isMap(item) ? (item.toJSON() as unknown) : undefined;
    return isObject(trigger) && WELL_FORMED[kind]?.(trigger) === true;
  });
  if (kept.length === items.length) return false;
  (list as YAMLSeq).items = kept;
  return true;
}
