import { inferred, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { section } from "../section.ts";
import { CHALLENGE } from "../wire.ts";

const tag = "Roots";
const source = "docs/products/passwordstate.md#transport";
const HTML = "text/html; charset=utf-8";

/** Up to 9.5 a page that names the version; from 9.6 a script that leads to the manual. */
function rootPage(version: string): string {
  const [, major = "0", minor = "0"] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) > 9 || (Number(major) === 9 && Number(minor) >= 6)) {
    return "\r\n\r\n<script>\r\n    window.location.href = '/help/manuals/api/index.html';\r\n</script>\r\n";
  }
  return `<!DOCTYPE html>\r\n<html>\r\n<head><title>Passwordstate API</title></head>\r\n<body>\r\n<div><span>V</span>${version}</div>\r\n</body>\r\n</html>\r\n`;
}

const apiRoot: Operation = {
  id: "root.api",
  method: "GET",
  path: "/api",
  tag,
  summary: "The root of the standard API: a page, for which no key is asked",
  evidence: observed("1 client, recorded pages"),
  source,
  data: "fixture: passwordstate.version",
  replies: {
    200: { description: "A page that names the version or, from 9.6, leads to the manual.", type: "text/html" },
  },
  handle: ({ sandbox }) => {
    const version = sandbox.state(section).settings.get(1)?.Version ?? "";
    return { status: 200, body: rootPage(version), type: HTML };
  },
};

const winapiRoot: Operation = {
  id: "root.winapi",
  method: "GET",
  path: "/winapi",
  tag,
  summary: "The Windows Integrated API: the challenge that every path below it begins with, and nothing behind it",
  evidence: inferred("the challenge from 2 clients, that the root takes part from IIS"),
  source: "docs/products/passwordstate.md#windows-integrated-api",
  replies: { 401: { description: "Negotiate and NTLM are offered.", type: "text/html" } },
  handle: () => CHALLENGE,
};

/** The bare roots of the two APIs. */
export const rootOperations: readonly Operation[] = [apiRoot, winapiRoot];
