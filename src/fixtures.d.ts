// scripts/fixture-plugin.mjs turns such an import into the file's parsed content, when building and in tests.
declare module "*.yaml" {
  const content: unknown;
  export default content;
}
