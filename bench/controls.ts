import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { issueLeaf } from "../src/http/authority/issue-leaf.ts";
import { keepAuthority, nameAuthorityFiles } from "../src/http/authority/keep-authority.ts";
import { makeValidity } from "../src/http/authority/validity.ts";
import type { Answer } from "./ask.ts";
import type { Context } from "./context.ts";
import { readFirstLine, startNode } from "./processes.ts";

/** The servers that the fake is compared with. */
export const CONTROLS = ["http", "express", "express-no-etag"] as const;

/** One of them, by its file. */
export type ControlName = (typeof CONTROLS)[number];

/** What a control is called in tables. */
export const CONTROL_TITLES: Readonly<Record<ControlName, string>> = {
  http: "bare node:http",
  express: "bare Express 5",
  "express-no-etag": "Express 5, etag off",
};

/** A running control. */
export interface Control {
  readonly child: ChildProcess;
  readonly url: string;
}

/** What a control answers: to which path with its query, which is which route of Express. */
export interface ControlAnswer extends Pick<Answer, "body" | "type"> {
  readonly path: string;
  readonly route: string;
}

/** How a control is started. */
export interface ControlPlan {
  /** What it answers on which route: the same bytes and content type as the fake did. */
  readonly answers: readonly ControlAnswer[];
  readonly secure?: boolean;
  readonly flags?: readonly string[];
  readonly channel?: boolean;
}

/** Starts a control and waits until it listens. */
export async function startControl(context: Context, name: ControlName, plan: ControlPlan): Promise<Control> {
  const { answers, secure = false, flags = [], channel = false } = plan;
  const file = path.join(context.folder, "answers.json");
  const given = answers.map(({ path, route, body, type }) => ({ path, route, body, type }));
  writeFileSync(file, JSON.stringify(given));
  const certificate = secure ? [await writeCertificate(context)] : [];
  const script = path.join(context.root, "bench/controls", `${name}.mjs`);
  const child = startNode({
    args: [...flags, script, file, ...certificate],
    core: context.machine.pins?.server,
    channel,
  });
  const port = await readFirstLine(child);
  return { child, url: `${secure ? "https" : "http"}://127.0.0.1:${port}` };
}

/** A certificate as the fake shows one: from the same authority, with the same kind of key and the same names. */
async function writeCertificate({ folder }: Context): Promise<string> {
  const authority = await keepAuthority(nameAuthorityFiles(authorityFolder(folder), []), []);
  const leaf = await issueLeaf(authority, ["localhost", "127.0.0.1", "::1"], makeValidity(90));
  const file = path.join(folder, "certificate.json");
  writeFileSync(file, JSON.stringify(leaf));
  return file;
}

/** Where the authority of a run is kept. */
export function authorityFolder(folder: string): string {
  return path.join(folder, "authority");
}
