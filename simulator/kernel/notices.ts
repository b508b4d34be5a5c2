/** What services say of what they did, as on a message bus: none of them knows who listens. */

export interface Notice {
  /** For example `compute.instance.create.end`. */
  readonly eventType: string;
  /** Undefined: it concerns no tenant, only the operator. */
  readonly projectId: string | undefined;
  readonly traits: Readonly<Record<string, string | number>>;
}

export type Listener = (notice: Notice) => void;

export class Notices {
  readonly #listeners: Listener[] = [];

  /** Listeners are told in the order in which they came, at once. */
  tell(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }
}
