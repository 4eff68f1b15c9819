import { type Flaw, neutralFlaw } from "../mutant.ts";

/** Flaws in what a connector says of itself. */
export const declarationFlaws: readonly Flaw[] = [
  neutralFlaw(
    "has a token of its own that no form hides",
    ["declaration.secret-settings"],
    (Sound) =>
      class extends Sound {
        override describe() {
          const { settings, ...words } = super.describe();
          return { ...words, settings: [...settings, { name: "proxyToken", required: false, secret: false }] };
        }
      },
  ),
  neutralFlaw(
    "requires a setting that nobody can fill in",
    ["declaration.settings"],
    (Sound) =>
      class extends Sound {
        override describe() {
          const described = super.describe();
          return { ...described, settings: [...described.settings, { name: "tenant", required: true, secret: false }] };
        }
      },
  ),
  neutralFlaw(
    "forgets to declare its address",
    ["declaration.settings"],
    (Sound) =>
      class extends Sound {
        override describe() {
          const described = super.describe();
          return { ...described, settings: described.settings.filter(({ name }) => name !== "address") };
        }
      },
  ),
  neutralFlaw(
    "declares its credential as something that may be shown",
    ["declaration.secret-settings"],
    (Sound) =>
      class extends Sound {
        override describe() {
          const described = super.describe();
          return { ...described, settings: described.settings.map((one) => ({ ...one, secret: false })) };
        }
      },
  ),
];
