import { expect, onTestFinished, test, vi } from "vitest";
import { type LeafWish, openAuthority } from "../../src/http/authority/open-authority.ts";
import { makeFreshFolder } from "./make-fresh-folder.ts";
import { needTool, runTool } from "./run-tool.ts";
import { askNode, serveTls } from "./serve-tls.ts";

test.each([
  { fault: "expired", answer: /^CERT_HAS_EXPIRED/ },
  { fault: "wrong-host", answer: /^ERR_TLS_CERT_ALTNAME_INVALID/ },
  { fault: "unknown-authority", answer: /^UNABLE_TO_VERIFY_LEAF_SIGNATURE/ },
] as const)("a certificate with the fault $fault gives Node the error of that fault", async ({ fault, answer }) => {
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const port = await serveTls(await authority.secureContext({ fault }));

  expect(await askNode(port, await authority.caPem())).toMatch(answer);
});

test("curl refuses a certificate with any fault as one that cannot be authenticated", async (context) => {
  await needTool(context, "curl", "--version");
  const authority = openAuthority({ folder: await makeFreshFolder() });
  await authority.caPem();
  const flags = ["--silent", "--show-error", "--noproxy", "*", "--cacert", authority.caFile];

  for (const fault of ["expired", "wrong-host", "unknown-authority"] as const) {
    const port = await serveTls(await authority.secureContext({ fault }));
    const { code, output } = await runTool("curl", [...flags, `https://127.0.0.1:${port}/`]);
    expect({ fault, code }, output).toEqual({ fault, code: 60 });
  }
});

test("the wrong host's certificate is in order for the name it does carry", async () => {
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const port = await serveTls(await authority.secureContext({ fault: "wrong-host" }));

  expect(await askNode(port, await authority.caPem(), { servername: "wrong-host.test" })).toBe("trusted");
});

test("each wish has one context, however its hosts are written", async () => {
  const authority = openAuthority({ folder: await makeFreshFolder(), hosts: ["vault.test"] });
  const ordinary = await authority.secureContext();
  const wishes: LeafWish[] = [{ fault: "expired" }, { hosts: ["a.test", "b.test"] }];
  const [expired, wider] = await Promise.all(wishes.map((wish) => authority.secureContext(wish)));

  expect(await authority.secureContext()).toBe(ordinary);
  expect(await authority.secureContext({ hosts: ["VAULT.test."] })).toBe(ordinary);
  expect(await authority.secureContext({ fault: "expired" })).toBe(expired);
  expect(await authority.secureContext({ hosts: ["b.test", "a.test"] })).toBe(wider);
  expect(new Set([ordinary, expired, wider]).size).toBe(3);
});

test("a server that runs for months gets a new certificate before the old one expires", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const first = await authority.secureContext();

  vi.setSystemTime(Date.now() + 59 * 86_400_000);
  expect(await authority.secureContext()).toBe(first);
  vi.setSystemTime(Date.now() + 2 * 86_400_000);
  const second = await authority.secureContext();
  expect(second).not.toBe(first);
  expect(await authority.secureContext()).toBe(second);
});
