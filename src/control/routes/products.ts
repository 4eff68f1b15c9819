import { z } from "zod";
import { endpoint } from "../endpoint.ts";
import type { ActionInfo } from "../protocol.ts";
import { actionInfo, coverageInfo } from "../schemas.ts";

const openApiDocument = z.looseObject({ openapi: z.string() });

/** What the products' mocks say of themselves. The documents are made when they are asked for. */
export const productEndpoints = [
  endpoint({
    id: "openapi.control",
    method: "GET",
    path: "/v1/openapi",
    summary: "The OpenAPI 3.1 document of the control API",
    answer: { status: 200, description: "This document.", schema: openApiDocument },
    run: async ({ endpoints }) => {
      const { describeControl } = await import("../describe-control.ts");
      return describeControl(endpoints);
    },
  }),
  endpoint({
    id: "openapi.product",
    method: "GET",
    path: "/v1/products/:product/openapi",
    summary: "The OpenAPI 3.1 document of a product's mock",
    answer: { status: 200, description: "Derived from the operations that are built.", schema: openApiDocument },
    run: async ({ instance, params }) => {
      const mock = instance.mock(params.product);
      const { describeMock } = await import("../../http/openapi.ts");
      return describeMock(mock);
    },
  }),
  endpoint({
    id: "coverage",
    method: "GET",
    path: "/v1/products/:product/coverage",
    summary: "What of a product is built, with what evidence, under which assumptions",
    answer: { status: 200, description: "A row for each known operation.", schema: z.array(coverageInfo) },
    run: async ({ instance, params }) => {
      const mock = instance.mock(params.product);
      const { listCoverage } = await import("../../http/coverage.ts");
      return listCoverage(mock);
    },
  }),
  endpoint({
    id: "actions.list",
    method: "GET",
    path: "/v1/products/:product/actions",
    summary: "What an administrator can do that the product's API cannot",
    answer: {
      status: 200,
      description: "The actions, with the JSON Schema of each one's input.",
      schema: z.array(actionInfo),
    },
    run: async ({ instance, params }) => {
      const mock = instance.mock(params.product);
      const administration = await mock.administration();
      return administration.map(
        ({ id, summary, source, input }): ActionInfo => ({
          product: mock.name,
          id,
          summary,
          source,
          input: z.toJSONSchema(input, { io: "input", unrepresentable: "any" }),
        }),
      );
    },
  }),
];
