import { findMock } from "../find-mock.ts";
import { printJson } from "../print.ts";

/** `fauxvault openapi` */
export async function printOpenapi(product: string): Promise<void> {
  printJson(product === "control" ? await describeControlApi() : await describeProduct(product));
}

async function describeControlApi(): Promise<object> {
  const { describeControl } = await import("../../control/describe-control.ts");
  const { endpoints } = await import("../../control/endpoints.ts");
  return describeControl(endpoints);
}

async function describeProduct(product: string): Promise<object> {
  const mock = findMock(product, ["control"]);
  const { describeMock } = await import("../../http/openapi.ts");
  return describeMock(mock);
}
