import type { ApiKeyRow } from "../state/keys.ts";

/** A personal API key on the wire, its value included: the page's Key column shows it too; see `docs/products/blink.md#key-endpoints`. */
export function toApiKeyJson({ id, name, description, api_key, is_default, created_at, last_used }: ApiKeyRow) {
  return { id, name, description, api_key, is_default, created_at, last_used: last_used ?? null };
}
