/** A place in an order: by value, and rows of one value by age. */
export interface Place {
  readonly value: string | number;
  readonly age: number;
  readonly key: string;
}

const before = (a: Place, b: Place) => a.value < b.value || (a.value === b.value && a.age < b.age);

/** Beyond so many new places sorting anew is cheaper than one insertion each. */
const fewPlaces = 32;

/** The keys of a table in one order, found and walked without looking at the rest of the table. */
export class OrderedIndex {
  #sorted: Place[];
  #fresh: Place[] = [];

  constructor(sorted: readonly Place[] = []) {
    this.#sorted = [...sorted];
  }

  add(place: Place): void {
    this.#fresh.push(place);
  }

  remove(place: Place): void {
    this.#settle();
    const at = this.#position(place);
    if (this.#sorted[at]?.key === place.key) this.#sorted.splice(at, 1);
  }

  /** The keys after `marker` (or all), lazily. */
  *walk(direction: 'ascending' | 'descending', marker?: Place): Generator<string> {
    this.#settle();
    const sorted = this.#sorted;
    const step = direction === 'ascending' ? 1 : -1;
    const start = direction === 'ascending' ? 0 : sorted.length - 1;
    for (let i = marker === undefined ? start : this.#position(marker) + step; ; i += step) {
      const place = sorted[i];
      if (place === undefined) return;
      yield place.key;
    }
  }

  copy(): OrderedIndex {
    this.#settle();
    return new OrderedIndex(this.#sorted);
  }

  /** The position of the place, or where it would stand. */
  #position(place: Place): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#sorted[middle];
      if (there !== undefined && before(there, place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #settle(): void {
    if (this.#fresh.length === 0) return;
    if (this.#fresh.length > fewPlaces) {
      this.#sorted = this.#sorted.concat(this.#fresh).sort((a, b) => (before(a, b) ? -1 : 1));
    } else {
      for (const place of this.#fresh) this.#sorted.splice(this.#position(place), 0, place);
    }
    this.#fresh = [];
  }
}
