import type { ReadyInfo } from "../ready-info.ts";
import { renderTable } from "./table.ts";
import { renderKeys } from "./welcome-keys.ts";

/** What `start` shows beside the addresses and credentials themselves. */
export interface WelcomeDetails {
  readonly version: string;
  readonly fixture: string;
  readonly mocks: readonly { readonly name: string; readonly title: string }[];
  readonly platform: NodeJS.Platform;
}

/** The screen that `start` greets with: addresses, the keys that are needed first, lines to paste, and where it is steered. */
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
    ...mocks
      .map((mock) => renderKeys(mock, ready.credentials, ready.examples[mock.name]).join("\n"))
      .filter((keys) => keys !== ""),
    ...renderExamples(ready, details),
    `HTTPS: have clients trust ${ready.ca}\n       'npx --no-install fauxvault env' prints variables for your shell.\nCtrl-C stops it.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A line for each product, and the first of them once more over TLS; the file that it names is there a second after the start. */
function renderExamples({ examples, products, ca }: ReadyInfo, { platform }: WelcomeDetails): string[] {
  // Windows PowerShell has an alias of this name that is not curl.
  const curl = platform === "win32" ? "curl.exe" : "curl";
  const requests = Object.entries(examples).flatMap(([product, { path, headers }]) => {
    const at = products[product];
    const options = Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}" `);
    return at === undefined ? [] : [{ at, path, options: options.join("") }];
  });
  const lines = requests.map(({ at, path, options }) => `${curl} ${options}"${at.http}${path}"`);
  const [first] = requests;
  if (first) lines.push(`${curl} --cacert "${ca}" ${first.options}"${first.at.https}${first.path}"`);
  return lines.length > 0 ? [`Try it\n${indent(lines.join("\n"))}`] : [];
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
