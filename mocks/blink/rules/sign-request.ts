import type { ResolvedConnection } from "../actions/action.ts";

/**
 * The headers that a connection signs a request with; nothing when fauxvault does not know how its kind does. See
 * `docs/products/blink.md#from-connection-to-request`.
 */
export function signatureOf({
  signing,
  attributes,
}: Pick<ResolvedConnection, "signing" | "attributes">): Readonly<Record<string, string>> | undefined {
  const text = (name: string) => String(attributes[name] ?? "");
  switch (signing.kind) {
    case "header":
      return { [signing.header]: text(signing.attribute) };
    case "bearer":
      return { Authorization: withPrefix("Bearer ", text(signing.attribute)) };
    case "basic": {
      const pair = `${text(signing.username)}:${text(signing.password)}`;
      return { Authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
    }
    case "headers": {
      const pairs = signing.pairs.map(([name, value]) => [text(name), text(value)] as const);
      return Object.fromEntries(pairs.filter(([name]) => name !== ""));
    }
    case "oauth":
    case "unknown":
      return undefined;
  }
}

/** A token that somebody typed with its prefix keeps that one, in whatever case. */
function withPrefix(prefix: string, token: string): string {
  return token.toLowerCase().startsWith(prefix.toLowerCase()) ? token : `${prefix}${token}`;
}

/** What no message may show of a request that was signed so: secret attributes, and what they were turned into. */
export function secretsIn(
  { secrets }: Pick<ResolvedConnection, "secrets">,
  signature: Readonly<Record<string, string>>,
): readonly string[] {
  return [...secrets, ...Object.values(signature).map((value) => value.replace(/^(?:Basic|Bearer) /i, ""))];
}

/** A path below an address: `https` where the address has no scheme, one `/` at its end cut. */
export function joinAddress(address: string, path: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) || address.startsWith("${") ? address : `https://${address}`;
  // What is no address stays none: behind `http://` the path would become the host.
  return URL.canParse(whole) ? `${whole.replace(/\/$/, "")}${path}` : whole;
}
