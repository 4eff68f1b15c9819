import { expect } from "vitest";
import type { Vaults } from "./start-vaults.ts";

/** What a test request says of a connection. */
export interface Tested {
  readonly id?: string;
  /** The name of a connection type; needed without an id. */
  readonly type?: string;
  readonly method?: string;
  readonly oauth?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
  /** `on-prem` when absent, none when it is null. */
  readonly runner?: string | null;
  readonly key?: string;
  /** The sandbox that is asked, by a path at the default one's door. */
  readonly sandbox?: string;
}

/** Asks Blink to test a connection. */
export async function askForTest(vaults: Vaults, tested: Tested) {
  const { id, type, method, oauth, attributes = {}, runner = "on-prem", key, sandbox } = tested;
  const connection = {
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { connection_type_id: vaults.state.connectionTypes.find("name", type)?.id ?? type }),
    ...(method === undefined ? {} : { creation_method: method }),
    ...(oauth === undefined ? {} : { created_with_o_auth: oauth }),
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { value }])),
  };
  const path = `${sandbox === undefined ? "" : `/~${sandbox}/api/v1`}/connections/test`;
  const json = { connection, ...(runner === null ? {} : { runner_group: runner }) };
  return vaults.request("POST", path, { json, ...(key === undefined ? {} : { key }) });
}

/** The words of a test that succeeded. */
export async function succeed(vaults: Vaults, tested: Tested): Promise<string> {
  return (await askForTest(vaults, tested)).ok<string>();
}

/** The words of a test that failed or could not be made. */
export async function fail(vaults: Vaults, tested: Tested): Promise<string> {
  const refused = (await askForTest(vaults, tested)).refused(400);
  expect(refused.message).toBe("Cannot create Connection");
  return refused.details;
}

/** A Passwordstate connection at an address. */
export function passwordstateAt(address: string, key: string): Tested {
  return { type: "passwordstate", attributes: { "API Address": address, "API Key": key } };
}

/** A connection with one header at an address. */
export function headerAt(address: string, name: string, value: string): Tested {
  return {
    type: "http_custom",
    attributes: { "API Address": address, "Header 1 Name": name, "Header 1 Value": value },
  };
}
