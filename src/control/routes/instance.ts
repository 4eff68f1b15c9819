import { z } from "zod";
import { version } from "../../version.ts";
import { endpoint } from "../endpoint.ts";
import type { HealthInfo } from "../protocol.ts";
import { doorInfo, healthInfo, statusInfo } from "../schemas.ts";
import { newDoor } from "./inputs.ts";
import { readNumber } from "./read-number.ts";

/** The instance as a whole: whether it is there, what it offers, its doors and its end. */
export const instanceEndpoints = [
  endpoint({
    id: "health",
    method: "GET",
    path: "/v1/health",
    summary: "Whether it is there and ready",
    answer: { status: 200, description: "It is: the control API answers once all doors are open.", schema: healthInfo },
    run: (): HealthInfo => ({ ready: true, version }),
  }),
  endpoint({
    id: "status",
    method: "GET",
    path: "/v1/status",
    summary: "What is running: doors, sandboxes, the authority's certificate",
    answer: { status: 200, description: "The instance at a glance.", schema: statusInfo },
    run: ({ status }) => status(),
  }),
  endpoint({
    id: "ca.get",
    method: "GET",
    path: "/v1/ca.pem",
    summary: "The local authority's certificate, for clients to trust",
    answer: { status: 200, description: "PEM. Made when it is not there yet.", type: "application/x-pem-file" },
    run: ({ instance }) => instance.authority.caPem(),
  }),
  endpoint({
    id: "doors.open",
    method: "POST",
    path: "/v1/doors",
    summary: "Open a port to a mock",
    body: newDoor,
    answer: { status: 201, description: "The open door.", schema: doorInfo },
    run: ({ instance, body }) => instance.open(body),
  }),
  endpoint({
    id: "doors.close",
    method: "DELETE",
    path: "/v1/doors/:port",
    summary: "Close a port and destroy what is connected to it",
    answer: { status: 204, description: "It is closed." },
    run: ({ instance, params }) => instance.close(readNumber("port", params.port)),
  }),
  endpoint({
    id: "stop",
    method: "POST",
    path: "/v1/stop",
    summary: "End the instance, and every sandbox with it",
    body: z.strictObject({}),
    answer: { status: 204, description: "It ends once this has been answered." },
    run: ({ stop }) => stop(),
  }),
];
