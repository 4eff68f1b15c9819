// scripts/fixture-plugin.mjs turns such an import into the file's content, when building and in tests.
declare module "*.yaml" {
  const content: unknown;
  export default content;
  /** What checking the content gave; there in the shipped program alone, whose build has done it. */
  export const checked: object | undefined;
}
