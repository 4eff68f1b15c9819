import { ContractsError } from "../contracts-error.ts";
import { HARNESS_AGENT } from "../vault.ts";

/** A call that the harness makes as a user of Blink. */
export interface BlinkCall {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body?: object;
}

/** A page of a list; see `docs/products/blink.md#query-language`. */
interface Page<Row> {
  readonly total: number;
  readonly results: readonly Row[];
}

/** The most that a list gives at once. */
const PAGE = 1_000;

/** Makes a call and gives the answer's content; throws a `ContractsError` for anything but a 200. See `docs/products/blink.md#transport`. */
export async function askBlink(root: string, key: string, { method = "GET", path, body }: BlinkCall): Promise<unknown> {
  const headers = { "BLINK-API-KEY": key, "User-Agent": HARNESS_AGENT, "Content-Type": "application/json" };
  const answer = await fetch(`${root}/api/v1/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content: unknown = await answer.json();
  if (answer.status === 200) return content;
  const { details = "" } = content as { readonly details?: string };
  throw new ContractsError(
    `The vault refused the harness ${method} ${path.split("?")[0]}: ${answer.status} ${details}`,
  );
}

/** Every row of a list, or every one that a filter lets through. */
export async function listBlink<Row>(root: string, key: string, path: string, filter?: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (let total = 1; rows.length < total; ) {
    const page = (await askBlink(root, key, {
      path: withQuery(path, { limit: PAGE, offset: rows.length, filter }),
    })) as Page<Row>;
    if (page.results.length === 0) break;
    total = page.total;
    rows.push(...page.results);
  }
  return rows;
}

/** How many rows of a list a filter lets through. */
export async function countBlink(root: string, key: string, path: string, filter: object): Promise<number> {
  return ((await askBlink(root, key, { path: withQuery(path, { limit: 1, filter }) })) as Page<unknown>).total;
}

function withQuery(path: string, query: object): string {
  return `${path}?q=${encodeURIComponent(JSON.stringify(query))}`;
}
