import { expect, test } from "vitest";
import { openSandbox } from "./small-world.ts";

test("a host is found by its address in the spelling that sockets give, whatever the fixture's", () => {
  const sandbox = openSandbox();
  sandbox.setHost("Six.Test", ["0:0:0:0:0:0:0:1", "10.0.0.6"]);
  expect(sandbox.hostsAt("::1")).toEqual(["six.test"]);
  expect(sandbox.hostsAt("10.0.0.6")).toEqual(["six.test"]);
  expect(sandbox.addressesOf("SIX.test")).toEqual(["::1", "10.0.0.6"]);
});
