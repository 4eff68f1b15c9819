import { expect, test } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { Canaries } from "../../contracts/canaries.ts";
import { readTarget } from "../../contracts/live/read-target.ts";
import type { TargetChoice } from "../../contracts/live/target.ts";
import { findProduct } from "../../contracts/products/find-product.ts";
import { runContract } from "../../contracts/runner.ts";
import { createConnector } from "../../examples/typescript/passwordstate-connector.ts";
import { findDeadAddress, runCli } from "../cli/cli.ts";
import { startTarget, verifyAt, writeTemporary } from "./live-target.ts";

const SECRET = "quartz-81-tern-granite";

function read(choice: Partial<TargetChoice>, http = false) {
  const environment = { FAUXVAULT_TARGET_CREDENTIAL: SECRET, EMPTY: "" };
  return readTarget({ address: "https://vault.example", ...choice }, { http, environment, canaries: new Canaries() });
}

test("an address is plain, and its scheme is the one that was asked for", () => {
  expect(read({ address: "https://vault.example:9119/vault//" }).address).toBe("https://vault.example:9119/vault");
  expect(read({ address: "http://vault.example" }, true).address).toBe("http://vault.example");
  expect(() => read({ address: "http://vault.example" })).toThrow("Add --http if you mean it");
  expect(() => read({}, true)).toThrow("Leave one of them out");
  for (const address of ["vault.example", "ftp://vault.example", ""])
    expect(() => read({ address })).toThrow("no http");
  for (const rest of [`?apikey=${SECRET}`, `#${SECRET}`]) {
    expect(() => read({ address: `https://vault.example/${rest}` })).toThrow(/^(?!.*quartz).*which it may not/);
  }
  expect(() => read({ address: `https://me:${SECRET}@vault.example` })).toThrow(/^(?!.*quartz).*which it may not/);
});

test("writing takes a prefix that tells a run's secrets from all others, and a place to make them in", () => {
  const writing = { allowWrites: true, container: "101" };
  for (const prefix of ["fv-", "ci.nightly_", "a1-", `${"a".repeat(23)}-`]) {
    expect(read({ ...writing, prefix }).writes).toEqual({ prefix });
  }
  for (const prefix of [
    "",
    "-",
    "a-",
    "fv",
    "fauxvault",
    "*-",
    "f v-",
    "-fv-",
    `${"a".repeat(24)}-`,
    "fv-\n",
    "ü-ü-",
  ]) {
    expect(() => read({ ...writing, prefix })).toThrow("cannot be used");
  }
  expect(() => read(writing)).toThrow("takes --prefix");
  expect(() => read({ allowWrites: true, prefix: "fv-" })).toThrow("takes --container");
  expect(() => read({ prefix: "fv-" })).toThrow("give --allow-writes too");
  expect(read({}).writes).toBeUndefined();
});

test("secrets come from the environment, and are known from then on", () => {
  const canaries = new Canaries();
  const secrets = [{ id: "1", container: "101", name: "plain", valueEnv: "VALUE" }];
  const environment = { KEY: SECRET, VALUE: "Marigold-Anvil-41" };
  const choice = { address: "https://vault.example", credentialEnv: "KEY", secrets };
  readTarget(choice, { http: false, environment, canaries });
  expect(canaries.mask(`${SECRET} Marigold-Anvil-41`)).toBe("*** ***");
  expect(() => read({ credentialEnv: "OTHER" })).toThrow("OTHER is not set: it is to hold the target's credential");
  expect(() => read({ credentialEnv: "EMPTY" })).toThrow("EMPTY is empty");
});

test("a secret that is too short to be found and masked is refused by its variable's name, and never shown", () => {
  const canaries = new Canaries();
  const secrets = [{ id: "1", container: "101", name: "plain", valueEnv: "VALUE" }];
  const choice = { address: "https://vault.example", credentialEnv: "KEY", secrets };
  const readWith = (environment: NodeJS.ProcessEnv) => () => readTarget(choice, { http: false, environment, canaries });
  expect(readWith({ KEY: SECRET, VALUE: "hunter2" })).toThrow(/^(?!.*hunter2).*variable VALUE holds fewer than 8/);
  expect(readWith({ KEY: "  hunter2  ", VALUE: SECRET })).toThrow(/^(?!.*hunter2).*variable KEY holds fewer than 8/);
  expect(readWith({ KEY: "hunter22", VALUE: "hunter23" })).not.toThrow();
});

