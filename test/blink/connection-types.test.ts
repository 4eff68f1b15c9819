import { expect, test } from "vitest";
import { keys } from "./small-blink.ts";
import { startBlink } from "./start-blink.ts";

type Type = Record<string, unknown> & { readonly id: string };

test("the types that come along have the forms that the vendor documents", async () => {
  const blink = await startBlink();
  const types = (await blink.request("GET", "/connection_types")).rows();
  expect(types.map(({ name }) => name)).toEqual([
    ...["passwordstate", "http_basic", "http_bearer", "http_custom"],
    ...["brinqa", "cynet", "silverfort", "coupa_compass", "chat"],
  ]);
  expect(types[0]).toMatchObject({
    ...{ plugin_name: "passwordstate", oauth_supported: false, tenant_id: "" },
    creation_methods: [{ name: "api_key", display_name: "API Key", attributes: ["API Address", "API Key"] }],
    attributes: {
      "API Address": { input_type: "url", required: true, field_type: 0, index: 0 },
      "API Key": { input_type: "password", required: true, field_type: 0, index: 1 },
    },
  });
  const custom = types[3]?.attributes as Record<string, { required: boolean }>;
  expect(Object.keys(custom).filter((name) => name.startsWith("Header"))).toHaveLength(6);
  expect(types[5]).toMatchObject({
    creation_methods: [{ name: "access_key" }, { name: "on_prem_username_and_password" }],
  });
  const oauth = await blink.request("GET", "/connection_types", { q: { filter: { oauth_supported: true } } });
  expect(oauth.rows().map(({ name }) => name)).toEqual(["chat"]);
});

test("a type is added, used and, once nothing uses it, deleted", async () => {
  const blink = await startBlink();
  const key = keys.admin;
  const attributes = { Token: { required: true, input_type: "password" }, Colour: { field_type: 2, options: ["red"] } };
  const json = { name: "beacon", display_name: "Beacon", attributes };
  const type = (await blink.request("POST", "/connection_types", { json, key })).ok<Type>();
  expect(type).toMatchObject({ name: "beacon", attributes: { Token: { required: true }, Colour: { field_type: 2 } } });
  expect((await blink.request("GET", `/connection_types/${type.id}`)).ok()).toEqual(type);
  const path = `/connection_types/${type.id}`;
  const sent = { name: "b", connection_type_id: type.id, attributes: { Token: { value: "hush" } } };
  const connection = (await blink.request("POST", "/connections", { json: sent })).ok<Type>();
  expect(JSON.stringify(connection)).not.toContain("hush");
  expect((await blink.request("DELETE", path, { key })).refused(400).details).toBe(
    "'beacon' is used by 1 connections.",
  );
  (await blink.request("DELETE", `/connections/${connection.id}`)).ok();
  expect((await blink.request("DELETE", path, { key })).ok<string>()).toBe(type.id);
  (await blink.request("GET", path)).refused(404);
});

test("what cannot be a type is refused, and what comes with Blink stays", async () => {
  const blink = await startBlink();
  const create = async (json: object) => {
    return (await blink.request("POST", "/connection_types", { json, key: keys.admin })).refused(400).details;
  };
  expect(await create({ name: "Has Spaces", attributes: {} })).toContain("name: expected lower-case letters");
  expect(await create({ name: "chat", attributes: {} })).toBe("There is a connection type 'chat' already.");
  expect(await create({ name: "x", attributes: { A: { field_type: 9 } } })).toContain("attributes.A.field_type");
  expect(await create({ name: "x" })).toContain("attributes: ");
  const builtIn = blink.state.connectionTypes.find("name", "passwordstate")?.id;
  const kept = await blink.request("DELETE", `/connection_types/${builtIn}`, { key: keys.admin });
  expect(kept.refused(400).details).toBe("'passwordstate' comes with Blink and cannot be deleted.");
});
