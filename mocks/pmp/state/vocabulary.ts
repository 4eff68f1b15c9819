/** Rules for passwords; see `docs/products/pmp.md#password-policies`. */
export interface PolicyRow {
  readonly PolicyID: number;
  readonly PolicyName: string;
  readonly MinLength: number;
  readonly MaxLength: number;
  readonly MixedCase: boolean;
  readonly Numerals: boolean;
  readonly SpecialCharacters: boolean;
  /** After how many days a password is too old; 0: never. */
  readonly MaxAgeDays: number;
}

/** A kind of resource; installations add their own. */
export interface ResourceTypeRow {
  readonly ResourceTypeID: number;
  readonly ResourceTypeName: string;
  /** Whether its accounts hold files. */
  readonly HoldsFiles: boolean;
}

/** A custom field of resources or accounts; see `docs/products/pmp.md#custom-fields`. */
export interface CustomFieldRow {
  readonly FieldID: number;
  readonly Of: "resource" | "account";
  readonly Label: string;
  readonly Type: "Character" | "Password" | "File" | "Date";
  readonly Column: string;
}
