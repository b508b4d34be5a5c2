/** One piece of work at one instant. `run` looks things up when it runs, so it survives a snapshot. */
export interface Timer {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Breaks ties: timers of one instant run in the order in which they were scheduled. */
  readonly order: number;
  readonly run: () => void;
}

const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap of timers: thousands of them cost a logarithm each. */
export class TimerQueue {
  #heap: Timer[] = [];
  #order = 0;

  get next(): Timer | undefined {
    return this.#heap[0];
  }

  push(at: number, run: () => void): Timer {
    const timer: Timer = { at, run, order: this.#order++ };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return timer;
  }

  /** Takes the earliest timer out. */
  pop(): Timer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first !== undefined && last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  remove(timer: Timer): void {
    const place = this.#heap.indexOf(timer);
    const last = this.#heap.pop();
    if (place === -1 || last === undefined) {
      if (last !== undefined) this.#heap.push(last);
      return;
    }
    if (last === timer) return;
    this.#heap[place] = last;
    this.#sink(place);
    this.#rise(place);
  }

  /** What is pending, in no order. */
  pending(): readonly Timer[] {
    return [...this.#heap];
  }

  /** Replaces everything by these timers. */
  replace(timers: readonly Timer[]): void {
    this.#heap = [];
    for (const timer of timers) {
      this.#heap.push(timer);
      this.#rise(this.#heap.length - 1);
      this.#order = Math.max(this.#order, timer.order + 1);
    }
  }

  #rise(from: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#swapIfBefore(place, parent)) return;
      place = parent;
    }
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const left = place * 2 + 1;
      const right = left + 1;
      const l = this.#heap[left];
      const r = this.#heap[right];
      if (l === undefined) return;
      const child = r !== undefined && before(r, l) ? right : left;
      if (!this.#swapIfBefore(child, place)) return;
      place = child;
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const a = this.#heap[lower];
    const b = this.#heap[upper];
    if (a === undefined || b === undefined || !before(a, b)) return false;
    this.#heap[lower] = b;
    this.#heap[upper] = a;
    return true;
  }
}
