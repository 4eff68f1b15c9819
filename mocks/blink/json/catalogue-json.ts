import type { About, Parameter } from "../actions/about.ts";
import { actions } from "../actions/find-action.ts";
import { internalSteps } from "../runs/internal-steps.ts";
import type { BlinkState } from "../state.ts";

/** Every action that steps can be of, as the catalogue lists it; see `docs/products/blink.md#catalogue`. */
export function listCatalogue(state: BlinkState) {
  const signed = [...state.connectionTypes.all()]
    .filter(({ methods }) => methods.some(({ signing }) => signing.kind !== "oauth" && signing.kind !== "unknown"))
    .map(({ name }) => name);
  return [
    // Those of Blink's own are hidden: the vendor's plugin takes them in by their names.
    ...[...internalSteps].map(([id, { about }]) => toEntry(id, about, { hidden: true })),
    ...actions.map(({ id, connection, about }) => {
      const types = connection === "required" ? [id.split(".")[0] ?? id] : connection === "optional" ? signed : [];
      return toEntry(id, about, { types, optional: connection !== "required" });
    }),
  ];
}

function toEntry(
  full_name: string,
  { display_name, description, parameters, example_output }: About,
  { types = [], optional = true, hidden = false }: { types?: readonly string[]; optional?: boolean; hidden?: boolean },
) {
  return {
    ...{ full_name, display_name, description, parameters: parameters.map(toParameterJson), example_output },
    ...{ connection_types: types, connection_optional: optional, active: true, hidden },
  };
}

function toParameterJson({ name, input_type, options, default_value, required }: Parameter) {
  return {
    ...{ name, description: "", input_type, options, default_value, required },
    // A drop-down that asks for its options would be 2; none does here.
    field_type: input_type === "checkbox" ? 1 : 0,
    ...{ linked_hidden: false, hidden: false, disabled: false },
  };
}
