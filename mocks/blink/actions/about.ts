/** An input of an action, as the catalogue lists it; see `docs/products/blink.md#catalogue`. */
export interface Parameter {
  /** As the screen shows it, and as steps write it. */
  readonly name: string;
  readonly input_type: "text" | "number" | "checkbox";
  readonly required: boolean;
  /** What may be chosen; anything when empty. */
  readonly options: readonly string[];
  /** What it is when it is left out; empty when there is no such. */
  readonly default_value: string;
}

/** What the catalogue says of an action beside its name. */
export interface About {
  readonly display_name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** What a step of it gives, for example. */
  readonly example_output: unknown;
}

/** An input that may be left out, unless more is said of it. */
export function parameter(name: string, more: Partial<Omit<Parameter, "name">> = {}): Parameter {
  return { name, input_type: "text", required: false, options: [], default_value: "", ...more };
}
