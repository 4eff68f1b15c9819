import { expect, test } from "vitest";
import { operationsNotBuilt } from "../../mocks/passwordstate/operations/not-built.ts";
import { service } from "../../mocks/passwordstate/service.ts";
import { startVault } from "./start-vault.ts";

test("every call that is known and not built answers like an unknown path, and the journal says which it is", async () => {
  const vault = await startVault();

  for (const { id, method, path } of operationsNotBuilt) {
    const asked = path.replace(/:\w+/, "17");
    const answer = await vault.request(method, asked);
    expect(answer.status, `${method} ${asked}`).toBe(404);
    expect(answer.object().Message).toContain(`request URI '${vault.url}${asked}'`);
    expect(vault.reason()).toBe(`${id} is not implemented by fauxvault`);
  }
});

test.each([
  ["POST", "/api/passwordpermissions"],
  ["DELETE", "/api/passwordlistpermissions"],
  ["GET", "/api/hosts"],
  ["POST", "/api/document/password/:id"],
  ["GET", "/api/reporting/:id"],
  ["POST", "/api/selfdestruct"],
  ["POST", "/userapi/selfdestruct"],
  ["POST", "/api/securitygroup"],
  ["POST", "/api/useraccount"],
  ["POST", "/api/dependencies"],
  ["GET", "/api/passwordgenerator"],
  ["GET", "/api/addressbook"],
  ["PUT", "/api/activedirectory"],
  ["DELETE", "/api/privaccount/:id"],
  ["GET", "/api/remotesitelocations/exportinstallerinstructions"],
])("%s %s is listed", (method, path) => {
  expect(service.operations.some((one) => one.method === method && one.path === path && !one.handle)).toBe(true);
});
