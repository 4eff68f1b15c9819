import type { Visit } from "./access.ts";
import { choiceOf } from "./choice.ts";
import type { CustomValues } from "./state/vault.ts";
import { textOf } from "./texts.ts";
import { PmpRefusal } from "./wire.ts";

/**
 * The member `CUSTOM FIELD`, only where custom fields exist; see `docs/products/pmp.md#custom-fields`. `showsSecrets` says whether the
 * caller may see what fields of the types Password and File hold; it is asked only where there is something to see.
 */
export function customFieldsOf(
  { state, sandbox }: Visit,
  of: "resource" | "account",
  values: CustomValues,
  showsSecrets: () => boolean,
): object {
  if (state.customFields.size === 0) return {};
  const blank = choiceOf(sandbox, "custom-fields") === "blank" ? "" : "-";
  const fields: object[] = [];
  for (const { Of, Label, Type, Column } of state.customFields.all()) {
    if (Of !== of) continue;
    const value = (Object.hasOwn(values, Label) && values[Label]) || blank;
    const isSecret = value !== blank && (Type === "Password" || Type === "File");
    const mark = Type === "Password" ? "****" : blank;
    fields.push({
      CUSTOMFIELDLABEL: Label,
      CUSTOMFIELDVALUE: isSecret && !showsSecrets() ? mark : value,
      CUSTOMFIELDTYPE: Type,
      CUSTOMFIELDCOLUMNNAME: Column,
    });
  }
  return fields.length === 0 ? {} : { "CUSTOM FIELD": fields };
}

/** Values of custom fields as a client sends them, put over those there are; refused for a label that does not exist. */
export function mergeCustomValues(
  { state }: Visit,
  of: "resource" | "account",
  member: string,
  current: CustomValues,
  given: readonly { readonly CUSTOMLABEL: string; readonly CUSTOMVALUE: string }[] | undefined,
): CustomValues {
  if (!given) return current;
  const values = new Map(Object.entries(current));
  for (const { CUSTOMLABEL, CUSTOMVALUE } of given) {
    if (!state.customFields.find("label", `${of} ${CUSTOMLABEL}`)) {
      const message = textOf(state, "invalid-value").replaceAll("<NAME>", member);
      throw new PmpRefusal(message, `there is no custom field '${CUSTOMLABEL}' for a ${of}`);
    }
    values.set(CUSTOMLABEL, CUSTOMVALUE);
  }
  return Object.fromEntries(values);
}
