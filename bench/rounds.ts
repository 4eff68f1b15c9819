import type { ChildProcess } from "node:child_process";
import type { Target } from "./ask.ts";
import type { Context } from "./context.ts";
import { readCpuTime } from "./processes.ts";

/** A server under load. */
export interface Subject extends Target {
  readonly name: string;
  readonly child: ChildProcess;
}

/** What one round measured of one subject. */
export interface Sample {
  /** Answers a second. */
  readonly rate: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the server for each answer, in microseconds; absent where the system does not say. */
  readonly cpu: number | undefined;
  /** How much of its core the server used, in per cent: well below 100 means that the load was the slower one. */
  readonly busy: number | undefined;
}

/** The samples of each subject by its name, one for each round. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** Loads each subject in turn, again and again, so that what disturbs this machine disturbs all of them alike. */
export async function runRounds(context: Context, subjects: readonly Subject[], connections = 32): Promise<Samples> {
  const { rounds, seconds, warmUpSeconds } = context.settings;
  const samples: Record<string, Sample[]> = Object.fromEntries(subjects.map(({ name }) => [name, []]));
  for (const subject of subjects) await sample(context, subject, connections, warmUpSeconds);
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of subjects) {
      samples[subject.name]?.push(await sample(context, subject, connections, seconds));
    }
  }
  return samples;
}

async function sample({ load }: Context, subject: Subject, connections: number, seconds: number): Promise<Sample> {
  const { child, url, headers, method, body, followUps } = subject;
  const cpuBefore = readCpuTime(child);
  const result = await load.run({
    ...{ url, headers, method, body, connections, seconds },
    ...(followUps ? { followUps } : {}),
  });
  const cpuAfter = readCpuTime(child);
  const used = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
  return {
    rate: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    cpu: used === undefined ? undefined : (used * 1000) / result.requests,
    busy: used === undefined ? undefined : used / result.seconds / 10,
  };
}
