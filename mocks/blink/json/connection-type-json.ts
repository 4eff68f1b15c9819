import type { Listing } from "../listing.ts";
import { type ConnectionTypeRow, FIELD_TYPES, type FormAttribute } from "../state/connections.ts";

/** How connection types are listed; see `docs/products/blink.md#connection-types` (`connection-type-methods`, `field-type-numbers`). */
export const connectionTypeListing: Listing<ConnectionTypeRow> = {
  fields: {
    id: { type: "text", read: (row) => row.id },
    name: { type: "text", read: (row) => row.name },
    display_name: { type: "text", read: (row) => row.display_name },
    plugin_name: { type: "text", read: (row) => row.plugin_name },
    oauth_supported: { type: "flag", read: supportsOAuth },
  },
  others: ["tenant_id", "attributes", "creation_methods"],
  toJson({ state }, row) {
    const { id, name, display_name, plugin_name, methods, built_in } = row;
    const attributes = new Map(methods.flatMap((method) => method.attributes).map((one) => [one.name, one]));
    return {
      ...{ id, name, display_name, plugin_name },
      oauth_supported: supportsOAuth(row),
      tenant_id: built_in ? "" : (state.tenants.get(1)?.id ?? ""),
      attributes: Object.fromEntries([...attributes.values()].map((one, at) => [one.name, toFormJson(one, at)])),
      creation_methods: methods.map((method) => ({
        name: method.name,
        display_name: method.display_name,
        attributes: method.attributes.map((one) => one.name),
      })),
    };
  },
};

function supportsOAuth({ methods }: ConnectionTypeRow): boolean {
  return methods.some(({ signing }) => signing.kind === "oauth");
}

function toFormJson({ name, field_type, ...attribute }: FormAttribute, index: number) {
  const { description, placeholder, default_value, required, input_type, options, pattern } = attribute;
  return {
    display_name: name,
    ...{ description, placeholder, default_value, required },
    field_type: FIELD_TYPES.indexOf(field_type),
    ...{ input_type, input_type_source: "", options, pattern, format: "", index, is_multi: false, source_url: "" },
  };
}
