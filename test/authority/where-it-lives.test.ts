import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join, resolve, win32 } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { AuthorityError } from "../../src/http/authority/authority-error.ts";
import { defaultAuthorityFolder } from "../../src/http/authority/default-authority-folder.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { makeFreshFolder } from "./make-fresh-folder.ts";

test("the folder is where each system keeps a user's data, unless FAUXVAULT_HOME names another", () => {
  const home = "/home/me";

  expect(defaultAuthorityFolder({ HOME: home }, "linux")).toBe("/home/me/.local/share/fauxvault");
  expect(defaultAuthorityFolder({ HOME: home, XDG_DATA_HOME: "/data" }, "linux")).toBe("/data/fauxvault");
  expect(defaultAuthorityFolder({ HOME: home, XDG_DATA_HOME: "data" }, "linux")).toBe(
    "/home/me/.local/share/fauxvault",
  );
  expect(defaultAuthorityFolder({ HOME: home }, "darwin")).toBe("/home/me/Library/Application Support/fauxvault");
  expect(defaultAuthorityFolder({ LOCALAPPDATA: "C:\\Data" }, "win32")).toBe("C:\\Data\\fauxvault");
  expect(defaultAuthorityFolder({}, "win32")).toBe(win32.join(homedir(), "AppData", "Local", "fauxvault"));
  expect(defaultAuthorityFolder({ HOME: home, FAUXVAULT_HOME: "" }, "linux")).toBe("/home/me/.local/share/fauxvault");
  for (const platform of ["linux", "darwin", "win32"] as const) {
    expect(defaultAuthorityFolder({ HOME: home, FAUXVAULT_HOME: "/mine" }, platform)).toBe("/mine");
  }
});

test("an authority without a folder lives in FAUXVAULT_HOME, and its path is absolute", async () => {
  vi.stubEnv("FAUXVAULT_HOME", "some-folder");
  onTestFinished(() => void vi.unstubAllEnvs());

  expect(openAuthority().caFile).toBe(resolve("some-folder", "ca.pem"));
});

test("opening touches neither the disk nor the certificate library, the first use does", async () => {
  const folder = join(await makeFreshFolder(), "not", "yet");
  const authority = openAuthority({ folder });

  await expect(stat(folder)).rejects.toThrow(/ENOENT/);
  // The library's polyfill adds this function to the global Reflect.
  expect("getMetadata" in Reflect).toBe(false);
  await authority.secureContext();
  expect("getMetadata" in Reflect).toBe(true);
  expect((await readdir(folder)).sort()).toEqual(["ca-key.pem", "ca.pem"]);
});

test.skipIf(process.platform === "win32")(
  "the key is closed to others, and closed again when it was opened",
  async () => {
    const folder = join(await makeFreshFolder(), "home");
    const { caPem, caFile } = openAuthority({ folder });
    await caPem();
    const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    const keyFile = join(folder, "ca-key.pem");

    expect(await modeOf(folder)).toBe("700");
    expect(await modeOf(keyFile)).toBe("600");
    expect(await modeOf(caFile)).toBe("644");

    await chmod(keyFile, 0o644);
    await openAuthority({ folder }).caPem();
    expect(await modeOf(keyFile)).toBe("600");
  },
);

test("only the private file holds a key", async () => {
  const folder = await makeFreshFolder();
  const pem = await openAuthority({ folder }).caPem();

  expect(await readFile(join(folder, "ca-key.pem"), "utf8")).toContain("PRIVATE KEY");
  expect(await readFile(join(folder, "ca.pem"), "utf8")).toBe(pem);
  expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n$/);
});

test("each set of hosts that are not local by themselves has an authority of its own", async () => {
  const nameFor = (...hosts: string[]) => basename(openAuthority({ folder: "never-made", hosts }).caFile);

  expect(nameFor()).toBe("ca.pem");
  expect(nameFor("localhost", "build-01.test", "127.0.0.9", "::1", "[::1]", "app.localhost")).toBe("ca.pem");
  expect(nameFor("vault.example.com")).toMatch(/^ca-[0-9a-f]{8}\.pem$/);
  expect(nameFor("b.example", "a.example", "x.test")).toBe(nameFor("A.example.", "b.example"));
  expect(nameFor("2001:db8:0:0::1")).toBe(nameFor("[2001:DB8::1]"));
  expect(new Set([nameFor(), nameFor("a.example"), nameFor("b.example"), nameFor("a.example", "b.example")]).size).toBe(
    4,
  );
});

test("a folder that cannot be made or written says so, names the way out, and works once it can", async () => {
  const folder = join(await makeFreshFolder(), "file");
  await writeFile(folder, "in the way");
  const authority = openAuthority({ folder });

  await expect(authority.secureContext()).rejects.toThrow(AuthorityError);
  await expect(authority.caPem()).rejects.toThrow(/cannot be kept in .*file.* Set FAUXVAULT_HOME/);

  await rm(folder);
  await mkdir(folder);
  await authority.secureContext();
  expect(await readFile(authority.caFile, "utf8")).toBe(await authority.caPem());
});
