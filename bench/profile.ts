import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Context, Row } from "./context.ts";

const SHOWN = 25;

/** A line of a profile: how much of the whole a function itself has. */
interface Share {
  readonly name: string;
  readonly share: number;
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** What `--cpu-prof` writes. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** What `--heap-prof` writes. */
interface HeapProfile {
  readonly head: HeapNode;
}

interface HeapNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly HeapNode[];
}

/** Runs a row's subject under Node's profiler and prints the functions that have most of its time, or of its memory. */
export async function printProfile(context: Context, row: Row): Promise<void> {
  const folder = path.join(context.folder, "profile");
  mkdirSync(folder);
  const flags =
    row.profiles === "cpu" ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : ["--heap-prof", `--heap-prof-dir=${folder}`];
  await row.profile(context, flags);
  const files = readdirSync(folder).map((file) => path.join(folder, file));
  if (files.length === 0) throw new Error("Node wrote no profile: the process was ended by force.");
  const weights = new Map<string, number>();
  for (const file of files) addWeights(weights, JSON.parse(readFileSync(file, "utf8")), context.root);
  const kind = row.profiles === "cpu" ? "time" : "memory that is still held";
  console.log(`${row.title}: ${kind}, by the function itself`);
  for (const { name, share } of rank(weights)) console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${name}`);
}

function addWeights(weights: Map<string, number>, profile: CpuProfile | HeapProfile, root: string): void {
  const add = (frame: CallFrame, weight: number) => {
    const name = nameFrame(frame, root);
    weights.set(name, (weights.get(name) ?? 0) + weight);
  };
  if ("head" in profile) {
    addHeapNode(profile.head, add);
    return;
  }
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  for (const [at, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    // Waiting is no work.
    if (frame && frame.functionName !== "(idle)") add(frame, profile.timeDeltas[at] ?? 0);
  }
}

function addHeapNode(node: HeapNode, add: (frame: CallFrame, weight: number) => void): void {
  add(node.callFrame, node.selfSize);
  for (const child of node.children) addHeapNode(child, add);
}

function nameFrame({ functionName, url, lineNumber }: CallFrame, root: string): string {
  const file = url.replace(/^file:\/\//, "").replace(`${root}/`, "");
  return `${functionName || "(anonymous)"}${file === "" ? "" : `  ${file}:${lineNumber + 1}`}`;
}

function rank(weights: ReadonlyMap<string, number>): Share[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return [...weights]
    .map(([name, weight]) => ({ name, share: weight / total }))
    .sort((a, b) => b.share - a.share)
    .slice(0, SHOWN);
}
