import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { text } from "../members.ts";
import { operation } from "../operation.ts";
import { resourceInList, typesInList } from "../resource-json.ts";
import { findResourceByName } from "../rules/find.ts";
import { listResources } from "../rules/listing.ts";
import { visibleResources } from "../rules/sight.ts";
import { listedResource, typeShape, urlShape } from "../shapes.ts";
import { listingMembers } from "./listing-members.ts";

const tag = "Resources";
const source = "docs/products/pmp.md#resources";
const data = "fixture: pmp.resources; resources.add; POST resources";

const listAll = operation({
  id: "resources.list",
  method: "GET",
  path: "/resources",
  tag,
  summary: "List the resources that the caller owns or is shared, with paging and search",
  evidence: observed("8 and more clients, recorded replies"),
  source,
  assumptions: ["listing", "start-index"],
  data,
  name: "GET RESOURCES",
  message: "Resources fetched successfully",
  right: "List Resources",
  details: z.object(listingMembers),
  reply: z.array(listedResource),
  handle(served) {
    const { rows, total } = listResources(served, served.details);
    const details = rows.map((resource) => resourceInList(served, resource));
    return { details: details.length > 0 ? details : undefined, totalRows: total };
  },
});

const idByName = operation({
  id: "resources.id",
  method: "GET",
  path: "/resources/resourcename/:resourceName",
  tag,
  summary: "Look up the id of a resource by its name",
  evidence: observed("3 clients"),
  source,
  assumptions: ["name-case", "not-found", "not-shared", "unseen-messages"],
  data,
  name: "GET_RESOURCEID",
  message: "Resource ID fetched successfully for the given resource name.",
  right: "List Resources",
  reply: z.object({ RESOURCEID: z.string() }),
  handle(served) {
    const resource = findResourceByName(served, served.params.resourceName ?? "");
    return { details: { RESOURCEID: String(resource.ResourceID) } };
  },
});

const resourceTypes = operation({
  id: "resources.types",
  method: "GET",
  path: "/resources/resourcetypes",
  tag,
  summary: "List the types that resources can be of",
  evidence: observed("1 client, documented"),
  source,
  assumptions: ["unseen-messages", "unseen-members"],
  data: "fixture: pmp.resourceTypes",
  name: "GET RESOURCE TYPES",
  message: "Resource types fetched successfully",
  right: "List Resources",
  details: z.object({ RESOURCETYPE_CONTAINING: z.unknown().optional() }),
  reply: z.array(typeShape),
  handle({ state, details }) {
    const [wanted] = [details.RESOURCETYPE_CONTAINING].flat();
    const rows = typesInList(state, typeof wanted === "string" ? wanted : undefined);
    return { details: rows, totalRows: rows.length };
  },
});

const websiteUrls = operation({
  id: "resources.urls",
  method: "GET",
  path: "/resources/websiteurls",
  tag,
  summary: "List the addresses of web sites among the resources",
  evidence: observed("the vendor's extension"),
  source,
  assumptions: ["unseen-messages"],
  data,
  name: "GET WEBSITE URLS",
  message: "Website URLs fetched successfully",
  right: "List Resources",
  reply: z.array(urlShape),
  handle(served) {
    const rows: object[] = [];
    for (const { ResourceID, Url } of visibleResources(served).from(0)) {
      if (Url !== "") rows.push({ "RESOURCE ID": String(ResourceID), "RESOURCE URL": Url });
    }
    return { details: rows.length > 0 ? rows : undefined, totalRows: rows.length };
  },
});

/** Two plain names, as look-ups take them. */
export const twoNames = z.object({
  RESOURCENAME: text("The resource's name, by case."),
  ACCOUNTNAME: text("The account's name, by case."),
});

export const resourceOperations = [listAll, idByName, resourceTypes, websiteUrls];
