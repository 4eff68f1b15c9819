import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { expect, test } from "vitest";
import { AuthorityError } from "../../src/http/authority/authority-error.ts";
import { issueLeaf, type Leaf } from "../../src/http/authority/issue-leaf.ts";
import { keepAuthority, nameAuthorityFiles } from "../../src/http/authority/keep-authority.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { makeValidity } from "../../src/http/authority/validity.ts";
import { makeFreshFolder } from "./make-fresh-folder.ts";
import { needTool, runTool } from "./run-tool.ts";
import { askNode, serveTls } from "./serve-tls.ts";

/** Signs with the authority's real key, past every check of ours: what somebody could do who stole the key. */
async function signAnyway(folder: string, host: string, extraHosts: readonly string[] = []): Promise<Leaf> {
  const authority = await keepAuthority(nameAuthorityFiles(folder, extraHosts), extraHosts);
  return issueLeaf(authority, [host], makeValidity(90));
}

async function askNodeFor(folder: string, host: string, extraHosts: readonly string[] = []): Promise<string> {
  const port = await serveTls(createSecureContext(await signAnyway(folder, host, extraHosts)));
  return askNode(port, await openAuthority({ folder, hosts: extraHosts }).caPem(), { servername: host });
}

test("Node refuses a certificate of this authority for an outside name", async () => {
  const folder = await makeFreshFolder();

  expect(await askNodeFor(folder, "vault.test")).toBe("trusted");
  expect(await askNodeFor(folder, "example.com")).toMatch(/permitted subtree violation/);
  expect(await askNodeFor(folder, "nottest")).toMatch(/permitted subtree violation/);
});

test("an authority for a fixture's host signs for that host and its subdomains, for nothing beside it", async () => {
  const folder = await makeFreshFolder();
  const extraHosts = ["vault.example.com"];

  expect(await askNodeFor(folder, "vault.example.com", extraHosts)).toBe("trusted");
  expect(await askNodeFor(folder, "eu.vault.example.com", extraHosts)).toBe("trusted");
  expect(await askNodeFor(folder, "www.example.com", extraHosts)).toMatch(/permitted subtree violation/);
});

test("openssl refuses outside names and outside addresses, and accepts those within", async (context) => {
  await needTool(context, "openssl", "version");
  const folder = await makeFreshFolder();
  const { caFile } = nameAuthorityFiles(folder, []);
  const verify = async (host: string) => {
    const leafFile = join(folder, "leaf.pem");
    await writeFile(leafFile, (await signAnyway(folder, host)).cert);
    return (await runTool("openssl", ["verify", "-CAfile", caFile, leafFile])).output;
  };

  for (const host of ["localhost", "a.b.test", "127.0.0.2", "127.255.255.254", "::1"]) {
    expect(await verify(host), host).toMatch(/: OK\r?\n$/);
  }
  for (const host of [
    "example.com",
    "test.example",
    "10.0.0.1",
    "128.0.0.1",
    "126.255.255.255",
    "::2",
    "2001:db8::1",
  ]) {
    expect(await verify(host), host).toMatch(/permitted subtree violation/);
  }
});

test("openssl shows the constraints as critical, and an authority that may sign for servers alone", async (context) => {
  await needTool(context, "openssl", "version");
  const authority = openAuthority({ folder: await makeFreshFolder() });
  await authority.caPem();

  const { output } = await runTool("openssl", ["x509", "-in", authority.caFile, "-noout", "-text"]);

  const text = output.replaceAll(/\s+/g, " ");
  expect(text).toContain(
    "X509v3 Name Constraints: critical Permitted: DNS:localhost DNS:test IP:127.0.0.0/255.0.0.0 " +
      "IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF",
  );
  expect(text).toContain("X509v3 Basic Constraints: critical CA:TRUE, pathlen:0");
  expect(text).toContain("X509v3 Key Usage: critical Certificate Sign, CRL Sign");
  expect(text).toContain("X509v3 Subject Key Identifier:");
  expect(text).toContain("X509v3 Authority Key Identifier:");
});

test("a wish for a name that the authority may not sign for is refused with what to do", async () => {
  const authority = openAuthority({ folder: await makeFreshFolder() });

  const refusal = authority.secureContext({ hosts: ["vault.example.com"] });

  await expect(refusal).rejects.toThrow(AuthorityError);
  await expect(refusal).rejects.toThrow(/may not sign for vault\.example\.com.*fixture's hosts/);
});

test("a host that no certificate can carry is refused when the authority is opened", () => {
  for (const host of ["", "a b.test", "https://vault.test", "vault.test:9119", "127.1", "fe80::1%eth0", "-a.test"]) {
    expect(() => openAuthority({ folder: "never-made", hosts: [host] }), host).toThrow(/neither a host name nor an IP/);
  }
});
