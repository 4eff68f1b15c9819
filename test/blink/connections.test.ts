import { expect, test } from "vitest";
import { MASK } from "../../mocks/blink/rules/read-attributes.ts";
import { ids, keys, smallBlink } from "./small-blink.ts";
import { NOW, type RunningBlink, startBlink } from "./start-blink.ts";

type Connection = Record<string, unknown> & { readonly id: string; readonly attributes: Record<string, unknown> };

const secrets = ["first-secret", "second-secret", "third-secret"];

async function typeId(blink: RunningBlink, name: string): Promise<string> {
  const [type] = (await blink.request("GET", "/connection_types", { q: { filter: { name } } })).rows();
  return String(type?.id);
}

async function get(blink: RunningBlink, id: string): Promise<Connection> {
  const [connection] = (await blink.request("GET", `/connections/${id}`)).ok<Connection[]>();
  if (!connection) throw new Error(`There is no connection ${id}.`);
  return connection;
}

/** The secret that a connection holds, whatever reads show. */
function secretOf(blink: RunningBlink, id: string, name = "API Key") {
  return blink.state.connections.find("id", id)?.attributes[name];
}

async function details(blink: RunningBlink, method: string, path: string, json?: object): Promise<string> {
  const before = blink.snapshot();
  const refused = (await blink.request(method, path, { json })).refused(400);
  expect(blink.snapshot()).toBe(before);
  return refused.details;
}

test("a connection to a vault is created without a test, and shown with its secret masked", async () => {
  const blink = await startBlink();
  const sent = {
    name: "passwordstate-prod",
    connection_type_id: await typeId(blink, "passwordstate"),
    creation_method: "api_key",
    created_with_o_auth: false,
    attributes: { "API Address": { value: "http://127.0.0.1:9119/api" }, "API Key": { value: "abc123" } },
  };
  const created = await blink.request("POST", "/connections", { json: sent });
  expect(created.text).not.toContain("abc123");
  const connection = created.ok<Connection>();
  expect(connection).toMatchObject({
    ...{ name: "passwordstate-prod", type_name: "passwordstate", creation_method: "api_key", status: "active" },
    ...{ attributes: { "API Address": { value: "http://127.0.0.1:9119/api" }, "API Key": { value: MASK } } },
    ...{ created_at: NOW, workspace_id: ids.platform, tenant_id: ids.tenant, tags: [], secret_manager: "" },
  });
  expect(await get(blink, connection.id)).toEqual(connection);
  expect(secretOf(blink, connection.id)).toBe("abc123");
});

