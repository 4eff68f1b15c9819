import { DEFAULT_SANDBOX } from "../engine/sandboxes.ts";
import { ControlError } from "./control-error.ts";
import { describeSandbox } from "./describe-sandbox.ts";
import type { Instance } from "./instance.ts";
import type { NewDoor, NewSandbox, SandboxInfo } from "./protocol.ts";
import { readFixture } from "./read-fixture.ts";

/** Makes a sandbox from a fixture or as a copy of another, and opens the doors it is to have. When one cannot be opened, nothing stays. */
export async function createSandbox(instance: Instance, plan: NewSandbox): Promise<SandboxInfo> {
  const { id } = plan;
  if (id !== undefined && instance.sandboxes.find(id)) {
    throw new ControlError(
      `There is a sandbox '${id}' already: delete it first, or leave the id out to get a free one.`,
      {
        status: 409,
      },
    );
  }
  const doors = (plan.listen ?? []).map(toDoor);
  // Before it is made, so that a wrong one uses up no id.
  for (const { listener } of doors) instance.checkListener(listener);
  const sandbox = await makeSandbox(instance, plan);
  try {
    for (const door of doors) await instance.open({ ...door, sandbox: sandbox.id });
  } catch (error) {
    await instance.deleteSandbox(sandbox.id);
    throw error;
  }
  return describeSandbox(instance, sandbox);
}

async function makeSandbox(instance: Instance, { id, fixture, fork, seed }: NewSandbox) {
  const { sandboxes } = instance;
  if (fixture !== undefined) return instance.createSandbox(await readFixture(sandboxes.world, fixture), id, seed);
  return sandboxes.fork(instance.sandbox(fork ?? DEFAULT_SANDBOX).id, id);
}

function toDoor(door: string | NewDoor): NewDoor {
  return typeof door === "string" ? { listener: door } : door;
}
