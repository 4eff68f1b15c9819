import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import { type AttributeValue, type ConnectionMethod, type FormAttribute, isSecret } from "../state/connections.ts";
import { BlinkRefusal } from "../wire.ts";

/** What reads show in the place of a secret (`secret-attributes`). */
export const MASK = "********";

/** The attributes of a connection, by name. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Attributes as a request sends them; null clears one. */
export type SentAttributes = Readonly<Record<string, { readonly value?: AttributeValue | null | undefined }>>;

/** What a request's attributes are read for. */
interface Form {
  readonly method: ConnectionMethod;
  readonly sent: SentAttributes;
  /** What the connection has so far, and the method that it has it by; nothing when it is new. */
  readonly known: Attributes;
  readonly former: ConnectionMethod | undefined;
  /** What a refusal says. */
  readonly failure: string;
}

/** The attributes that a connection has from now on; see `docs/products/blink.md#secret-attributes`. */
export function readAttributes({ sandbox }: Pick<Visit, "sandbox">, form: Form): Attributes {
  const { method, sent, failure } = form;
  const foreign = Object.keys(sent).find((name) => !method.attributes.some((one) => one.name === name));
  if (foreign !== undefined && choiceOf(sandbox, "unknown-attribute") === "refused") {
    const known = method.attributes.map(({ name }) => name).join(", ");
    const rule = `The method '${method.display_name}' has no attribute '${foreign.slice(0, 100)}'; it has ${known}.`;
    throw new BlinkRefusal(400, failure, { rule });
  }
  const keepsMissing = choiceOf(sandbox, "missing-attribute") === "kept";
  const refusesMask = choiceOf(sandbox, "resent-mask") === "refused";
  const entries = method.attributes.flatMap((attribute): (readonly [string, AttributeValue])[] => {
    const value = readValue(attribute, form, { keepsMissing, refusesMask });
    if (value !== undefined && value !== "") return [[attribute.name, value]];
    if (!attribute.required) return [];
    throw new BlinkRefusal(400, failure, { rule: `'${attribute.name}' is required.` });
  });
  const attributes = Object.fromEntries(entries);
  checkHeaderPairs(method, attributes, failure);
  return attributes;
}

function readValue(
  attribute: FormAttribute,
  { sent, known, former, failure }: Form,
  { keepsMissing, refusesMask }: { readonly keepsMissing: boolean; readonly refusesMask: boolean },
): AttributeValue | undefined {
  const { name, options, default_value } = attribute;
  const before = former?.attributes.find((one) => one.name === name);
  // A secret that another method knows as plain text would be shown from now on: it does not come along.
  const comesAlong = before !== undefined && isSecret(before) === isSecret(attribute) && Object.hasOwn(known, name);
  const old = comesAlong ? known[name] : undefined;
  if (!Object.hasOwn(sent, name)) return before === undefined ? default_value : keepsMissing ? old : undefined;
  const value = sent[name]?.value ?? undefined;
  if (isSecret(attribute) && value === MASK) {
    if (old !== undefined && !refusesMask) return old;
    throw new BlinkRefusal(400, failure, { rule: `'${name}' is the mask that reads show, and no value.` });
  }
  if (value !== undefined && value !== "" && options.length > 0 && !options.includes(String(value))) {
    throw new BlinkRefusal(400, failure, { rule: `'${name}' must be one of ${options.join(", ")}.` });
  }
  return value;
}

/** A header of HTTP Custom has a name and a value, or is not there. */
function checkHeaderPairs({ signing }: ConnectionMethod, attributes: Attributes, failure: string): void {
  if (signing.kind !== "headers") return;
  for (const [name, value] of signing.pairs) {
    if ((attributes[name] === undefined) === (attributes[value] === undefined)) continue;
    throw new BlinkRefusal(400, failure, { rule: `'${name}' and '${value}' go together.` });
  }
}
