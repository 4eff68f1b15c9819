import { z } from "zod";
import { documented } from "../../../src/http/evidence.ts";
import { count, flag, list, text, word } from "../members.ts";
import { operation } from "../operation.ts";
import { audit } from "../rules/audit.ts";
import { findAccount, findResource } from "../rules/find.ts";
import { refuseMissing, refuseValue } from "../rules/refuse-member.ts";

const configure = operation({
  id: "resources.remote-reset",
  method: "POST",
  path: "/resources/configureremotepasswordreset",
  tag: "Resources",
  summary: "Say by which account the passwords of resources are reset on their targets",
  evidence: documented("the vendor's API help, PAM360"),
  source: "docs/products/pmp.md#resources",
  assumptions: ["pam360-only-calls", "remote-reset", "unseen-messages"],
  data: "fixture: pmp.resources",
  name: "CONFIGURE REMOTE PASSWORD RESET",
  message: "Remote password reset configured successfully",
  right: "Edit Resources",
  onlyPam360: true,
  details: z.object({
    RESOURCETYPE: text("The type that all the resources are of."),
    RESOURCEIDS: list(count("A resource's id.")),
    ACCOUNTNAME: text("The account that resets, which each resource has.").optional(),
    CONNECTION_MODE: word(["SSL", "Non SSL"], "How the target is reached.").optional(),
    ISWINDOMAINLOCAL: flag("Whether a domain's account resets.").optional(),
    WDRESOURCEID: count("The domain's resource.").optional(),
    WDACCOUNTID: count("The domain's account.").optional(),
  }),
  handle(served) {
    const { state, details } = served;
    const { RESOURCETYPE, RESOURCEIDS, ACCOUNTNAME, WDRESOURCEID, WDACCOUNTID } = details;
    if (WDRESOURCEID !== undefined || WDACCOUNTID !== undefined || details.ISWINDOMAINLOCAL) {
      if (WDRESOURCEID === undefined) throw refuseMissing(state, "WDRESOURCEID");
      if (WDACCOUNTID === undefined) throw refuseMissing(state, "WDACCOUNTID");
      findAccount(served, String(WDRESOURCEID), String(WDACCOUNTID), "Read Passwords");
    } else if (ACCOUNTNAME === undefined) throw refuseMissing(state, "ACCOUNTNAME");
    if (RESOURCEIDS.length === 0) throw refuseMissing(state, "RESOURCEIDS");
    const members = Object.entries(details).filter(([name]) => name !== "RESOURCEIDS");
    const RemoteReset = Object.fromEntries(members.map(([name, value]) => [name, String(value)]));
    for (const id of RESOURCEIDS) {
      const resource = findResource(served, String(id), "Edit Resources");
      if (resource.ResourceType !== RESOURCETYPE) {
        throw refuseValue(state, "RESOURCETYPE", `'${resource.ResourceName}' is of type '${resource.ResourceType}'`);
      }
      const isDomains = WDACCOUNTID !== undefined;
      if (!isDomains && !state.accounts.find("name", `${resource.ResourceID} ${ACCOUNTNAME}`)) {
        throw refuseValue(state, "ACCOUNTNAME", `'${resource.ResourceName}' has no account '${ACCOUNTNAME}'`);
      }
      state.resources.update(resource.ResourceID, { RemoteReset });
      audit(served, "Remote Password Reset Configured", { resource });
    }
    return {};
  },
});

export const remoteResetOperations = [configure];
