/**
 * A transcript as it was attached. Its exchanges are read from that text each time they are asked for: taken apart, those
 * of a whole suite take several times the room, and each is wanted only when it is written down.
 */
import type { Exchange, Transcript } from '../evidence.ts';

export class KeptTranscript implements Transcript {
  readonly calls: NonNullable<Transcript['calls']>;
  readonly #text: string;

  /** @param text JSON that has been read as such a transcript */
  constructor(text: string, { calls = [] }: Transcript) {
    this.#text = text;
    this.calls = calls;
  }

  get exchanges(): readonly Exchange[] {
    return (JSON.parse(this.#text) as Transcript).exchanges;
  }
}
