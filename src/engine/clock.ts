import { addDuration } from "./duration.ts";
import { EngineError } from "./engine-error.ts";

/**
 * How a clock runs: with the machine (`real`), ahead of or behind it (`offset`, milliseconds), or not at all (`frozen`
 * at milliseconds since 1970 UTC).
 */
export type ClockSetting =
  | { readonly mode: "real" }
  | { readonly mode: "offset"; readonly offset: number }
  | { readonly mode: "frozen"; readonly at: number };

/** The last instant an ECMAScript date can hold, in milliseconds since 1970. */
const LAST_INSTANT = 8_640_000_000_000_000;

/** A sandbox's time. Everything that a mock dates or lets expire reads it, when it is asked. */
export class Clock {
  #setting: ClockSetting;
  #skew = 0;

  constructor(setting: ClockSetting = { mode: "real" }) {
    this.#setting = setting;
  }

  get setting(): ClockSetting {
    return this.#setting;
  }

  /** Now, in milliseconds since 1970 UTC. */
  now(): number {
    const setting = this.#setting;
    if (setting.mode === "frozen") return setting.at + this.#skew;
    const wall = Date.now();
    return (setting.mode === "offset" ? wall + setting.offset : wall) + this.#skew;
  }

  restore(setting: ClockSetting): void {
    this.#setting = setting;
  }

  /** Stops the clock, at an instant or where it stands. */
  freeze(at: number = this.now()): void {
    this.#setting = { mode: "frozen", at: checkInstant(at) };
  }

  /** Moves the clock to an instant; a frozen one stays frozen, a running one runs on from there. */
  set(at: number): void {
    checkInstant(at);
    if (this.#setting.mode === "frozen") this.#setting = { mode: "frozen", at };
    else this.#setting = { mode: "offset", offset: at - Date.now() };
  }

  /** Moves the clock by an ISO 8601 duration such as `P30D` or `-PT90M`; months and years follow the calendar. */
  advance(duration: string): void {
    this.set(addDuration(this.now(), duration));
  }

  /** Lets the clock run on with the machine's pace from where it stands. */
  run(): void {
    this.#setting = { mode: "offset", offset: this.now() - Date.now() };
  }

  /** Follows the machine's time again. */
  follow(): void {
    this.#setting = { mode: "real" };
  }

  /** Runs `work` with the clock shifted by so many milliseconds: how a fault lets one request see a skewed vault. */
  skewed<T>(milliseconds: number, work: () => T): T {
    this.#skew = milliseconds;
    try {
      return work();
    } finally {
      this.#skew = 0;
    }
  }
}

function checkInstant(at: number): number {
  if (Number.isFinite(at) && Math.abs(at) <= LAST_INSTANT) return at;
  throw new EngineError("The clock cannot stand there: give an instant between the years -271821 and 275760.");
}
