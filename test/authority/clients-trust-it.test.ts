import { X509Certificate } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkServerIdentity } from "node:tls";
import { expect, test } from "vitest";
import { selectExtraHosts } from "../../src/http/authority/host-names.ts";
import { issueLeaf } from "../../src/http/authority/issue-leaf.ts";
import { keepAuthority, nameAuthorityFiles } from "../../src/http/authority/keep-authority.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { makeValidity } from "../../src/http/authority/validity.ts";
import { makeFreshFolder } from "./make-fresh-folder.ts";
import { needTool, runTool } from "./run-tool.ts";
import { askNode, serveTls } from "./serve-tls.ts";

test("curl trusts the server with --cacert, by name and by address, and not without", async (context) => {
  await needTool(context, "curl", "--version");
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const port = await serveTls(await authority.secureContext());
  const ask = (host: string, ...flags: string[]) =>
    runTool("curl", ["--silent", "--show-error", "--noproxy", "*", ...flags, `https://${host}:${port}/`]);

  const byName = await ask("localhost", "--ipv4", "--cacert", authority.caFile);
  const byAddress = await ask("127.0.0.1", "--cacert", authority.caFile);
  const untrusting = await ask("127.0.0.1");

  expect(byName).toEqual({ code: 0, output: "trusted" });
  expect(byAddress).toEqual({ code: 0, output: "trusted" });
  // 60 is curl's "peer certificate cannot be authenticated".
  expect(untrusting.code).toBe(60);
});

test("Python's ssl module trusts the server, also under its strict rules", async (context) => {
  await needTool(context, "python3", "--version");
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const port = await serveTls(await authority.secureContext());
  // From Python 3.13 on VERIFY_X509_STRICT is the default, so it is asked for here with every version.
  const script = [
    "import socket, ssl, sys",
    "context = ssl.create_default_context(cafile=sys.argv[1])",
    "context.verify_flags |= ssl.VERIFY_X509_STRICT",
    "for name in ('localhost', '127.0.0.1'):",
    "    with socket.create_connection(('127.0.0.1', int(sys.argv[2]))) as raw:",
    "        with context.wrap_socket(raw, server_hostname=name) as secure:",
    "            print(name, secure.version() is not None)",
  ].join("\n");

  const result = await runTool("python3", ["-c", script, authority.caFile, String(port)]);

  expect(result).toEqual({ code: 0, output: expect.stringMatching(/^localhost True\r?\n127\.0\.0\.1 True\r?\n$/) });
});

test("Node trusts the server with the ca option, and not without", async () => {
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const port = await serveTls(await authority.secureContext());
  const ca = await authority.caPem();
  const { caPem: strange } = openAuthority({ folder: await makeFreshFolder() });

  expect(await askNode(port, ca)).toBe("trusted");
  expect(
    await askNode(port, ca, {
      servername: "",
      checkServerIdentity: (_, peer) => checkServerIdentity("127.0.0.1", peer),
    }),
  ).toBe("trusted");
  expect(await askNode(port, await strange())).toMatch(/^UNABLE_TO_VERIFY_LEAF_SIGNATURE/);
});

test("openssl verify accepts a server's certificate for every name it was made for, by the strict rules", async (context) => {
  await needTool(context, "openssl", "version");
  const folder = await makeFreshFolder();
  const hosts = ["localhost", "127.0.0.1", "::1", "build-01.test", "vault.example.com", "10.1.2.3", "2001:db8::7"];
  const extraHosts = selectExtraHosts(hosts);
  const files = nameAuthorityFiles(folder, extraHosts);
  const { cert } = await issueLeaf(await keepAuthority(files, extraHosts), hosts, makeValidity(90));
  const leafFile = join(folder, "leaf.pem");
  await writeFile(leafFile, cert);

  for (const host of hosts) {
    const flag = /^[\d.]+$|:/.test(host) ? "-verify_ip" : "-verify_hostname";
    const args = ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", files.caFile, flag, host, leafFile];
    expect(await runTool("openssl", args), host).toEqual({ code: 0, output: expect.stringMatching(/: OK\r?\n$/) });
  }
});

test("a server's certificate is valid for 90 days, an authority for five years", async () => {
  const folder = await makeFreshFolder();
  const authority = openAuthority({ folder });
  const ca = new X509Certificate(await authority.caPem());
  const port = await serveTls(await authority.secureContext());
  let leaf: X509Certificate | undefined;
  const answer = await askNode(port, await authority.caPem(), {
    checkServerIdentity: (_, peer) => {
      leaf = new X509Certificate(peer.raw);
      return undefined;
    },
  });

  expect(answer).toBe("trusted");
  expect(daysOf(leaf)).toBe(90);
  expect(daysOf(ca)).toBe(5 * 365);
  expect(leaf?.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
});

function daysOf(certificate: X509Certificate | undefined): number {
  if (certificate === undefined) throw new Error("no certificate was seen");
  return Math.floor((Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000);
}
