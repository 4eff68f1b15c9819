import { addDuration, LAST_INSTANT } from "./duration.ts";
import { EngineError } from "./engine-error.ts";
import { type Interruption, type Timer, Timers, type TimersHost } from "./timers.ts";

/**
 * How a clock runs: with the machine (`real`), ahead of or behind it (`offset`, milliseconds), or not at all (`frozen`
 * at milliseconds since 1970 UTC).
 */
export type ClockSetting =
  | { readonly mode: "real" }
  | { readonly mode: "offset"; readonly offset: number }
  | { readonly mode: "frozen"; readonly at: number };

/** What a clock needs of the sandbox that it belongs to, to let something act. */
export type ClockHost = Pick<TimersHost, "busy" | "onTrouble"> & {
  /** Runs an act in a transaction of its own. */
  transact(act: () => void): void;
};

/** A clock on its own: its acts are not in any transaction, and what they throw is thrown at whoever moves it. */
const ALONE: ClockHost = {
  busy: () => false,
  transact: (act) => act(),
  onTrouble: (error) => {
    throw error;
  },
};

/** A sandbox's time. Everything that a mock dates or lets expire reads it, when it is asked; what acts by itself waits for it. */
export class Clock {
  readonly #timers: Timers;
  #setting: ClockSetting;
  /** How far off a fault makes this clock. */
  #skew = 0;
  /** How far off it is shown, be it by a fault or for an act that sees its own instant. */
  #shift = 0;

  constructor(setting: ClockSetting = { mode: "real" }, host: ClockHost = ALONE) {
    this.#setting = setting;
    this.#timers = new Timers({
      now: () => this.#unskewed(),
      running: () => this.#setting.mode !== "frozen",
      busy: host.busy,
      run: (instant, act) => this.#standing(instant, () => host.transact(act)),
      onTrouble: host.onTrouble,
    });
  }

  get setting(): ClockSetting {
    return this.#setting;
  }

  /** Now, in milliseconds since 1970 UTC. */
  now(): number {
    if (this.#shift === 0 && this.#setting.mode === "real") return Date.now();
    return this.#shiftedBy(this.#shift);
  }

  /** Now as it is without any fault's skew: what timers go by. */
  #unskewed(): number {
    return this.#shiftedBy(this.#shift - this.#skew);
  }

  #shiftedBy(shift: number): number {
    const setting = this.#setting;
    const at = setting.mode === "frozen" ? setting.at : Date.now() + (setting.mode === "offset" ? setting.offset : 0);
    // A clock that runs on, or is skewed, from close to the end of the calendar stays at its end.
    return Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, at + shift));
  }

  /** What waits for an instant or for the end of the sandbox. */
  get timers(): Timers {
    return this.#timers;
  }

  /**
   * Lets `act` happen by itself at an instant, in a transaction of its own, in which the clock stands at that instant: when a running
   * clock gets there, at once when it is moved past it, and not while it is frozen before it. An instant that has passed counts as
   * now, and acts in the next turn of the event loop. Should the sandbox be reset, rewound, restored or taken away before, `ended`
   * is told instead. Asked for in a transaction that is taken back, it never was. Throws an `EngineError` when too many wait.
   */
  at(instant: number, act: () => void, ended?: (why: Interruption) => void): Timer {
    // A request that a fault lets see a skewed clock means instants of that one.
    return this.#timers.add(instant - this.#skew, act, ended);
  }

  /** Goes to a setting of before; nothing acts for that. */
  restore(setting: ClockSetting): void {
    this.#setting = setting;
  }

  /** Stops the clock, at an instant or where it stands. */
  freeze(at: number = this.now()): void {
    this.#move({ mode: "frozen", at: checkInstant(at) });
  }

  /** Moves the clock to an instant; a frozen one stays frozen, a running one runs on from there. */
  set(at: number): void {
    checkInstant(at);
    this.#move(this.#setting.mode === "frozen" ? { mode: "frozen", at } : { mode: "offset", offset: at - Date.now() });
  }

  /** Moves the clock by an ISO 8601 duration such as `P30D` or `-PT90M`; months and years follow the calendar. */
  advance(duration: string): void {
    const setting = this.#setting;
    const now = this.now();
    const moved = addDuration(now, duration) - now;
    // Added to where the clock stands, so that a clock moved a thousand times has not lost a second on the way.
    if (setting.mode === "frozen") this.#move({ mode: "frozen", at: setting.at + moved });
    else this.#move({ mode: "offset", offset: (setting.mode === "offset" ? setting.offset : 0) + moved });
  }

  /** Lets a frozen clock run on with the machine's pace from where it stands. */
  run(): void {
    if (this.#setting.mode === "frozen") this.#move({ mode: "offset", offset: this.#setting.at - Date.now() });
  }

  /** Follows the machine's time again. */
  follow(): void {
    this.#move({ mode: "real" });
  }

  /** Runs `work` with the clock shifted by so many milliseconds: how a fault lets one request see a skewed vault. */
  skewed<T>(milliseconds: number, work: () => T): T {
    return this.#shown(this.#skew + milliseconds, this.#shift + milliseconds, work);
  }

  /** Runs `work` with the clock at an instant. */
  #standing(instant: number, work: () => void): void {
    this.#shown(0, instant - this.#shiftedBy(0), work);
  }

  #shown<T>(skew: number, shift: number, work: () => T): T {
    const [outerSkew, outerShift] = [this.#skew, this.#shift];
    this.#skew = skew;
    this.#shift = shift;
    try {
      return work();
    } finally {
      this.#skew = outerSkew;
      this.#shift = outerShift;
    }
  }

  /** The setting first, then what is due by it. */
  #move(setting: ClockSetting): void {
    this.#setting = setting;
    this.#timers.moved();
  }
}

function checkInstant(at: number): number {
  if (Number.isFinite(at) && Math.abs(at) <= LAST_INSTANT) return at;
  throw new EngineError("The clock cannot stand there: give an instant between the years -271821 and 275760.");
}
