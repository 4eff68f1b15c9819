import { ConnectorError, type RunQuery } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareBlink } from "./bare-connector.ts";

/** Flaws in how lists are asked for and taken. */
export const listingMutants: readonly Mutant[] = [
  mutant(
    "takes a page of a thousand for the whole list",
    ["blink.many-runs"],
    class extends BareBlink {
      override async list(path: string, query: object) {
        return [...(await super.page(path, { ...query, limit: 1_000 })).results];
      }
    },
  ),
  mutant(
    "asks for the first page again and again",
    ["blink.many-runs"],
    class extends BareBlink {
      override page(path: string, { offset: _ignored, ...query }: { readonly offset?: number }) {
        return super.page(path, query);
      }
    },
  ),
  mutant(
    "fails where the last page is full",
    ["blink.many-runs"],
    class extends BareBlink {
      override async list(path: string, query: object) {
        const [limit, rows] = [1_000, [...(await super.page(path, { ...query, limit: 1_000 })).results]];
        for (let came = rows.length; came === limit; ) {
          const { results } = await super.page(path, { ...query, limit, offset: rows.length });
          if (results.length === 0) throw new ConnectorError("protocol", "The page holds nothing.");
          came = results.length;
          rows.push(...results);
        }
        return rows;
      }
    },
  ),
  mutant(
    "leaves the size of a page to the vault and takes one for all",
    ["blink.page-size"],
    class extends BareBlink {
      override async list(path: string, query: object) {
        return [...(await super.page(path, query)).results];
      }
    },
  ),
  mutant(
    "takes everything for a match that the vault does",
    ["blink.wildcards"],
    class extends BareBlink {
      override holds() {
        return true;
      }
    },
  ),
  mutant(
    "lists the runs of all workflows",
    ["blink.runs-of"],
    class extends BareBlink {
      override runFilter({ workflow: _ignored, ...query }: RunQuery) {
        return super.runFilter(query);
      }
    },
  ),
];
