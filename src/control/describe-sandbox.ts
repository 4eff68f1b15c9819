import type { Sandbox } from "../engine/sandbox.ts";
import type { Instance } from "./instance.ts";
import type { ClockInfo, SandboxInfo } from "./protocol.ts";

/** A sandbox at a glance. */
export function describeSandbox(instance: Instance, sandbox: Sandbox): SandboxInfo {
  const { now, setting } = describeClock(sandbox);
  return {
    id: sandbox.id,
    from: sandbox.from,
    now,
    clock: setting,
    served: sandbox.journal.nextSeq - 1,
    doors: instance.doors.filter((door) => door.sandbox === sandbox.id),
  };
}

/** Where a sandbox's clock stands. */
export function describeClock({ clock }: Sandbox): ClockInfo {
  return { now: new Date(clock.now()).toISOString(), setting: clock.setting };
}
