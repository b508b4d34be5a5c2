/** The simulator's only source of time: every expiry, life cycle and latency goes through it. */
import { setTimeout as sleepReally } from 'node:timers/promises';
import { type Timer, TimerQueue } from './timer-queue.ts';

/** What is pending, for a snapshot of the world. */
export interface ClockState {
  readonly now: number;
  readonly timers: readonly Timer[];
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves when `ms` milliseconds of this clock have passed. */
  sleep(ms: number): Promise<void>;
  /** Runs `run` once, `ms` milliseconds from now. It must look its objects up when it runs. */
  schedule(ms: number, run: () => void): void;
  capture(): ClockState;
  restore(state: ClockState): void;
}

/** A clock that stands still until it is advanced, or until somebody sleeps on it. */
export interface VirtualClock extends Clock {
  readonly kind: 'virtual';
  /** Moves time on by `ms`, running what is due on the way in its order. */
  advance(ms: number): void;
}

export interface RealClock extends Clock {
  readonly kind: 'real';
}

/** Where virtual time starts unless told otherwise: the same in every run, so transcripts compare. */
export const virtualStart = Date.UTC(2026, 0, 1);

/**
 * A clock for tests and for runs in process.
 *
 * A sleeper moves it: once all others have had their turn, time jumps to the earliest awakening, and
 * what was scheduled before that runs first. So a wait of minutes costs no time at all.
 */
export function createVirtualClock(start = virtualStart): VirtualClock {
  let now = start;
  const work = new TimerQueue();
  const sleepers = new TimerQueue();
  let pumping = false;

  const moveTo = (instant: number) => {
    for (let due = work.next; due !== undefined && due.at <= instant; due = work.next) {
      work.pop();
      now = Math.max(now, due.at);
      due.run();
    }
    now = Math.max(now, instant);
  };
  const wakeSleepers = () => {
    for (let due = sleepers.next; due !== undefined && due.at <= now; due = sleepers.next) {
      sleepers.pop();
      due.run();
    }
  };
  const pump = () => {
    if (pumping) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      const earliest = sleepers.next;
      if (earliest === undefined) return;
      moveTo(earliest.at);
      wakeSleepers();
      pump();
    });
  };

  return {
    kind: 'virtual',
    now: () => now,
    schedule: (ms, run) => void work.push(now + Math.max(0, ms), run),
    sleep: (ms) =>
      new Promise((resolve) => {
        sleepers.push(now + Math.max(0, ms), resolve);
        pump();
      }),
    advance(ms) {
      moveTo(now + Math.max(0, ms));
      wakeSleepers();
    },
    capture: () => ({ now, timers: work.pending() }),
    restore(state) {
      now = state.now;
      work.replace(state.timers);
    },
  };
}

/** The longest delay that a timer of Node can hold. */
const longestTimeout = 2 ** 31 - 1;

/** A clock that runs with the machine's. What it has scheduled does not keep the process alive. */
export function createRealClock(): RealClock {
  const work = new TimerQueue();
  let armed: NodeJS.Timeout | undefined;

  const arm = () => {
    clearTimeout(armed);
    if (work.next === undefined) return;
    const wait = Math.min(longestTimeout, Math.max(0, work.next.at - Date.now()));
    armed = setTimeout(run, wait).unref();
  };
  const run = () => {
    for (let due = work.next; due !== undefined && due.at <= Date.now(); due = work.next) {
      work.pop();
      due.run();
    }
    arm();
  };

  return {
    kind: 'real',
    now: () => Date.now(),
    sleep: (ms) => sleepReally(ms),
    schedule(ms, fn) {
      work.push(Date.now() + Math.max(0, ms), fn);
      arm();
    },
    capture: () => ({ now: Date.now(), timers: work.pending() }),
    restore(state) {
      // Real time cannot be turned back: what was pending keeps the delay that it had left.
      const shift = Date.now() - state.now;
      work.replace(state.timers.map((timer) => ({ ...timer, at: timer.at + shift })));
      arm();
    },
  };
}
