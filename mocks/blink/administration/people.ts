import { z } from "zod";
import { EngineError } from "../../../src/engine/engine-error.ts";
import { drawId } from "../draw.ts";
import { rightsOfBuiltIn, WORKSPACE_ROLES } from "../role-matrix.ts";
import { createKey } from "../rules/api-keys.ts";
import { TENANT_ROLES } from "../state/people.ts";
import { pairKey } from "../state.ts";
import { action } from "./action.ts";
import { findUser, findWorkspace, userName, workspaceName } from "./find.ts";

const source = "docs/products/blink.md#roles";

const add = action({
  id: "users.add",
  summary: "Add a user to the company account, with a default key",
  source,
  input: z.strictObject({
    email: z.string().min(3).max(255),
    name: z.string().max(255).default(""),
    service: z.boolean().default(false).describe("Whether it is a service account."),
    companyRole: z.enum(TENANT_ROLES).default("Builder"),
  }),
  run(desk, { email, name, service, companyRole }) {
    const { state, sandbox } = desk;
    if (state.users.find("email", email.toLowerCase())) throw new EngineError(`There is a user '${email}' already.`);
    const user = state.users.insert({
      id: drawId(sandbox.chance),
      email,
      name: name || email,
      kind: service ? "service" : "person",
      tenant_role: companyRole,
      selected_workspace: undefined,
      default_workspace: undefined,
    });
    const key = createKey(desk, user, { name: "default" });
    return { id: user.id, email, companyRole, key: key.api_key };
  },
});

const setCompanyRole = action({
  id: "users.role",
  summary: "Give a user another role in the company account",
  source,
  input: z.strictObject({ user: userName, companyRole: z.enum(TENANT_ROLES) }),
  run({ state }, { user, companyRole }) {
    const { seq, email } = findUser(state, user);
    state.users.update(seq, { tenant_role: companyRole });
    return { email, companyRole };
  },
});

const selectWorkspace = action({
  id: "users.select-workspace",
  summary: "Select a workspace on the screen: unscoped paths mean it from then on",
  source: "docs/products/blink.md#workspaces",
  input: z.strictObject({ user: userName, workspace: workspaceName }),
  run({ state }, input) {
    const { seq, email } = findUser(state, input.user);
    const workspace = findWorkspace(state, input.workspace);
    state.users.update(seq, { selected_workspace: workspace.id });
    return { email, selected: workspace.name };
  },
});

const setMember = action({
  id: "members.set",
  summary: "Give a user a role in a workspace",
  source,
  input: z.strictObject({
    user: userName,
    workspace: workspaceName,
    role: z.string().describe(`${WORKSPACE_ROLES.join(", ")} or a custom role.`),
  }),
  run({ state }, input) {
    const { id, email } = findUser(state, input.user);
    const workspace = findWorkspace(state, input.workspace);
    if (!rightsOfBuiltIn(input.role) && !state.roles.has(input.role)) {
      const known = [...WORKSPACE_ROLES, ...[...state.roles.all()].map(({ name }) => name)].join(", ");
      throw new EngineError(`There is no role '${input.role}'. There are: ${known}.`);
    }
    const member = state.members.find("pair", pairKey(workspace.id, id));
    if (member) state.members.update(member.seq, { role: input.role });
    else state.members.insert({ workspace_id: workspace.id, user_id: id, role: input.role });
    return { email, workspace: workspace.name, role: input.role };
  },
});

const removeMember = action({
  id: "members.remove",
  summary: "Take a user's role in a workspace away",
  source,
  input: z.strictObject({ user: userName, workspace: workspaceName }),
  run({ state }, input) {
    const { id, email } = findUser(state, input.user);
    const workspace = findWorkspace(state, input.workspace);
    const member = state.members.find("pair", pairKey(workspace.id, id));
    if (!member) throw new EngineError(`${email} has no role in workspace '${workspace.name}'.`);
    state.members.delete(member.seq);
    return { email, workspace: workspace.name };
  },
});

/** What a company Admin or a workspace's Owner does on the pages of accounts and roles. */
export const peopleActions = [add, setCompanyRole, selectWorkspace, setMember, removeMember];
