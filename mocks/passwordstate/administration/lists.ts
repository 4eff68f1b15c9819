import { z } from "zod";
import { genericField } from "../fixture-schema.ts";
import type { PasswordListRow } from "../state.ts";
import { action } from "./action.ts";
import { findList, listName } from "./find.ts";

const setList = action({
  id: "lists.set",
  summary: "Change a list's settings, which the API cannot; what is not given stays",
  source: "docs/products/passwordstate.md#lists",
  input: z.strictObject({
    list: listName,
    name: z.string().max(200).optional(),
    description: z.string().max(255).optional(),
    private: z.boolean().optional(),
    allowExport: z.boolean().optional(),
    demandsReason: z.boolean().optional().describe("Whether calls for its records must carry a Reason header."),
    resetEnabled: z.boolean().optional(),
    oneTimePasswords: z.boolean().optional(),
    generatorPolicy: z.int().min(0).optional(),
    genericFields: z.array(genericField).max(10).optional(),
  }),
  run({ state }, { list: wanted, ...given }) {
    const list = findList(state, wanted);
    const change: Partial<Omit<PasswordListRow, "PasswordListID">> = {
      PasswordList: given.name ?? list.PasswordList,
      Description: given.description ?? list.Description,
      PrivatePasswordList: given.private ?? list.PrivatePasswordList,
      AllowExport: given.allowExport ?? list.AllowExport,
      ProvideAccessReason: given.demandsReason ?? list.ProvideAccessReason,
      PasswordResetEnabled: given.resetEnabled ?? list.PasswordResetEnabled,
      OneTimePasswords: given.oneTimePasswords ?? list.OneTimePasswords,
      PasswordGeneratorID: given.generatorPolicy ?? list.PasswordGeneratorID,
      GenericFields:
        given.genericFields?.map(({ name, type }, at) => ({ Number: at + 1, DisplayName: name, Type: type })) ??
        list.GenericFields,
    };
    state.passwordLists.update(list.PasswordListID, change);
    return { id: list.PasswordListID };
  },
});

/** What is done to lists on the screen. */
export const listActions = [setList];
