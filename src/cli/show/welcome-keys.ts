import type { CredentialInfo, ExampleInfo } from "../../control/protocol.ts";
import { renderTable } from "./table.ts";

/** All keys of a product are shown when there are no more than this. */
const ALL = 10;
/** Of more, so many, unless there are more kinds than that. */
const FEW = 4;
/** A line of a key is no longer than this many columns. */
const COLUMNS = 100;

/**
 * The keys of a product that its newcomers need, the one of the example first: all when they are few, else one of each kind, and some
 * more, with how many are left and what lists them. Empty when it has none.
 */
export function renderKeys(
  product: { readonly name: string; readonly title: string },
  credentials: readonly CredentialInfo[],
  example: ExampleInfo | undefined,
): string[] {
  const keys = credentials.filter((one) => one.product === product.name);
  if (keys.length === 0) return [];
  const shown = pickKeys(keys, Object.values(example?.headers ?? {}));
  const bound = shown.every((key) => ownHost(key) !== undefined);
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));
  const taken = widest(shown.map(({ name }) => name)) + widest(shown.map(({ value }) => value)) + "      ()".length;
  const rows = shown.map((key) => [key.name, key.value, describeRest(key, bound, COLUMNS - taken)]);
  const more = keys.length - shown.length;
  return [
    `Keys of ${product.title}${bound ? ", each good from the host after its @ alone" : ""}`,
    ...renderTable(rows).split("\n").map(indent),
    ...(more === 0 ? [] : [indent(`${more} more: npx --no-install fauxvault keys list --product ${product.name}`)]),
  ];
}

function pickKeys(keys: readonly CredentialInfo[], inExample: readonly string[]): CredentialInfo[] {
  const first = keys.filter(({ value }) => inExample.includes(value));
  const ordered = [...first, ...keys.filter((key) => !first.includes(key))];
  if (keys.length <= ALL) return ordered;
  const ofEachKind = ordered.filter((key) => ordered.find(({ kind }) => kind === key.kind) === key);
  const others = ordered.filter((key) => !ofEachKind.includes(key));
  const picked = [...ofEachKind, ...others.slice(0, Math.max(0, FEW - ofEachKind.length))];
  return ordered.filter((key) => picked.includes(key));
}

/** What name and heading do not say already, as many whole parts as there is room for; `keys list` has them all. */
function describeRest(key: CredentialInfo, bound: boolean, room: number): string {
  const rest = key.scope.split("; ").filter((part) => part !== "" && !(bound && part === ownHost(key)));
  if (rest.length === 0) return "";
  const told = (count: number): string => [...rest.slice(0, count), ...(count < rest.length ? ["…"] : [])].join("; ");
  let count = rest.length;
  while (count > 0 && told(count).length > room) count -= 1;
  return `(${told(count)})`;
}

/** The part of a key's scope that its name ends with, such as `from build-01.test` of `svc-build@build-01.test`. */
function ownHost({ name, scope }: CredentialInfo): string | undefined {
  return scope.split("; ").find((part) => part.startsWith("from ") && name.endsWith(`@${part.slice("from ".length)}`));
}

function indent(line: string): string {
  return `  ${line}`;
}
