const MASK = "***";
/** Shorter values are found by chance in ordinary text; masking them would hide the text and give the value away. */
const SHORTEST_SECRET = 4;
/** How often a percent encoding is taken off before a text is looked at: clients encode twice by accident. */
const MOST_LAYERS = 3;

/** What must not be seen, ready to be looked for; undefined when there is nothing. */
export type Secrets = RegExp | undefined;

/** Makes secret values ready to be looked for. */
export function prepareSecrets(values: Iterable<string>): Secrets {
  const wanted = [...new Set(values)].filter((value) => value.length >= SHORTEST_SECRET);
  if (wanted.length === 0) return undefined;
  // The longest first, so that one which begins like another is masked whole.
  wanted.sort((a, b) => b.length - a.length);
  return new RegExp(wanted.map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"), "gi");
}

/** A text with every secret in it replaced by `***`, whatever its case. */
export function maskSecrets(text: string, secrets: Secrets): string {
  return secrets ? text.replace(secrets, MASK) : text;
}

/**
 * A request's target as it may be shown: user and password of an absolute one are gone, a query parameter that is not among the plain
 * ones (lower case) has `***` for a value, and a secret is masked wherever it stands, percent-encoded too.
 */
export function maskTarget(target: string, plainParameters: ReadonlySet<string>, secrets: Secrets): string {
  const known = { plainParameters, secrets };
  const shown = maskUser(target);
  const mark = shown.search(/[?#]/);
  if (mark === -1) return maskPath(shown, known);
  return `${maskPath(shown.slice(0, mark), known)}${shown[mark]}${maskPairs(shown.slice(mark + 1), known)}`;
}

interface Known {
  readonly plainParameters: ReadonlySet<string>;
  readonly secrets: Secrets;
}

function maskUser(target: string): string {
  return target.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*@/i, (_all, scheme = "") => `${scheme}//${MASK}@`);
}

function maskPath(path: string, known: Known): string {
  const masked = path
    .split("/")
    .map((segment) => maskSegment(segment, known))
    .join("/");
  // A secret that holds a slash spans segments.
  return holdsSecret(masked, known.secrets) ? `/${MASK}` : masked;
}

function maskSegment(segment: string, known: Known): string {
  if (!holdsPair(segment)) return maskPiece(segment, known.secrets);
  const mark = segment.search(/[&;]/);
  if (mark === -1) return MASK;
  return `${maskPiece(segment.slice(0, mark), known.secrets)}${segment[mark]}${maskPairs(segment.slice(mark + 1), known)}`;
}

function maskPairs(text: string, known: Known): string {
  return text
    .split("&")
    .map((pair) => maskPair(pair, known))
    .join("&");
}

function maskPair(pair: string, { plainParameters, secrets }: Known): string {
  const mark = pair.indexOf("=");
  const name = mark === -1 ? pair : pair.slice(0, mark);
  const plain = plainParameters.has(decodeLayers(name).toLowerCase());
  // Without a value, an unknown name may itself be what nobody should see.
  if (mark === -1) return plain || name === "" ? name : MASK;
  const value = pair.slice(mark + 1);
  const shown = value === "" || (plain && !holdsPair(value)) ? maskPiece(value, secrets) : MASK;
  return `${maskPiece(name, secrets)}=${shown}`;
}

/** Whether a client glued a pair to what stands before it: `/passwords/12&apikey=…`, `Title=a?apikey=…`. */
function holdsPair(piece: string): boolean {
  const decoded = decodeLayers(piece);
  const mark = decoded.search(/[?&;]/);
  return mark !== -1 && decoded.includes("=", mark);
}

/** A piece of a target with the secrets in it masked; masked whole when they only show once it is decoded. */
function maskPiece(piece: string, secrets: Secrets): string {
  const masked = maskSecrets(piece, secrets);
  return holdsSecret(masked, secrets) ? MASK : masked;
}

function holdsSecret(text: string, secrets: Secrets): boolean {
  if (!secrets) return false;
  const decoded = decodeLayers(text);
  return [decoded, decoded.replaceAll("+", " ")].some((reading) => maskSecrets(reading, secrets) !== reading);
}

function decodeLayers(text: string): string {
  let decoded = text;
  for (let layer = 0; layer < MOST_LAYERS && decoded.includes("%"); layer += 1) decoded = decodeOnce(decoded);
  return decoded;
}

/** Decodes what can be decoded: one stray `%` must not hide the rest. */
function decodeOnce(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run.replace(/%([0-7][0-9a-f])/gi, (_all, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
    }
  });
}
