import type { ConnectionMethod, ConnectionTypeRow, FormAttribute, Signing } from "./state/connections.ts";

type BuiltIn = Omit<ConnectionTypeRow, "seq" | "id" | "built_in">;

const blank = { description: "", placeholder: "", default_value: "", required: true, options: [], pattern: "" };

function field(name: string, more: Partial<FormAttribute> = {}): FormAttribute {
  return { ...blank, name, field_type: "input", input_type: "text", ...more };
}

function secret(name: string, more: Partial<FormAttribute> = {}): FormAttribute {
  return field(name, { input_type: "password", ...more });
}

/** Where the vendor's API is. */
const address = field("API Address", { input_type: "url", placeholder: "https://vault.example.test/api" });
/** Plain HTTP has no vendor to be tested against; an address makes a test possible (`http-api-address`). */
const anyAddress = field("API Address", { input_type: "url", required: false });

function method(
  name: string,
  display: string,
  attributes: readonly FormAttribute[],
  signing: Signing,
): ConnectionMethod {
  const holdsAddress = attributes.some((one) => one.name === "API Address");
  const where = holdsAddress ? "API Address" : undefined;
  return { name, display_name: display, attributes, signing, address: where, test_path: undefined };
}

function type(name: string, display: string, ...methods: readonly ConnectionMethod[]): BuiltIn {
  return { name, display_name: display, plugin_name: name.replace(/_.*/, ""), methods };
}

const unknown: Signing = { kind: "unknown" };

const passwordstate = method("api_key", "API Key", [address, secret("API Key")], {
  kind: "header",
  header: "APIKey",
  attribute: "API Key",
});

const headerPairs = [1, 2, 3].map((number) => [`Header ${number} Name`, `Header ${number} Value`] as const);
const headerFields = headerPairs.flatMap(([name, value], at) => [
  field(name, { required: at === 0 }),
  secret(value, { required: at === 0 }),
]);

/**
 * The connection types that every installation here has; see `docs/products/blink.md#built-in-connection-types`. Those whose vendors
 * fauxvault does not fake are there for their forms.
 */
export const BUILT_IN_TYPES: readonly BuiltIn[] = [
  type("passwordstate", "Passwordstate", { ...passwordstate, test_path: "/passwordlists" }),
  type(
    "http_basic",
    "HTTP Basic Authentication",
    method("basic", "Basic", [field("Username"), secret("Password"), anyAddress], {
      kind: "basic",
      username: "Username",
      password: "Password",
    }),
  ),
  type(
    "http_bearer",
    "HTTP Bearer Authentication",
    method("bearer", "Bearer", [secret("Token"), anyAddress], { kind: "bearer", attribute: "Token" }),
  ),
  type(
    "http_custom",
    "HTTP Custom Authentication",
    method("custom", "Custom", [...headerFields, anyAddress], { kind: "headers", pairs: headerPairs }),
  ),
  type(
    "brinqa",
    "Brinqa",
    method(
      "username_and_password",
      "Username & Password",
      [address, field("Username"), secret("Password"), secret("MFA Code", { required: false })],
      unknown,
    ),
  ),
  type(
    "cynet",
    "Cynet",
    method(
      "access_key",
      "Access Key",
      [address, field("Client ID"), secret("Access Key"), secret("Secret Key")],
      unknown,
    ),
    method(
      "on_prem_username_and_password",
      "On Prem Username & Password",
      [address, field("Client ID"), field("Username"), secret("Password")],
      unknown,
    ),
  ),
  type(
    "silverfort",
    "Silverfort",
    method(
      "access_token",
      "Access Token",
      [secret("Risk API Key"), field("App User ID"), secret("App User Secret")],
      unknown,
    ),
  ),
  type(
    "coupa_compass",
    "Coupa Compass",
    method(
      "client_secret",
      "Client Secret",
      [address, field("Client ID"), secret("Client Secret"), field("Scopes")],
      unknown,
    ),
  ),
];
