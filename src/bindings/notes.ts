/**
 * How a binding writes down what it has to make beside what it is asked for, before the request that makes
 * it: what a killed run leaves is then found, as everything else is.
 */
export interface Notes {
  /** The next name of a thing of this run. */
  newName(): string;
  /** @param thing its address in the ledger, and its name */
  asked(thing: { readonly resource: string; readonly name: string }): Note;
}

export interface Note {
  made(id: string): void;
  gone(): void;
}
