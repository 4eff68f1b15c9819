import { ContractsError } from "../contracts-error.ts";
import { HARNESS_AGENT } from "../vault.ts";

interface Envelope {
  readonly operation?: {
    readonly result?: { readonly status?: string; readonly message?: string };
    readonly Details?: unknown;
  };
}

/** Calls REST as an API user and gives `Details`; throws a `ContractsError` for anything but a `Success`. See `docs/products/pmp.md#envelope`. */
export function askPmp(root: string, key: string, method: string, path: string, details?: object): Promise<unknown> {
  return send(`${root}/restapi/json/v1${path}`, key, method, details);
}

/** Makes a call of the native API, which alone has the steps of access control; see `docs/products/pmp.md#native-api`. */
export function askPmpNatively(root: string, key: string, operation: string, details: object): Promise<unknown> {
  return send(`${root}/api/json/request?OPERATION_NAME=${operation}`, key, "POST", details);
}

async function send(url: string, key: string, method: string, details: object | undefined): Promise<unknown> {
  const headers = { AUTHTOKEN: key, "User-Agent": HARNESS_AGENT };
  const document = JSON.stringify({ operation: { Details: details } });
  const body = details === undefined ? {} : { body: new URLSearchParams({ INPUT_DATA: document }) };
  const answer = await fetch(url, { method, headers, ...body });
  const { operation } = (await answer.json()) as Envelope;
  if (operation?.result?.status === "Success") return operation.Details;
  const why = operation?.result?.message ?? `status ${answer.status}`;
  throw new ContractsError(`The vault refused the harness ${method} ${new URL(url).pathname}: ${why}`);
}
