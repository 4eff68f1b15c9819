import { mocks } from "../../mocks/registry.ts";
import type { Mock } from "../http/mock.ts";
import { CliError } from "./cli-error.ts";

/** The mock of a product's name; refused when it is unknown. */
export function findMock(product: string, others: readonly string[] = []): Mock {
  const mock = mocks.find(({ name }) => name === product.toLowerCase());
  if (mock) return mock;
  const known = [...mocks.map(({ name }) => name), ...others].join(", ");
  throw new CliError(`There is no product '${product}'. Known: ${known}.`);
}
