import { DEFAULT_SANDBOX } from "../engine/sandboxes.ts";
import { ControlError } from "./control-error.ts";
import type { Instance } from "./instance.ts";
import type { NewDoor } from "./protocol.ts";

/** How `ports` calls the control API's port. */
export const CONTROL = "control";

/** A listener that stands for a host: whoever calls it comes from there. */
export interface HostListener {
  readonly host: string;
  readonly listener: string;
  readonly port: number;
}

/** What says which ports a start opens. */
interface PortOptions {
  readonly ports?: Readonly<Record<string, number>> | undefined;
  readonly freePorts?: boolean | undefined;
  readonly hosts?: readonly HostListener[] | undefined;
}

/**
 * The doors that a start opens: one for each listener, at the port asked for, a free one, or the one that the product has as the default
 * sandbox plays it; and one for each host. A `ControlError` for a listener that is not there.
 */
export function planDoors(instance: Instance, { ports = {}, freePorts, hosts = [] }: PortOptions): NewDoor[] {
  const listeners = instance.mocks.flatMap((mock) => mock.listeners);
  const known = [...listeners.map(({ name }) => name), CONTROL];
  const unknown = Object.keys(ports).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ControlError(`There is no listener '${unknown}' to give a port to. Known: ${known.join(", ")}.`);
  }
  const sandbox = instance.sandbox(DEFAULT_SANDBOX);
  return [
    ...listeners.map(({ name, port, portFor }) => ({
      listener: name,
      port: ports[name] ?? (freePorts ? 0 : (portFor?.(sandbox) ?? port)),
    })),
    ...hosts.map(({ host, listener, port }) => ({ listener, port, as: host })),
  ];
}
