import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { makeAuthority } from "../../src/http/authority/make-authority.ts";
import { encodeNameConstraints } from "../../src/http/authority/name-constraints.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { makeValidity } from "../../src/http/authority/validity.ts";
import { makeFreshFolder } from "./make-fresh-folder.ts";

const PROCESSES = 6;

test("authorities opened at once on one fresh folder are the same", async () => {
  const folder = join(await makeFreshFolder(), "fresh");
  const authorities = Array.from({ length: 8 }, () => openAuthority({ folder }));

  await Promise.all(authorities.map((authority) => authority.secureContext()));

  await expectOne(folder, await Promise.all(authorities.map((authority) => authority.caPem())));
});

test("authorities opened at once on a damaged or an expiring key file are the same", async () => {
  const expiring = await makeAuthority(encodeNameConstraints([]), makeValidity(3));
  for (const unusable of ["damaged", expiring]) {
    const folder = await makeFreshFolder();
    await writeFile(join(folder, "ca-key.pem"), unusable);
    const authorities = Array.from({ length: 8 }, () => openAuthority({ folder }));

    await expectOne(folder, await Promise.all(authorities.map((authority) => authority.caPem())));
  }
});

test("processes that start at once on one folder use the same authority, fresh or damaged", async () => {
  const program = await bundleProgram();
  const fresh = join(await makeFreshFolder(), "fresh");
  const damaged = await makeFreshFolder();
  await writeFile(join(damaged, "ca-key.pem"), "damaged");

  await expectOne(fresh, await startAtOnce(program, fresh));
  await expectOne(damaged, await startAtOnce(program, damaged));
});

async function expectOne(folder: string, pems: readonly string[]): Promise<void> {
  const [pem = ""] = pems;
  expect(new X509Certificate(pem).ca).toBe(true);
  expect(new Set(pems).size).toBe(1);
  expect(await readFile(join(folder, "ca.pem"), "utf8")).toBe(pem);
  expect(await readFile(join(folder, "ca-key.pem"), "utf8")).toContain(pem);
  expect((await readdir(folder)).sort()).toEqual(["ca-key.pem", "ca.pem"]);
}

/** Makes a program that says "ready", waits for its input to end, uses the authority in a folder and prints its PEM. */
async function bundleProgram(): Promise<string> {
  const folder = await makeFreshFolder();
  const [openFile, loadFile] = ["open-authority.ts", "load-x509.ts"].map((name) =>
    JSON.stringify(fileURLToPath(new URL(`../../src/http/authority/${name}`, import.meta.url))),
  );
  const entry = join(folder, "entry.ts");
  // The library is loaded before, so that the processes differ by less than the time that its import takes.
  await writeFile(
    entry,
    `import { openAuthority } from ${openFile};
    import { loadX509 } from ${loadFile};
    await loadX509();
    process.stdout.write("ready\\n");
    for await (const _ of process.stdin);
    const authority = openAuthority({ folder: process.argv[2] });
    await authority.secureContext();
    process.stdout.write(await authority.caPem());`,
  );
  const build = await rolldown({ input: entry, platform: "node", tsconfig: false, logLevel: "silent" });
  await build.write({ dir: folder, entryFileNames: "program.mjs", chunkFileNames: "[name].mjs" });
  return join(folder, "program.mjs");
}

async function startAtOnce(program: string, folder: string): Promise<string[]> {
  const children = Array.from({ length: PROCESSES }, () =>
    spawn(process.execPath, [program, folder], { stdio: ["pipe", "pipe", "inherit"] }),
  );
  await Promise.all(children.map((child) => once(child.stdout, "readable")));
  for (const child of children) child.stdin.end();
  const outputs = await Promise.all(children.map((child) => text(child.stdout)));
  return outputs.map((output) => output.replace("ready\n", ""));
}
