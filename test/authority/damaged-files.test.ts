import { X509Certificate } from "node:crypto";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AuthorityError } from "../../src/http/authority/authority-error.ts";
import { makeAuthority } from "../../src/http/authority/make-authority.ts";
import { encodeNameConstraints } from "../../src/http/authority/name-constraints.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { settleFile } from "../../src/http/authority/settle-file.ts";
import { makeValidity } from "../../src/http/authority/validity.ts";
import { makeFreshFolder } from "./make-fresh-folder.ts";
import { askNode, serveTls } from "./serve-tls.ts";

/** Starts on a folder whose key file says `text`, as the next run of fauxvault would. Gives the authority's PEM. */
async function startOn(folder: string, text: string | Buffer): Promise<string> {
  await writeFile(join(folder, "ca-key.pem"), text);
  const authority = openAuthority({ folder });
  const port = await serveTls(await authority.secureContext());
  const pem = await authority.caPem();
  expect(await askNode(port, pem)).toBe("trusted");
  expect(await readFile(authority.caFile, "utf8")).toBe(pem);
  expect((await readdir(folder)).sort()).toEqual(["ca-key.pem", "ca.pem"]);
  return pem;
}

async function makeText(days: number, extraHosts: readonly string[] = []): Promise<string> {
  return makeAuthority(encodeNameConstraints(extraHosts), makeValidity(days));
}

test("the next start uses the authority that is there", async () => {
  const folder = await makeFreshFolder();
  const text = await makeText(31);

  const pem = await startOn(folder, text);
  const written = await stat(join(folder, "ca.pem"));

  expect(text).toContain(pem);
  expect(await startOn(folder, text)).toBe(pem);
  expect(await readFile(join(folder, "ca-key.pem"), "utf8")).toBe(text);
  expect((await stat(join(folder, "ca.pem"))).ino).toBe(written.ino);
});

test("an authority with fewer than 30 days left is made again", async () => {
  const text = await makeText(29);

  const pem = await startOn(await makeFreshFolder(), text);

  expect(text).not.toContain(pem);
  expect(Date.parse(new X509Certificate(pem).validTo)).toBeGreaterThan(Date.now() + 4 * 365 * 86_400_000);
});

test("a damaged key file is replaced: empty, cut off, binary, without its certificate, or with a foreign one", async () => {
  const text = await makeText(100);
  const [key = "", certificate = ""] = text.split(/(?=-----BEGIN CERTIFICATE)/);
  const foreign = (await makeText(100)).split(/(?=-----BEGIN CERTIFICATE)/)[1] ?? "";
  expect(foreign).toContain("BEGIN CERTIFICATE");

  for (const damaged of ["", text.slice(0, -80), Buffer.from([0xff, 0, 0x80]), key, certificate, key + foreign]) {
    const pem = await startOn(await makeFreshFolder(), damaged);
    expect(text).not.toContain(pem);
  }
});

test("an authority that may sign for other names than it should is replaced", async () => {
  const text = await makeText(100, ["vault.example.com"]);

  expect(text).not.toContain(await startOn(await makeFreshFolder(), text));
});

test("a replacement that a dying process left half done is finished, not made anew", async () => {
  const folder = await makeFreshFolder();
  const proposal = await makeText(100);
  // e3b0c442 is where the SHA-256 of an empty text begins.
  await writeFile(join(folder, "ca-key.pem.after-e3b0c442"), proposal);

  expect(proposal).toContain(await startOn(folder, ""));
});

test("a missing or altered ca.pem is written again from the key file", async () => {
  const folder = await makeFreshFolder();
  const { caFile, caPem } = openAuthority({ folder });
  const pem = await caPem();

  await rm(caFile);
  expect(await openAuthority({ folder }).caPem()).toBe(pem);
  expect(await readFile(caFile, "utf8")).toBe(pem);
  await writeFile(caFile, "altered");
  expect(await openAuthority({ folder }).caPem()).toBe(pem);
  expect(await readFile(caFile, "utf8")).toBe(pem);
});

test("a file that nothing can make usable ends in an error that names it", async () => {
  const file = join(await makeFreshFolder(), "key.pem");
  let made = 0;

  const outcome = settleFile(
    file,
    () => undefined,
    async () => `attempt ${made++}`,
  );

  await expect(outcome).rejects.toThrow(AuthorityError);
  await expect(outcome).rejects.toThrow(file);
});
