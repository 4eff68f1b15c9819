import { z } from "zod";
import { ControlError } from "../control-error.ts";
import { endpoint } from "../endpoint.ts";
import { refuseInput } from "../refusals.ts";
import { credentialInfo, exampleInfo } from "../schemas.ts";

/** What is in a sandbox's vaults for clients and administrators. Answers here carry secret values: that is what they are for. */
export const vaultEndpoints = [
  endpoint({
    id: "credentials.list",
    method: "GET",
    path: "/v1/sandboxes/:id/credentials",
    summary: "The credentials in force, with their values",
    answer: { status: 200, description: "Of every product.", schema: z.array(credentialInfo) },
    run: ({ instance, params }) => {
      const sandbox = instance.sandbox(params.id);
      return instance.mocks.flatMap((mock) => mock.credentials(sandbox));
    },
  }),
  endpoint({
    id: "examples.get",
    method: "GET",
    path: "/v1/sandboxes/:id/examples/:product",
    summary: "A request to a product that works now, its credential included",
    answer: {
      status: 200,
      description: "The request; 204 when the sandbox holds nothing to show.",
      schema: exampleInfo,
    },
    run: ({ instance, params }) => instance.mock(params.product).example(instance.sandbox(params.id)),
  }),
  endpoint({
    id: "actions.run",
    method: "POST",
    path: "/v1/sandboxes/:id/actions/:product/:action",
    summary: "Do what an administrator does on a product's screens",
    body: z.looseObject({}).describe("As the action's own JSON Schema says."),
    answer: { status: 200, description: "What the action gives; 204 when that is nothing.", schema: z.unknown() },
    refusal: 409,
    run: async ({ instance, params, body }) => {
      const mock = instance.mock(params.product);
      const administration = await mock.administration();
      const sandbox = instance.sandbox(params.id);
      const action = administration.find(({ id }) => id === params.action);
      if (!action) {
        const known = administration.map(({ id }) => id).join(", ") || "none";
        throw new ControlError(`'${mock.name}' has no action '${params.action}'. It has: ${known}.`, { status: 404 });
      }
      const input = action.input.safeParse(body);
      if (!input.success) refuseInput(`input of ${mock.name} ${action.id}`, input.error);
      return sandbox.transact(() => action.run(sandbox, input.data));
    },
  }),
];