test("what is no name of a variable is not repeated: a shell may have put the key itself there", () => {
  for (const credentialEnv of [SECRET, "key", "", "A B", "KEY\n"]) {
    expect(() => read({ credentialEnv })).toThrow(
      /^What is given as the environment variable that holds the target's credential is no name of one\. Name an/,
    );
  }
});

test("a target that cannot be reached ends with code 4, and says why", async () => {
  const dead = await findDeadAddress();
  const environment = { FAUXVAULT_TARGET_CREDENTIAL: SECRET };
  const module = await writeTemporary("connector.mjs", CONNECTOR);
  const options = { product: "passwordstate", module, environment, caFile: undefined };
  const at = await startTarget("passwordstate");
  const nobody = await verifyAt(at, { ...options, target: dead, http: true });
  expect(nobody).toMatchObject({
    code: 4,
    text: expect.stringContaining("cannot be reached: ECONNREFUSED.") as string,
  });
  const untrusted = await verifyAt(at, { ...options, target: at.https });
  expect(untrusted).toMatchObject({
    code: 4,
    text: expect.stringContaining("--ca-file names the authority") as string,
  });
  // Another server, or a proxy in between: it answers, but not as a Passwordstate does.
  const other = await verifyAt(at, { ...options, target: `${at.http}/nowhere`, http: true });
  expect(other).toMatchObject({ code: 4, text: expect.stringContaining("not the product's") as string });
  const refused = await verifyAt(at, { ...options, target: at.http, http: true });
  expect(refused).toMatchObject({ code: 2, text: expect.stringContaining("status 401") as string });
  for (const { text } of [nobody, untrusted, other, refused]) expect(text).not.toContain(SECRET);
});

const CONNECTOR = `
  const settings = ["address", "credential"].map((name) => ({ name, required: true, secret: name === "credential" }));
  export const createConnector = () => ({
    describe: () => ({ name: "c", version: "1", capabilities: [], settings }),
    connect: async () => {}, close: async () => {}, testConnection: async () => ({ outcome: "passed" }),
    getSecret: async () => { throw Object.assign(new Error("no"), { kind: "forbidden" }); },
  });`;

test("a product that cannot be reached like that is told with the reason, and nothing is asked", async () => {
  const product = findProduct("blink");
  const adapter = inProcess(createConnector);
  const run = runContract({ product, adapter, target: { target: read({}) } });
  await expect(run).rejects.toThrow(
    "The Blink contract cannot be run at a target. To read at Blink is to run a workflow",
  );
  await adapter.close();
});

test("options that do not go together are refused before anything is asked", async () => {
  const file = await writeTemporary("connector.mjs", CONNECTOR);
  const end = ["--module", file];
  const target = ["--target", "https://vault.example"];
  const env = { FAUXVAULT_TARGET_CREDENTIAL: SECRET };
  const told = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(["verify", "passwordstate", ...args, ...end], env);
    return { code, text: `${stdout}${stderr}` };
  };
  const wrong = (words: string) => ({ code: 2, text: expect.stringContaining(words) as string });
  expect(await told("--allow-writes")).toEqual(wrong("--allow-writes is for a run at a target"));
  expect(await told(...target, "--control", "http://127.0.0.1:1")).toEqual(wrong("name one of them"));
  expect(await told(...target, "--hold")).toEqual(wrong("--hold is for mocks"));
  expect(await told(...target, "--ca-file", `${file}.none`)).toEqual(wrong("cannot be read (ENOENT)"));
});

test("a configuration names variables and no secrets, and a target for one connector alone", async () => {
  const config = (target: object) => {
    const connector = { product: "passwordstate", adapter: { module: "connector.mjs" }, target };
    return writeTemporary("fauxvault.config.json", JSON.stringify({ connectors: { one: connector, two: connector } }));
  };
  const address = "https://vault.example";
  const run = async (target: object, ...args: string[]) =>
    runCli(["verify", "--config", await config(target), ...args]);
  const secret = await run({ address, credentialEnv: "0b10d088d963f4fb" });
  expect(secret.code).toBe(2);
  expect(secret.stdout).toContain("Name an environment variable");
  expect(secret.stdout).not.toContain("0b10d088");
  const several = await run({ address }, "--target", address);
  expect(several).toMatchObject({ code: 2, stdout: expect.stringContaining("has several connectors") as string });
});
