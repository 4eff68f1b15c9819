/** A scheme as a placeholder names it. */
export type Scheme = "http" | "https";

/** Where a sandbox's mock of a product answers; absent when no door of it is open. */
export type AddressOf = (product: string, scheme: Scheme, sandboxId: string) => string | undefined;

const PLACEHOLDER = /\$\{([a-z][a-z0-9-]{0,63})\.(url|https)\}/g;

/**
 * A text with `${product.url}` and `${product.https}` replaced by addresses. What has no address stays as it is: whoever uses it is told
 * that it is no address.
 */
export function fillAddresses(
  text: string,
  addressOf: (product: string, scheme: Scheme) => string | undefined,
): string {
  return text.replace(
    PLACEHOLDER,
    (whole, product: string, kind: string) => addressOf(product, kind === "https" ? "https" : "http") ?? whole,
  );
}
