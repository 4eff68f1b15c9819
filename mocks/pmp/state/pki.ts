/** An SSH key or an SSL certificate; see `docs/products/pmp.md#pki`. */
export interface PkiRow {
  readonly PkiID: number;
  readonly Kind: "ssh-key" | "certificate";
  /** The key's name or the certificate's common name. */
  readonly Name: string;
  readonly SerialNumber: string;
  readonly Text: string;
  readonly KeyStoreBase64: string;
  readonly Passphrase: string;
  readonly Users: readonly string[];
  readonly ValidUntil: number | undefined;
}
