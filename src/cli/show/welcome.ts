import type { ReadyInfo } from "../ready-info.ts";
import { renderTable } from "./table.ts";

/** What `start` shows beside the addresses and credentials themselves. */
export interface WelcomeDetails {
  readonly version: string;
  readonly fixture: string;
  readonly mocks: readonly { readonly name: string; readonly title: string }[];
  readonly platform: NodeJS.Platform;
}

/** The screen that `start` greets with: addresses, the keys of each kind, a line to paste, and where it is steered. */
export function renderWelcome(ready: ReadyInfo, details: WelcomeDetails): string {
  const { version, fixture, mocks } = details;
  const title = (product: string): string => mocks.find(({ name }) => name === product)?.title ?? product;
  const addresses = [
    ...ready.doors.map(({ product, as, https, http }) => [
      as === undefined ? title(product) : `${title(product)} as ${as}`,
      https,
      http,
    ]),
    ["Control API", ready.control.url, ready.control.token === undefined ? "" : `token ${ready.control.token}`],
  ];
  const parts = [
    `fauxvault ${version} with fixture ${fixture}`,
    indent(renderTable(addresses)),
    ...mocks.flatMap((mock) => renderKeys(mock, ready)),
    ...renderExamples(ready, details),
    `HTTPS: have clients trust ${ready.ca}\n       'fauxvault env' prints variables for your shell.\nCtrl-C stops it.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function renderKeys({ name: product, title }: WelcomeDetails["mocks"][number], { credentials }: ReadyInfo): string[] {
  const keys = credentials.filter((one) => one.product === product);
  const rows = keys.map(({ name, value, scope }) => [name, value, scope === "" ? "" : `(${scope})`]);
  return rows.length > 0 ? [`Keys of ${title}\n${indent(renderTable(rows))}`] : [];
}

/** The second line over TLS; the file that it names is there a second after the start. */
function renderExamples({ examples, products, ca }: ReadyInfo, { platform }: WelcomeDetails): string[] {
  // Windows PowerShell has an alias of this name that is not curl.
  const curl = platform === "win32" ? "curl.exe" : "curl";
  const lines = Object.entries(examples).flatMap(([product, { path, headers }]) => {
    const at = products[product];
    const options = Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}" `);
    if (at === undefined) return [];
    return [
      `${curl} ${options.join("")}"${at.http}${path}"`,
      `${curl} --cacert "${ca}" ${options.join("")}"${at.https}${path}"`,
    ];
  });
  return lines.length > 0 ? [`Try it\n${indent(lines.join("\n"))}`] : [];
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
