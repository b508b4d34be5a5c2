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

  /** The keys after `marker` (or all), lazily. @param equal only those of places with this value */
  *walk(
    direction: 'ascending' | 'descending',
    marker?: Place,
    equal?: Place['value'],
  ): Generator<string> {
    this.#settle();
    const sorted = this.#sorted;
    const step = direction === 'ascending' ? 1 : -1;
    for (let i = this.#start(direction, marker, equal); ; i += step) {
      const place = sorted[i];
      if (place === undefined || (equal !== undefined && place.value !== equal)) return;
      yield place.key;
    }
  }

  copy(): OrderedIndex {
    this.#settle();
    return new OrderedIndex(this.#sorted);
  }

  #start(direction: 'ascending' | 'descending', marker?: Place, equal?: Place['value']): number {
    const ascending = direction === 'ascending';
    if (marker !== undefined) return this.#position(marker) + (ascending ? 1 : -1);
    if (equal === undefined) return ascending ? 0 : this.#sorted.length - 1;
    if (ascending) return this.#position({ value: equal, age: -Infinity, key: '' });
    return this.#position({ value: equal, age: Infinity, key: '' }) - 1;
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
