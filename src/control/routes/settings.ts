import { z } from "zod";
import { hostAddresses, hostName } from "../../engine/fixture-schema.ts";
import type { Mock } from "../../http/mock.ts";
import { ControlError } from "../control-error.ts";
import { endpoint } from "../endpoint.ts";
import type { AssumptionInfo } from "../protocol.ts";
import { refuseInput } from "../refusals.ts";
import { assumptionInfo, hostsInfo } from "../schemas.ts";

/** What is set in a sandbox: its host names, and its choices for open questions. */
export const settingEndpoints = [
  endpoint({
    id: "hosts.list",
    method: "GET",
    path: "/v1/sandboxes/:id/hosts",
    summary: "The host names of a sandbox and the addresses that belong to them",
    answer: { status: 200, description: "Addresses by name.", schema: hostsInfo },
    run: ({ instance, params }) => instance.sandbox(params.id).store.settings.hosts,
  }),
  endpoint({
    id: "hosts.set",
    method: "PUT",
    path: "/v1/sandboxes/:id/hosts/:name",
    summary: "Give a host name its addresses",
    body: z.strictObject({ addresses: hostAddresses }).meta({ id: "HostAddresses" }),
    answer: { status: 204, description: "Callers from these addresses are that host." },
    run: ({ instance, params, body }) => {
      const name = hostName.safeParse(params.name);
      if (!name.success) refuseInput("host's name", name.error);
      instance.sandbox(params.id).setHost(name.data, body.addresses);
    },
  }),
  endpoint({
    id: "hosts.remove",
    method: "DELETE",
    path: "/v1/sandboxes/:id/hosts/:name",
    summary: "Forget a host name",
    answer: { status: 204, description: "Nobody is that host." },
    run: ({ instance, params }) => {
      const sandbox = instance.sandbox(params.id);
      const { hosts } = sandbox.store.settings;
      if (!Object.hasOwn(hosts, params.name.toLowerCase())) {
        const known = Object.keys(hosts).join(", ") || "none";
        throw new ControlError(`Sandbox '${sandbox.id}' has no host of that name. It has: ${known}.`, { status: 404 });
      }
      sandbox.setHost(params.name, []);
    },
  }),
  endpoint({
    id: "assumptions.list",
    method: "GET",
    path: "/v1/sandboxes/:id/assumptions",
    summary: "The open questions about each product, with the choices in force",
    answer: { status: 200, description: "Each with all its choices.", schema: z.array(assumptionInfo) },
    run: ({ instance, params }) => {
      const sandbox = instance.sandbox(params.id);
      return instance.mocks.flatMap(({ section }) =>
        Object.entries(section.assumptions).map(
          ([name, { summary, choices, default: usual, source }]): AssumptionInfo => ({
            product: section.name,
            name,
            summary,
            choice: sandbox.assumption(section, name),
            default: usual,
            choices,
            source,
          }),
        ),
      );
    },
  }),
  endpoint({
    id: "assumptions.set",
    method: "PUT",
    path: "/v1/sandboxes/:id/assumptions/:product/:name",
    summary: "Choose for an open question",
    body: z.strictObject({ choice: z.string() }).meta({ id: "Choice" }),
    answer: { status: 204, description: "The mock does so from now on." },
    run: ({ instance, params, body }) => {
      const sandbox = instance.sandbox(params.id);
      const mock = instance.mock(params.product);
      if (!Object.hasOwn(mock.section.assumptions, params.name)) throw unknownAssumption(mock);
      sandbox.assume(mock.section.name, params.name, body.choice);
    },
  }),
];

function unknownAssumption({ name, section }: Mock): ControlError {
  const known = Object.keys(section.assumptions).join(", ") || "none";
  return new ControlError(`'${name}' has no such assumption. It has: ${known}.`, { status: 404 });
}
