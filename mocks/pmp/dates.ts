const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is a time zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return offsetOf(0, zone) !== undefined;
  } catch {
    return false;
  }
}

/** The day of an instant in a zone: `yyyy-MM-dd`. */
export function toDay(instant: number, zone: string): string {
  return toIso(instant, zone).slice(0, 10);
}

/** As account details and requests write it: `Mar 9, 2026 07:40 AM`; see `docs/products/pmp.md#formats`. */
export function toMoment(instant: number, zone: string): string {
  const iso = toIso(instant, zone);
  const hour = Number(iso.slice(11, 13));
  const clock = `${String(hour % 12 || 12).padStart(2, "0")}:${iso.slice(14, 16)} ${hour < 12 ? "AM" : "PM"}`;
  return `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${Number(iso.slice(8, 10))}, ${iso.slice(0, 4)} ${clock}`;
}

/** As the audit writes it: `2026-03-09 07:40:00.250`; see `docs/products/pmp.md#audit-shape`. */
export function toTimeStamp(instant: number, zone: string): string {
  return toIso(instant, zone).slice(0, 23).replace("T", " ");
}

/** As the window of a request is written, `dd/MM/yyyy HH:mm`; undefined when it is no date. */
export function readWindowTime(text: string, zone: string): number | undefined {
  const [, day, month, year, hour, minute] = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}):(\d{2})$/.exec(text) ?? [];
  const utc = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  if (Number.isNaN(utc) || new Date(utc).getUTCDate() !== Number(day)) return undefined;
  // The offset of the wall's time may differ from that of the same digits in UTC: the second step settles it.
  return utc - offsetOf(utc - offsetOf(utc, zone), zone);
}

/** Whether a text is a day of the calendar: `yyyy-MM-dd`. */
export function isDay(text: string): boolean {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(instant) && new Date(instant).getUTCDate() === Number(text.slice(8));
}

/** The first instant of a day in a zone. */
export function startOfDay(day: string, zone: string): number {
  const utc = Date.parse(day);
  return utc - offsetOf(utc - offsetOf(utc, zone), zone);
}

function toIso(instant: number, zone: string): string {
  return new Date(instant + offsetOf(instant, zone)).toISOString();
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offsetOf(instant: number, zone: string): number {
  if (zone === "UTC") return 0;
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
    });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(instant / 1000) * 1000;
}
