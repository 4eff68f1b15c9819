import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import { secretsOf } from "../http/journal-view.ts";
import { maskSecrets } from "../http/mask.ts";
import { nearestRoutes } from "../http/nearest.ts";
import { ControlError } from "./control-error.ts";
import type { Asked, Endpoint, Steered } from "./endpoint.ts";
import type { Guard } from "./guards.ts";
import { readBody, readQuery } from "./read-request.ts";
import { describeTrouble, refusalText, toRefusal } from "./refusals.ts";

/** What the control API's routes are made of. */
export interface RoutingPlan {
  readonly guard: Guard;
  readonly steered: Steered;
  /** What ends the streams under way; each takes itself out when it is over. */
  readonly streams: Set<() => void>;
  readonly onTrouble: (message: string) => void;
}

const BODY_LIMIT = "64mb";
const JSON_TYPE = "application/json; charset=utf-8";
/** Answers hold secrets and change with each request; nobody is to keep them or take them for a page. */
const HEADERS = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/** The control API as one middleware: guard, route, check, run. Every trouble becomes a JSON refusal. */
export function routeEndpoints(plan: RoutingPlan): RequestHandler {
  const router = makeRouter(plan);
  return (request, response) => {
    response.set(HEADERS);
    const refuse = (error: unknown) => sendRefusal(response, error, 400, plan.onTrouble);
    try {
      plan.guard(request);
    } catch (error) {
      return refuse(error);
    }
    router(request, response, refuse);
  };
}

function makeRouter(plan: RoutingPlan): Router {
  const router = express.Router({ caseSensitive: true });
  const readText = express.text({ type: () => true, limit: BODY_LIMIT });
  const { endpoints } = plan.steered;
  for (const path of new Set(endpoints.map((one) => one.path))) {
    const route = router.route(path);
    const here = endpoints.filter((one) => one.path === path);
    for (const one of here) {
      const method = one.method.toLowerCase() as Lowercase<typeof one.method>;
      if (one.body) route[method](readText);
      route[method]((request, response) => serve(one, plan, request, response));
    }
    route.all((request, response) => {
      const allowed = here.map(({ method }) => method).join(", ");
      response.set("Allow", allowed);
      throw new ControlError(`${request.method} is not for ${path}: it takes ${allowed}.`, { status: 405 });
    });
  }
  router.use((request) => {
    const nearest = nearestRoutes(endpoints, request.method, request.path);
    const message = `The control API has no such path. The nearest: ${nearest.join(", ")}. All of it: GET /v1/openapi.`;
    throw new ControlError(message, { status: 404 });
  });
  return router;
}

async function serve(endpoint: Endpoint, plan: RoutingPlan, request: Request, response: Response): Promise<void> {
  const { steered, streams } = plan;
  try {
    const { text, body } = readBody(endpoint, request);
    const params = request.params as Record<string, string>;
    const stop = () => void response.once("close", steered.stop);
    const asked = { ...steered, stop, params, query: readQuery(endpoint, request), body, text };
    if (endpoint.stream) {
      response.setHeader("Content-Type", endpoint.answer.type ?? "text/event-stream");
      endpoint.stream(asked, { response, lastEventId: request.get("Last-Event-ID"), streams });
    } else await answer(endpoint, asked, response);
  } catch (error) {
    const sandbox = steered.instance.sandboxes.find(request.params.id as string);
    const secrets = sandbox && secretsOf(sandbox, steered.instance.mocks);
    sendRefusal(response, error, endpoint.refusal ?? 400, plan.onTrouble, (text) => maskSecrets(text, secrets));
  }
}

async function answer(endpoint: Endpoint, asked: Asked<Record<string, string>, unknown, unknown>, response: Response) {
  const value = await endpoint.run?.(asked);
  const { status, type } = endpoint.answer;
  if (value === undefined) return void response.status(204).end();
  response.status(status).setHeader("Content-Type", type ?? JSON_TYPE);
  response.end(type === undefined ? `${JSON.stringify(value)}\n` : value);
}

function sendRefusal(
  response: Response,
  error: unknown,
  blame: 400 | 409,
  onTrouble: (message: string) => void,
  mask: (text: string) => string = (text) => text,
): void {
  const refusal = toRefusal(error, blame);
  if (!refusal) onTrouble(mask(`control: a request could not be served: ${describeTrouble(error)}`));
  // The client left in the middle, or has had half of an answer.
  if (response.headersSent) return void response.destroy();
  const { status, message, issues } = refusal ?? {
    status: 500,
    message: "A fault of fauxvault itself; its console says more. Please report it.",
    issues: undefined,
  };
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  response.status(status).setHeader("Content-Type", JSON_TYPE);
  response.end(mask(refusalText({ message, ...(issues === undefined ? {} : { issues }) })));
}
