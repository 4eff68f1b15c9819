import { documented, type Evidence, inferred, observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { AssumptionName } from "../assumptions.ts";

type Row = readonly [
  id: string,
  method: string,
  path: string,
  summary: string,
  evidence: Evidence,
  ...assumptions: AssumptionName[],
];

const two = observed("2 clients");
const one = observed("1 client");
const four = observed("4 clients");

/** Rows of one resource as operations without a handler. */
function notBuilt(tag: string, source: string, rows: readonly Row[]): Operation[] {
  return rows.map(([id, method, path, summary, evidence, ...assumptions]) => {
    return { id, method, path, tag, summary, evidence, source, assumptions };
  });
}

/** POST, PUT and DELETE of a collection of permissions, and the DELETE by id that one client sends instead. */
function permissions(id: string, path: string, of: string, evidence: Evidence): Row[] {
  return [
    [`${id}.add`, "POST", path, `Give a permission to ${of}`, evidence, "permission-replies"],
    [`${id}.update`, "PUT", path, `Change a permission to ${of}`, evidence, "permission-replies"],
    [
      `${id}.delete`,
      "DELETE",
      path,
      `Take a permission to ${of} away, named in the body`,
      evidence,
      "permission-replies",
    ],
    [`${id}.delete-by-id`, "DELETE", `${path}/:id`, `The same without a body`, one, "permission-replies"],
  ];
}

/** GET, POST, PUT of a collection, and GET and DELETE of one of its things. */
function resource(id: string, path: string, things: string, evidence: Evidence): Row[] {
  return [
    [`${id}.all`, "GET", path, `Retrieve every ${things}`, evidence],
    [`${id}.get`, "GET", `${path}/:id`, `Retrieve one ${things}`, evidence],
    [`${id}.create`, "POST", path, `Create a ${things}`, evidence, "other-write-replies"],
    [`${id}.update`, "PUT", path, `Change a ${things}`, evidence, "other-write-replies"],
    [`${id}.delete`, "DELETE", `${path}/:id`, `Delete a ${things}`, evidence, "other-write-replies"],
  ];
}

/** Documents of records, lists or folders: added to their owner, read by their own id. */
function documents(owner: string): Row[] {
  const add = `/api/document/${owner}/:id`;
  return [
    [`documents.${owner}.add`, "POST", add, `Add a document to a ${owner}`, four, "other-write-replies"],
    [`documents.${owner}.get`, "GET", add, `Retrieve a document of a ${owner} by the document's id`, four],
  ];
}

/**
 * What the product is known to do and the fake does not. Remote session credentials, host folders and lists of documents are not
 * here, since their paths are not known (`unread-resources`); nor is what stands behind `/winapi`, which has the same paths as `/api`.
 */
export const operationsNotBuilt: readonly Operation[] = [
  ...notBuilt("Permissions", "docs/products/passwordstate.md#permission-calls", [
    ...permissions("password-permissions", "/api/passwordpermissions", "a record", two),
    ...permissions("list-permissions", "/api/passwordlistpermissions", "a list", two),
    ...permissions("folder-permissions", "/api/folderpermissions", "a folder", two),
    ...permissions("account-permissions", "/api/privaccountpermissions", "a privileged account", one),
  ]),
  ...notBuilt("Hosts", "docs/products/passwordstate.md#hosts", [
    ["hosts.search", "GET", "/api/hosts", "Retrieve every host, or search them", observed("4 clients, recorded reply")],
    ["hosts.get", "GET", "/api/hosts/:name", "Retrieve one host by its name", one, "host-by-name"],
    [
      "hosts.create",
      "POST",
      "/api/hosts",
      "Create a host",
      documented("vendor page, 4 clients"),
      "other-write-replies",
    ],
    ["hosts.delete", "DELETE", "/api/hosts/:name", "Delete a host", observed("3 clients"), "other-write-replies"],
  ]),
  ...notBuilt("Documents", "docs/products/passwordstate.md#documents", [
    ...documents("password"),
    ...documents("passwordlist"),
    ...documents("folder"),
  ]),
  ...notBuilt("Dependencies", "docs/products/passwordstate.md#records", [
    [
      "dependencies.create",
      "POST",
      "/api/dependencies",
      "Add a dependency to a record",
      observed("3 clients"),
      "other-write-replies",
    ],
    [
      "dependencies.delete",
      "DELETE",
      "/api/dependencies/:id",
      "Delete a dependency; the path is a guess",
      inferred("its existence from a release note"),
      "other-write-replies",
    ],
  ]),
  ...notBuilt("Policies", "docs/products/passwordstate.md#generator", [
    ["policies.generator", "GET", "/api/passwordgenerator", "Search the generator policies", one, "unread-resources"],
    ["policies.strength", "GET", "/api/passwordstrength", "Search the strength policies", one, "unread-resources"],
  ]),
  ...notBuilt("Reporting", "docs/products/passwordstate.md#reporting", [
    ["reports.run", "GET", "/api/reporting/:id", "Run a report", two],
  ]),
  ...notBuilt("Self Destruct", "docs/products/passwordstate.md#self-destruct", [
    [
      "self-destruct.send",
      "POST",
      "/api/selfdestruct",
      "Send a self destruct message",
      documented("vendor page, 2 clients"),
      "other-write-replies",
    ],
    [
      "self-destruct.send-as-user",
      "POST",
      "/userapi/selfdestruct",
      "The same as a user",
      documented("vendor page"),
      "user-api",
    ],
  ]),
  ...notBuilt("Security Groups and User Accounts", "docs/products/passwordstate.md#other-resources", [
    [
      "groups.create",
      "POST",
      "/api/securitygroup",
      "Add a security group of a directory",
      documented("vendor page, 1 client"),
    ],
    [
      "groups.create-local",
      "POST",
      "/api/securitygrouplocal",
      "Add a local security group",
      inferred("its twin below /userapi"),
    ],
    ["groups.search", "GET", "/api/getsecuritygroup", "Search the security groups", one],
    ["groups.sync", "GET", "/api/securitygroup/getadsync", "Start a synchronisation with the directory", one],
    [
      "groups.create-as-user",
      "POST",
      "/userapi/securitygroup",
      "Add a security group as a user",
      documented("vendor page"),
      "user-api",
    ],
    [
      "groups.create-local-as-user",
      "POST",
      "/userapi/securitygrouplocal",
      "Add a local security group as a user",
      documented("vendor page"),
      "user-api",
    ],
    ["users.create", "POST", "/api/useraccount", "Add a user account", documented("vendor page")],
  ]),
  ...notBuilt(
    "Address Book",
    "docs/products/passwordstate.md#other-resources",
    resource("address-book", "/api/addressbook", "global contact", documented("vendor page")),
  ),
  ...notBuilt(
    "Active Directory Domains",
    "docs/products/passwordstate.md#other-resources",
    resource(
      "ad-domains",
      "/api/activedirectory",
      "directory domain",
      documented("members from the vendor page, path from 1 client"),
    ),
  ),
  ...notBuilt(
    "Privileged Account Credentials",
    "docs/products/passwordstate.md#other-resources",
    resource("privileged-accounts", "/api/privaccount", "privileged account", documented("vendor page, 1 client")),
  ),
  ...notBuilt("Remote Site Locations", "docs/products/passwordstate.md#other-resources", [
    ...resource("remote-sites", "/api/remotesitelocations", "remote site location", one),
    [
      "remote-sites.instructions",
      "GET",
      "/api/remotesitelocations/exportinstallerinstructions",
      "Export the instructions for an agent's installer",
      one,
    ],
  ]),
];
