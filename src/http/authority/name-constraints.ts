import { isIP } from "node:net";
import { toConstraint } from "./host-names.ts";

// ASN.1 tags of RFC 5280, section 4.2.1.10, as the certificate library has no class for this extension.
const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** The object identifier of the name constraints extension. */
export const NAME_CONSTRAINTS_OID = "2.5.29.30";

/**
 * What an authority may sign for, as the DER value of the extension: localhost, .test, loopback, and the extra hosts.
 * Takes hosts as `readHosts` gives them.
 */
export function encodeNameConstraints(extraHosts: readonly string[]): Buffer {
  const names = [
    encodeDnsName("localhost"),
    encodeDnsName("test"),
    encodeNetwork(Buffer.from([127, 0, 0, 0]), 8),
    encodeNetwork(toAddressBytes("::1"), 128),
    ...extraHosts.map(encodeHost),
  ];
  const subtrees = names.map((name) => encode(SEQUENCE, name));
  return encode(SEQUENCE, encode(PERMITTED_SUBTREES, Buffer.concat(subtrees)));
}

function encodeHost(host: string): Buffer {
  if (isIP(host) === 0) return encodeDnsName(toConstraint(host));
  const address = toAddressBytes(host);
  return encodeNetwork(address, address.length * 8);
}

function encodeDnsName(name: string): Buffer {
  return encode(DNS_NAME, Buffer.from(name, "ascii"));
}

function encodeNetwork(address: Buffer, prefixLength: number): Buffer {
  const mask = address.map((_, index) => 0xff00 >> Math.min(8, Math.max(0, prefixLength - index * 8)));
  return encode(IP_ADDRESS, Buffer.concat([address, mask]));
}

function toAddressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail = ""] = address.split("::");
  const before = toGroups(head);
  const after = toGroups(tail);
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return Buffer.from([...before, ...zeros, ...after].map((group) => group.padStart(4, "0")).join(""), "hex");
}

function toGroups(text: string): string[] {
  return text === "" ? [] : text.split(":");
}

function encode(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...encodeLength(content.length)]), content]);
}

function encodeLength(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}
