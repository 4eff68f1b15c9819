import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { guessShell, renderVariables } from "../../src/cli/show/shells.ts";
import { startSteered } from "./steered.ts";

const run = promisify(execFile);
const odd = { ODD: `a 'quoted' "b" \\ $HOME %PATH% & | \`c\`` };

test("env gives addresses, credentials and trust, and the certificate's file is there", async () => {
  const { cli, vault, folder } = await startSteered();
  const variables = JSON.parse(await cli("env", "--json"));
  const ca = path.join(folder, "ca.pem");
  expect(variables).toMatchObject({
    FAUXVAULT_CONTROL: vault.control.url,
    FAUXVAULT_PASSWORDSTATE_URL: vault.https(),
    FAUXVAULT_PASSWORDSTATE_HTTP_URL: vault.url(),
    FAUXVAULT_PASSWORDSTATE_KEY_SYSTEM_WIDE: vault.credential("System Wide"),
    FAUXVAULT_PASSWORDSTATE_KEY_COPY_MOVE_PASSWORD_RECORD: vault.credential("Copy/Move Password Record"),
    FAUXVAULT_PASSWORDSTATE_KEY_LIST_KEY_OF_LINUX_SERVERS: vault.credential("list key of 'Linux Servers'"),
    NODE_EXTRA_CA_CERTS: ca,
    SSL_CERT_FILE: ca,
    REQUESTS_CA_BUNDLE: ca,
    CURL_CA_BUNDLE: ca,
  });
  expect(await readFile(ca, "utf8")).toBe(await vault.ca.pem());
});

test("another certificate at the same path, as beside a container, is not taken for the vault's", async () => {
  const { cli, vault, folder } = await startSteered();
  await vault.ca.pem();
  await writeFile(path.join(folder, "ca.pem"), "the certificate of another fauxvault");
  await expect(cli("env", "--json")).rejects.toThrow("--ca-file ca.pem");
});

test("with these variables alone, a Node program trusts the vault over TLS", async () => {
  const { cli, vault } = await startSteered();
  const variables = JSON.parse(await cli("env", "--shell", "json"));
  const { path: place } = vault.example() ?? {};
  const code = `fetch(process.env.FAUXVAULT_PASSWORDSTATE_URL + "${place}", { headers: { APIKey:
    process.env.FAUXVAULT_PASSWORDSTATE_KEY_SYSTEM_WIDE } }).then((reply) => console.log(reply.status))`;
  const { stdout } = await run(process.execPath, ["-e", code], { env: { ...process.env, ...variables } });
  expect(stdout).toBe("200\n");
});

test("a sandbox has its own port in env, or the default's with its prefix", async () => {
  const { cli, vault } = await startSteered();
  const own = await vault.fork({ id: "own" });
  await vault.control.createSandbox({ id: "shared" });
  const urlOf = async (id: string) =>
    JSON.parse(await cli("env", "--json", "--sandbox", id)).FAUXVAULT_PASSWORDSTATE_HTTP_URL;
  expect(await urlOf("own")).toBe(own.url());
  expect(await urlOf("shared")).toBe(`${vault.url()}/~shared`);
});

test("--ca-file writes the certificate where it is wanted", async () => {
  const { cli, vault, folder } = await startSteered();
  const file = path.join(folder, "elsewhere.pem");
  expect(JSON.parse(await cli("env", "--json", "--ca-file", file)).SSL_CERT_FILE).toBe(file);
  expect(await readFile(file, "utf8")).toBe(await vault.ca.pem());
});

test("a POSIX shell reads what env prints", async ({ skip }) => {
  if (!existsSync("/bin/sh")) skip("there is no /bin/sh");
  const { cli, vault } = await startSteered();
  const text = await cli("env", "--shell", "sh");
  const { stdout } = await run("/bin/sh", ["-c", `${text}\nprintf %s "$FAUXVAULT_PASSWORDSTATE_KEY_SYSTEM_WIDE"`]);
  expect(stdout).toBe(vault.credential("System Wide"));
  const quoted = await run("/bin/sh", ["-c", `${renderVariables("sh", odd, ["a remark"])}\nprintf %s "$ODD"`]);
  expect(quoted.stdout).toBe(odd.ODD);
});

test.each([
  ["sh", `# why\nexport ODD='a '\\''quoted'\\'' "b" \\ $HOME %PATH% & | \`c\`'`],
  ["fish", `# why\nset -gx ODD 'a \\'quoted\\' "b" \\\\ $HOME %PATH% & | \`c\`'`],
  ["powershell", `# why\n$env:ODD = 'a ''quoted'' "b" \\ $HOME %PATH% & | \`c\`'`],
  ["cmd", `rem why\nset "ODD=a 'quoted' b \\ $HOME %PATH% & | \`c\`"`],
] as const)("%s quotes what means something to it", (shell, text) => {
  expect(renderVariables(shell, odd, ["why"])).toBe(text);
});

test.each([
  [{ SHELL: "/usr/bin/fish" }, "linux", "fish"],
  [{ SHELL: "/bin/zsh" }, "darwin", "sh"],
  [{}, "win32", "powershell"],
  [{ SHELL: "/usr/bin/bash" }, "win32", "sh"],
] as const)("the shell around %j on %s is taken for %s", (env, platform, shell) => {
  expect(guessShell(env, platform)).toBe(shell);
});