test("no read shows a secret, by whichever way it is read", async () => {
  const blink = await startBlink();
  for (const path of ["/connections", `/connections/${ids.vault}`, `/workspace/${ids.payments}/connections`]) {
    const { text } = await blink.request("GET", path, { key: keys.admin, headers: {} });
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
  const omitting = await startBlink(undefined, { "secret-attributes": "omitted" });
  expect((await get(omitting, ids.vault)).attributes).toEqual({
    "API Address": { value: "https://vault.example.test/api" },
  });
  const showing = await startBlink(undefined, { "secret-attributes": "returned", "connection-get": "object" });
  const shown = (await showing.request("GET", `/connections/${ids.vault}`)).ok<Connection>();
  expect(shown.attributes["API Key"]).toEqual({ value: "first-secret" });
});

test("an edit that sends back what was read keeps the secret, and one that sends another changes it", async () => {
  const blink = await startBlink();
  const { attributes } = await get(blink, ids.vault);
  const path = `/connections/${ids.vault}`;
  blink.sandbox.clock.advance("PT1M");
  const moved = { ...attributes, "API Address": { value: "https://other.example.test/api" } };
  const edited = (await blink.request("POST", path, { json: { attributes: moved, tags: ["b"], active: false } })).ok();
  expect(edited).toMatchObject({ attributes: moved, tags: ["b"], status: "inactive", updated_at: NOW + 60_000 });
  expect(edited.created_at).toBe(Date.parse("2026-06-29T09:05:41Z"));
  expect(secretOf(blink, ids.vault)).toBe("first-secret");
  (await blink.request("POST", path, { json: { attributes: {} } })).ok();
  expect(secretOf(blink, ids.vault)).toBe("first-secret");
  (await blink.request("POST", path, { json: { attributes: { "API Key": { value: "fresh" } } } })).ok();
  expect(secretOf(blink, ids.vault)).toBe("fresh");
  expect(await details(blink, "POST", path, { attributes: { "API Key": { value: "" } } })).toBe(
    "'API Key' is required.",
  );
});

test("what an edit does with the mask and with what is left out can be switched", async () => {
  const blink = await startBlink(undefined, { "resent-mask": "refused", "missing-attribute": "cleared" });
  const path = `/connections/${ids.vault}`;
  const masked = { attributes: { "API Key": { value: MASK } } };
  expect(await details(blink, "POST", path, masked)).toBe("'API Address' is required.");
  const address = { "API Address": { value: "https://x.example.test" } };
  expect(await details(blink, "POST", path, { attributes: { ...address, ...masked.attributes } })).toContain(
    "is the mask",
  );
});

test("a name is fixed once created, unique in the company account, and made up when there is none", async () => {
  const blink = await startBlink();
  const path = `/connections/${ids.vault}`;
  expect(await details(blink, "POST", path, { name: "other" })).toBe(
    "A connection's name is fixed once it is created.",
  );
  (await blink.request("POST", path, { json: { name: "vault", description: "same name" } })).ok();
  const connection_type_id = await typeId(blink, "http_bearer");
  const attributes = { Token: { value: "t" } };
  const create = (more: object) => ({ connection_type_id, attributes, ...more });
  expect(await details(blink, "POST", "/connections", create({ name: "ledger" }))).toContain("names are unique");
  const names: unknown[] = [];
  for (let count = 0; count < 2; count += 1) {
    names.push((await blink.request("POST", "/connections", { json: create({}) })).ok().name);
  }
  expect(names).toEqual(["http_bearer", "http_bearer-2"]);
  const other = await startBlink(undefined, {
    ...{ "connection-names": "workspace", "connection-without-name": "refused", "name-in-edit": "ignored" },
  });
  const there = { connection_type_id: await typeId(other, "http_bearer"), attributes };
  (await other.request("POST", "/connections", { json: { ...there, name: "ledger" } })).ok();
  expect(await details(other, "POST", "/connections", there)).toBe("A connection needs a name.");
  expect((await other.request("POST", path, { json: { name: "x" } })).ok().name).toBe("vault");
});

test("attributes are those of the method: required ones must be there, others and wrong choices are refused", async () => {
  const blink = await startBlink();
  const of = async (type: string, attributes: object, more: object = {}) => {
    const connection_type_id = await typeId(blink, type);
    return details(blink, "POST", "/connections", { name: "n", connection_type_id, attributes, ...more });
  };
  const address = { "API Address": { value: "https://x.example.test" } };
  expect(await of("passwordstate", address)).toBe("'API Key' is required.");
  expect(await of("passwordstate", { ...address, "API Key": { value: MASK } })).toContain("is the mask");
  expect(await of("passwordstate", { ...address, Extra: { value: "x" } })).toContain("has no attribute 'Extra'");
  expect(await of("passwordstate", {}, { creation_method: "magic" })).toBe(
    "'passwordstate' has no method 'magic'; it has api_key.",
  );
  expect(await of("chat", { Token: { value: "t" }, Region: { value: "moon" } })).toBe(
    "'Region' must be one of eu, us.",
  );
  expect(await of("passwordstate", { "API Key": "bare" })).toContain("attributes.API Key");
  const header = { "Header 1 Name": { value: "AUTHTOKEN" }, "Header 1 Value": { value: "t" } };
  expect(await of("http_custom", { ...header, "Header 3 Name": { value: "X" } })).toBe(
    "'Header 3 Name' and 'Header 3 Value' go together.",
  );
  const unknown = { name: "n", connection_type_id: ids.group };
  expect(await details(blink, "POST", "/connections", unknown)).toContain("There is no connection type");
  const lenient = await startBlink(undefined, { "unknown-attribute": "ignored" });
  const extra = { attributes: { Extra: { value: "x" } } };
  const edited = (await lenient.request("POST", `/connections/${ids.vault}`, { json: extra })).ok<Connection>();
  expect(Object.keys(edited.attributes)).toEqual(["API Address", "API Key"]);
  const bodies = ["[1]", "{", '"x"'];
  for (const body of bodies) (await blink.request("POST", "/connections", { body })).refused(400);
});

test("a method can be changed later, and what only the old one had goes", async () => {
  const blink = await startBlink();
  const path = `/connections/${ids.oauth}`;
  const before = await get(blink, ids.oauth);
  expect(before).toMatchObject({ creation_method: "sign_in", created_with_o_auth: true, attributes: {} });
  const attributes = { Token: { value: "t" } };
  const edited = (await blink.request("POST", path, { json: { creation_method: "token", attributes } })).ok();
  expect(edited.attributes).toEqual({ Token: { value: MASK }, Region: { value: "eu" } });
  const back = (await blink.request("POST", path, { json: { creation_method: "sign_in" } })).ok();
  expect(back.attributes).toEqual({});
});

test("a secret does not become readable by a change to a method that knows its name as plain text", async () => {
  const method = (name: string, input: string) => ({ name, attributes: [{ name: "Code", input, required: false }] });
  const part = {
    ...smallBlink,
    connectionTypes: [{ name: "door", methods: [method("secret", "password"), method("open", "text")] }],
    workspaces: [
      {
        name: "platform",
        connections: [{ id: ids.vault, name: "d", type: "door", attributes: { Code: "hush-hush" } }],
      },
    ],
    users: [{ email: "owner@example.test", roles: { platform: "Owner" }, keys: [{ name: "k", value: keys.owner }] }],
  };
  const blink = await startBlink(part);
  for (const json of [{ creation_method: "open" }, { creation_method: "secret" }, { creation_method: "" }]) {
    const { text } = await blink.request("POST", `/connections/${ids.vault}`, { json });
    expect(text).not.toContain("hush-hush");
  }
  expect(secretOf(blink, ids.vault, "Code")).toBeUndefined();
});

test("a deleted connection is gone, and its id answers with the deleted one", async () => {
  const blink = await startBlink();
  expect((await blink.request("DELETE", `/connections/${ids.vault}`)).ok<string>()).toBe(ids.vault);
  const gone = (await blink.request("GET", `/connections/${ids.vault}`)).refused(404);
  expect(gone.message).toBe("Cannot find Connection");
  (await blink.request("DELETE", `/connections/${ids.vault}`)).refused(404);
});

test("a connection that is lent can be read where it is lent to, and changed at home alone", async () => {
  const blink = await startBlink();
  const names = async () => (await blink.request("GET", "/connections")).rows().map(({ name }) => name);
  expect(await names()).toEqual(["vault", "pmp", "chatter", "ledger"]);
  const [row] = (await blink.request("GET", "/connections", { q: { filter: { name: "ledger" } } })).rows();
  expect(row).toMatchObject({
    ...{ is_shared: true, shared_from: ids.payments, shared_with: [ids.platform], workspace_name: "payments" },
  });
  expect(await details(blink, "POST", `/connections/${ids.lent}`, { tags: [] })).toContain(
    "shared from another workspace",
  );
  expect(await details(blink, "DELETE", `/connections/${ids.lent}`)).toContain("shared from another workspace");
  await blink.administer("connections.unshare", { connection: "ledger", workspace: "platform" });
  expect(await names()).not.toContain("ledger");
  (await blink.request("GET", `/connections/${ids.lent}`)).refused(404);
  await blink.administer("connections.share", { connection: "vault", workspace: "payments" });
  const there = `/workspace/${ids.payments}/connections/${ids.vault}`;
  (await blink.request("GET", there, { key: keys.admin })).ok();
});
