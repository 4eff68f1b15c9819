/** Host names that callers and addresses of these tests have. */
export const hosts = {
  "vault.test": ["127.0.0.1"],
  "vault-six.test": ["::1"],
  "far.test": ["10.20.0.11"],
  "runner.test": ["127.0.0.1"],
};

/** The keys of the vaults: none of them may be seen anywhere. */
export const vaultKeys = {
  systemWide: "5f0e7c2b9d8a4163b7e05c9f21d4a86e",
  list: "0b1d2f3a4c5e6978812a3b4c5d6e7f80",
  token: "8A51B6C2-0D4E-4F7A-93B1-6E2C7D90F45A",
} as const;

/** A small Passwordstate: the `passwordstate` member of a fixture. */
export const passwordstatePart = {
  keys: { systemWide: { value: vaultKeys.systemWide } },
  lists: [
    {
      id: 57,
      name: "Linux Servers",
      key: { value: vaultKeys.list },
      records: [
        { id: 3400, title: "web-01 root", userName: "root", password: "harbour-27-Lantern" },
        { id: 3401, title: "web-02 root", userName: "root", password: "velvet-3-Anchor" },
      ],
    },
  ],
};

/** A small Password Manager Pro: the `pmp` member of a fixture. */
export const pmpPart = {
  apiUsers: [{ id: 21, name: "runner", host: "runner.test", role: "Administrator", key: vaultKeys.token }],
  resources: [
    {
      id: 14,
      name: "ledger-01",
      type: "Linux",
      owner: "runner",
      accounts: [{ id: 31, name: "root", password: "Basalt-77!wren" }],
    },
  ],
};
