import type { Sandbox } from "../engine/sandbox.ts";
import { DEFAULT_SANDBOX } from "../engine/sandboxes.ts";
import type { Instance } from "./instance.ts";
import type { AddressInfo, ClockInfo, SandboxInfo } from "./protocol.ts";

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
    addresses: listAddresses(instance, sandbox.id),
  };
}

/** Ports that stand for a host are for whoever asked for them. */
function listAddresses(instance: Instance, id: string): AddressInfo[] {
  const doors = instance.doors.filter(({ as }) => as === undefined);
  return instance.mocks
    .flatMap((mock) => mock.listeners)
    .flatMap(({ name }) => {
      const at = (sandbox: string) => doors.find((door) => door.listener === name && door.sandbox === sandbox);
      const own = at(id);
      const door = own ?? at(DEFAULT_SANDBOX);
      const prefix = own ? "" : `/~${id}`;
      if (!door) return [];
      const { listener, product, http, https } = door;
      return [{ listener, product, http: `${http}${prefix}`, https: `${https}${prefix}` }];
    });
}

/** Where a sandbox's clock stands. */
export function describeClock({ clock }: Sandbox): ClockInfo {
  return { now: new Date(clock.now()).toISOString(), setting: clock.setting };
}
