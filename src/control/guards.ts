import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { inUrl, isEverywhere } from "./addresses.ts";
import { ControlError } from "./control-error.ts";

/** Whom the control API answers. */
export interface GuardOptions {
  readonly bind: string | undefined;
  /** Demanded of everybody when it is given. */
  readonly token: string | undefined;
  /** Names it answers to beside localhost and its own address. */
  readonly hosts: readonly string[];
}

/** Throws a `ControlError` with the status of the refusal, or does nothing. */
export type Guard = (request: IncomingMessage) => void;

const OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Keeps out what no client of ours sends: a foreign `Host`, as a page that had its name point here would send it; a foreign `Origin`
 * and a fetch of another site or port, as any page in a browser would. Then asks for the token, if there is one.
 */
export function makeGuard({ bind, token, hosts }: GuardOptions): Guard {
  const names = [...OWN_NAMES, ...hosts.map((host) => inUrl(host).toLowerCase())];
  if (bind !== undefined && !isEverywhere(bind)) names.push(inUrl(bind).toLowerCase());
  const everywhere = isEverywhere(bind);
  const digest = token === undefined ? undefined : hash(token);
  return ({ headers, socket }) => {
    const host = (headers.host ?? "").toLowerCase();
    const name = host.replace(/:\d+$/, "");
    // Bound to all addresses, each is its own: the one that this connection came to.
    const isOwn = everywhere && name === inUrl((socket.localAddress ?? "").replace(/^::ffff:/, ""));
    if (!names.includes(name) && !isOwn) throw new ControlError(refuseHost(bind), { status: 403 });
    checkOrigin(headers, host);
    const given = readBearer(headers.authorization);
    if (digest && !timingSafeEqual(hash(given), digest)) throw new ControlError(refuseToken(given), { status: 401 });
  };
}

function checkOrigin(headers: IncomingMessage["headers"], host: string): void {
  const { origin } = headers;
  const own = origin === undefined || [`http://${host}`, `https://${host}`].includes(origin.toLowerCase());
  const site = headers["sec-fetch-site"];
  // Another port of this machine is the same site to a browser, but no page of ours.
  if (own && site !== "cross-site" && site !== "same-site") return;
  throw new ControlError("The control API takes no requests from web pages of another origin.", { status: 403 });
}

function refuseHost(bind: string | undefined): string {
  const own = bind === undefined || isEverywhere(bind) ? "" : `, ${inUrl(bind)}`;
  return `The control API does not answer to the name in the request's Host header; call it ${OWN_NAMES.join(", ")}${own}, or start it with --control-host and the name that it is to answer to.`;
}

function refuseToken(given: string): string {
  const how = "with --control-token or FAUXVAULT_CONTROL_TOKEN, or as 'Authorization: Bearer …'";
  return given === ""
    ? `This fauxvault demands its control token: give it ${how}.`
    : `The control token is not that of this fauxvault: give the one that its start showed, or was given, ${how}.`;
}

function readBearer(authorization = ""): string {
  return /^bearer +(.*)$/i.exec(authorization)?.[1] ?? "";
}

/** Of equal length whatever the text, so that comparing takes the same time too. */
function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
