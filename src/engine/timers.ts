import { EngineError } from "./engine-error.ts";

/**
 * What ends all that waits in a sandbox. Timers belong to a running sandbox and not to its versions: after any of these nothing of
 * what waited before will act. After the last three the sandbox is over, and nothing waits in it any more.
 */
export type Interruption = "reset" | "rewound" | "restored" | "replaced" | "deleted" | "stopped";

/** Whether nothing goes on after it. */
export function endsAll(why: Interruption): boolean {
  return why === "replaced" || why === "deleted" || why === "stopped";
}

/** Something that waits for an instant of a sandbox's clock. */
export interface Timer {
  /** Whether it has neither acted nor ended. */
  readonly waiting: boolean;
  /** Ends it without a word; no harm when it has acted. In a transaction that is taken back it waits on. */
  cancel(): void;
}

/** What timers need of the sandbox that they belong to. */
export interface TimersHost {
  /** The sandbox's time, in milliseconds since 1970 UTC. */
  now(): number;
  /** Whether that goes on by itself. */
  running(): boolean;
  /** Whether a transaction is open: nothing may act before it is over. */
  busy(): boolean;
  /** Runs an act with the clock at its instant, in a transaction of its own. May throw what the act throws. */
  run(instant: number, act: () => void): void;
  /** Told what an act threw. */
  onTrouble(error: unknown): void;
}

/** More than this in one sandbox is something that never stops asking for more. */
export const MOST_TIMERS = 10_000;

/** How many act in one go, at most; the others follow in the next turn, so that a timer which sets itself anew blocks nobody. */
const MOST_IN_A_TURN = 10_000;

/** How long a real timer waits before it looks at the clock again, in milliseconds: the machine may sleep, or its time be set. */
const LONGEST_NAP = 60_000;

interface Waiting extends Timer {
  readonly instant: number;
  readonly number: number;
  readonly act: () => void;
  readonly ended: ((why: Interruption) => void) | undefined;
  waiting: boolean;
}

/** What is to act by itself in one sandbox, in order of instant, then of registration. */
export class Timers {
  readonly #host: TimersHost;
  #waiting: Waiting[] = [];
  /** What the open transaction has added and cancelled, for when it is taken back. */
  #added: Waiting[] = [];
  #cancelled: Waiting[] = [];
  /** Whether the open transaction has moved the clock. */
  #moved = false;
  #made = 0;
  #nap: NodeJS.Timeout | undefined;
  #acting = false;
  #over: Interruption | undefined;

  constructor(host: TimersHost) {
    this.#host = host;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Whether one waits whose instant has come. */
  get due(): boolean {
    const [next] = this.#waiting;
    return next !== undefined && next.instant <= this.#host.now();
  }

  /** Refused when too many wait already. In a transaction that is taken back it never was. */
  add(instant: number, act: () => void, ended?: (why: Interruption) => void): Timer {
    if (!Number.isFinite(instant)) throw new EngineError(`A timer cannot wait for ${instant}: give an instant.`);
    if (this.#waiting.length >= MOST_TIMERS) {
      throw new EngineError(
        `${MOST_TIMERS} timers wait in this sandbox; let some act or cancel some before you add more.`,
      );
    }
    this.#made += 1;
    const timer: Waiting = {
      instant: Math.max(instant, this.#host.now()),
      number: this.#made,
      act,
      ended,
      waiting: true,
      cancel: () => this.#cancel(timer),
    };
    if (this.#over !== undefined) this.#refuse(timer, this.#over);
    else {
      this.#insert(timer);
      if (this.#host.busy()) this.#added.push(timer);
      else this.#plan();
    }
    return timer;
  }

  /** Lets act whose instant has come, for a clock that was moved; in a transaction, once that is over. */
  moved(): void {
    if (this.#host.busy()) this.#moved = true;
    else this.#fire();
  }

  /** The transaction is over: what it asked for holds. */
  keep(): void {
    if (this.#moved) this.#fire();
    else if (this.#added.length > 0 || this.#cancelled.length > 0) this.#plan();
    this.#forgetTransaction();
  }

  /** The transaction was taken back, and with it what it asked for. */
  takeBack(): void {
    for (const timer of this.#cancelled) {
      timer.waiting = true;
      this.#insert(timer);
    }
    // After those: it may have cancelled what it had added.
    for (const timer of this.#added) this.#remove(timer);
    this.#forgetTransaction();
  }

  /** Ends all that waits, and tells each why. */
  interrupt(why: Interruption): void {
    if (endsAll(why)) this.#over ??= why;
    const ended = this.#waiting;
    this.#waiting = [];
    clearTimeout(this.#nap);
    this.#nap = undefined;
    for (const timer of ended) timer.waiting = false;
    for (const timer of ended) this.#tellEnd(timer, why);
  }

  #forgetTransaction(): void {
    this.#moved = false;
    if (this.#added.length > 0) this.#added = [];
    if (this.#cancelled.length > 0) this.#cancelled = [];
  }

  #fire(): void {
    if (this.#acting) return;
    this.#actAll();
    this.#plan();
  }

  #actAll(): void {
    this.#acting = true;
    try {
      for (let acted = 0; acted < MOST_IN_A_TURN && this.due; acted += 1) {
        const timer = this.#waiting.shift();
        if (timer) this.#act(timer);
      }
    } finally {
      this.#acting = false;
    }
  }

  #act(timer: Waiting): void {
    timer.waiting = false;
    try {
      this.#host.run(timer.instant, timer.act);
    } catch (error) {
      this.#host.onTrouble(error);
    }
  }

  /** Sets the one real timer for the next instant; none while the clock stands still before it. */
  #plan(): void {
    clearTimeout(this.#nap);
    this.#nap = undefined;
    const [next] = this.#waiting;
    if (next === undefined || this.#acting) return;
    const away = next.instant - this.#host.now();
    if (away > 0 && !this.#host.running()) return;
    this.#nap = setTimeout(() => this.moved(), Math.min(Math.max(away, 0), LONGEST_NAP)).unref();
  }

  #cancel(timer: Waiting): void {
    if (!timer.waiting) return;
    timer.waiting = false;
    this.#remove(timer);
    if (this.#host.busy()) this.#cancelled.push(timer);
    else this.#plan();
  }

  #insert(timer: Waiting): void {
    this.#waiting.splice(this.#placeOf(timer), 0, timer);
  }

  #remove(timer: Waiting): void {
    timer.waiting = false;
    const at = this.#placeOf(timer);
    if (this.#waiting[at] === timer) this.#waiting.splice(at, 1);
  }

  /** Where a timer stands or would stand. */
  #placeOf({ instant, number }: Waiting): number {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#waiting[middle] as Waiting;
      if (other.instant < instant || (other.instant === instant && other.number < number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Nothing waits in a sandbox that is over: whoever asks is told so, after it has its timer. */
  #refuse(timer: Waiting, why: Interruption): void {
    timer.waiting = false;
    queueMicrotask(() => this.#tellEnd(timer, why));
  }

  #tellEnd({ ended }: Waiting, why: Interruption): void {
    try {
      ended?.(why);
    } catch (error) {
      this.#host.onTrouble(error);
    }
  }
}
