import { z } from "zod";
import { bringBackSnapshot, takeSnapshot } from "../../engine/snapshot.ts";
import { createSandbox } from "../create-sandbox.ts";
import { describeSandbox } from "../describe-sandbox.ts";
import { endpoint } from "../endpoint.ts";
import { sandboxInfo } from "../schemas.ts";
import { newSandbox } from "./inputs.ts";

const snapshot = z.looseObject({ fauxvaultSnapshot: z.int() }).meta({
  id: "Snapshot",
  description: "A sandbox's whole content. It holds its secret values: keep it as you would keep them.",
});

/** Sandboxes: made, copied, put back, taken away. */
export const sandboxEndpoints = [
  endpoint({
    id: "sandboxes.list",
    method: "GET",
    path: "/v1/sandboxes",
    summary: "All sandboxes",
    answer: { status: 200, description: "Each at a glance.", schema: z.array(sandboxInfo) },
    run: ({ instance }) => instance.sandboxes.list().map((sandbox) => describeSandbox(instance, sandbox)),
  }),
  endpoint({
    id: "sandboxes.create",
    method: "POST",
    path: "/v1/sandboxes",
    summary: "Make a sandbox from a fixture, or as a copy of another",
    body: newSandbox,
    answer: { status: 201, description: "The sandbox, with its open doors.", schema: sandboxInfo },
    run: ({ instance, body }) => createSandbox(instance, body),
  }),
  endpoint({
    id: "sandboxes.get",
    method: "GET",
    path: "/v1/sandboxes/:id",
    summary: "One sandbox",
    answer: { status: 200, description: "The sandbox at a glance.", schema: sandboxInfo },
    run: ({ instance, params }) => describeSandbox(instance, instance.sandbox(params.id)),
  }),
  endpoint({
    id: "sandboxes.delete",
    method: "DELETE",
    path: "/v1/sandboxes/:id",
    summary: "Forget a sandbox and close its doors",
    answer: { status: 204, description: "It is gone." },
    refusal: 409,
    run: ({ instance, params }) => instance.deleteSandbox(params.id),
  }),
  endpoint({
    id: "sandboxes.reset",
    method: "POST",
    path: "/v1/sandboxes/:id/reset",
    summary: "Put a sandbox back to how it started",
    body: z.strictObject({}),
    answer: { status: 204, description: "It is as it was, faults, clock and hosts included; its journal stays." },
    run: ({ instance, params }) => instance.sandbox(params.id).reset(),
  }),
  endpoint({
    id: "sandboxes.rewind",
    method: "POST",
    path: "/v1/sandboxes/:id/rewind",
    summary: "Put a sandbox back to before or after a request of its journal",
    body: z
      .strictObject({ seq: z.int().min(1), side: z.enum(["before", "after"]).default("before") })
      .meta({ id: "Rewind" }),
    answer: { status: 204, description: "It is as it was then." },
    refusal: 409,
    run: ({ instance, params, body }) => instance.sandbox(params.id).rewind(body.seq, body.side),
  }),
  endpoint({
    id: "snapshot.take",
    method: "GET",
    path: "/v1/sandboxes/:id/snapshot",
    summary: "A sandbox's whole content, secret values included",
    answer: { status: 200, description: "The snapshot.", schema: snapshot, type: "application/json" },
    run: ({ instance, params }) => takeSnapshot(instance.sandbox(params.id)),
  }),
  endpoint({
    id: "snapshot.restore",
    method: "PUT",
    path: "/v1/sandboxes/:id/snapshot",
    summary: "Replace a sandbox's content by that of a snapshot",
    body: snapshot,
    answer: { status: 204, description: "It is as the snapshot says." },
    run: ({ instance, params, text }) => bringBackSnapshot(instance.sandbox(params.id), text),
  }),
];
