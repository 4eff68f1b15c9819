/** A vault whose folders and lists make a tree of both folder models, with a template and generator policies. */
export const treeVault = {
  keys: { systemWide: {}, passwordGenerator: {}, hosts: {}, copyMove: {} },
  generatorPolicies: [
    { id: 4, name: "Long digits", minLength: 24, maxLength: 24, lowerCase: false, upperCase: false, special: false },
  ],
  templates: [
    { id: 7, name: "Network gear", generatorPolicy: 4, oneTimePasswords: true, genericFields: [{ name: "Rack" }] },
  ],
  folders: [
    // The inner one first: the order in a fixture does not matter.
    { id: 13, path: "\\Finance\\Ledgers", description: "Closed quarters" },
    { id: 12, path: "\\Finance", description: "Money in, money out" },
    { id: 20, path: "\\Platform", propagatesPermissions: true },
  ],
  lists: [
    {
      id: 56,
      name: "Finance Databases",
      folder: "\\Finance",
      description: "ledgers and payroll",
      allowExport: true,
      resetEnabled: true,
      oneTimePasswords: true,
      generatorPolicy: 4,
      genericFields: [{ name: "Backup window" }],
      key: {},
      records: [{ title: "ledger owner" }, { title: "ledger" }, { title: "old ledger", recycled: true }],
    },
    { id: 57, name: "Finance Portals", folder: "\\Finance\\Ledgers", generatorPolicy: 0, key: {} },
    { id: 58, name: "Linux Servers", folder: "\\Platform\\Linux", demandsReason: true },
    { id: 59, name: "Own Things", private: true, key: {} },
    { id: 60, name: "Kept Apart", folder: "\\Platform", disablesInheritance: true },
  ],
};
