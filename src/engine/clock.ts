import { addDuration, LAST_INSTANT } from "./duration.ts";
import { EngineError } from "./engine-error.ts";

/**
 * How a clock runs: with the machine (`real`), ahead of or behind it (`offset`, milliseconds), or not at all (`frozen`
 * at milliseconds since 1970 UTC).
 */
export type ClockSetting =
  | { readonly mode: "real" }
  | { readonly mode: "offset"; readonly offset: number }
  | { readonly mode: "frozen"; readonly at: number };

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
    if (setting.mode === "real" && this.#skew === 0) return Date.now();
    const at = setting.mode === "frozen" ? setting.at : Date.now() + (setting.mode === "offset" ? setting.offset : 0);
    // A clock that runs on, or is skewed, from close to the end of the calendar stays at its end.
    return Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, at + this.#skew));
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
    const setting = this.#setting;
    const now = this.now();
    const moved = addDuration(now, duration) - now;
    // Added to where the clock stands, so that a clock moved a thousand times has not lost a second on the way.
    if (setting.mode === "frozen") this.#setting = { mode: "frozen", at: setting.at + moved };
    else this.#setting = { mode: "offset", offset: (setting.mode === "offset" ? setting.offset : 0) + moved };
  }

  /** Lets a frozen clock run on with the machine's pace from where it stands. */
  run(): void {
    if (this.#setting.mode === "frozen") this.#setting = { mode: "offset", offset: this.#setting.at - Date.now() };
  }

  /** Follows the machine's time again. */
  follow(): void {
    this.#setting = { mode: "real" };
  }

  /** Runs `work` with the clock shifted by so many milliseconds: how a fault lets one request see a skewed vault. */
  skewed<T>(milliseconds: number, work: () => T): T {
    const outer = this.#skew;
    this.#skew = outer + milliseconds;
    try {
      return work();
    } finally {
      this.#skew = outer;
    }
  }
}

function checkInstant(at: number): number {
  if (Number.isFinite(at) && Math.abs(at) <= LAST_INSTANT) return at;
  throw new EngineError("The clock cannot stand there: give an instant between the years -271821 and 275760.");
}
