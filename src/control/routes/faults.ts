import { z } from "zod";
import { faultPlan, toFaultRow } from "../../http/faults/fault.ts";
import { httpSection } from "../../http/faults/section.ts";
import { ControlError } from "../control-error.ts";
import { endpoint } from "../endpoint.ts";
import type { FaultInfo, NewFault } from "../fault-shapes.ts";
import { checkNames } from "../known-names.ts";
import { faultInfo } from "../schemas.ts";
import { readNumber } from "./read-number.ts";

/** The faults of a sandbox. */
export const faultEndpoints = [
  endpoint({
    id: "faults.list",
    method: "GET",
    path: "/v1/sandboxes/:id/faults",
    summary: "The faults of a sandbox, in the order in which they strike",
    answer: { status: 200, description: "Each with how often it matched and fired.", schema: z.array(faultInfo) },
    run: ({ instance, params }): FaultInfo[] => [...instance.sandbox(params.id).state(httpSection).faults.all()],
  }),
  endpoint({
    id: "faults.add",
    method: "POST",
    path: "/v1/sandboxes/:id/faults",
    summary: "Put a fault between clients and a mock",
    body: faultPlan satisfies z.ZodType<unknown, NewFault>,
    answer: { status: 201, description: "The fault.", schema: faultInfo },
    run: async ({ instance, params, body }): Promise<FaultInfo> => {
      const sandbox = instance.sandbox(params.id);
      // A fault for what does not exist would never strike, and nobody would know why.
      await checkNames(instance, body.match, "match.");
      return sandbox.transact(() => sandbox.state(httpSection).faults.insert(toFaultRow(body)));
    },
  }),
  endpoint({
    id: "faults.clear",
    method: "DELETE",
    path: "/v1/sandboxes/:id/faults",
    summary: "Take all faults out of a sandbox",
    answer: { status: 204, description: "There are none." },
    run: ({ instance, params }) => {
      const sandbox = instance.sandbox(params.id);
      const { faults } = sandbox.state(httpSection);
      sandbox.transact(() => {
        for (const { id } of [...faults.all()]) faults.delete(id);
      });
    },
  }),
  endpoint({
    id: "faults.remove",
    method: "DELETE",
    path: "/v1/sandboxes/:id/faults/:fault",
    summary: "Take one fault out of a sandbox",
    answer: { status: 204, description: "It is gone." },
    run: ({ instance, params }) => {
      const sandbox = instance.sandbox(params.id);
      const { faults } = sandbox.state(httpSection);
      const id = readNumber("fault", params.fault);
      if (sandbox.transact(() => faults.delete(id))) return;
      const known = [...faults.all()].map((fault) => fault.id).join(", ") || "none";
      throw new ControlError(`Sandbox '${sandbox.id}' has no fault ${id}. It has: ${known}.`, { status: 404 });
    },
  }),
];
