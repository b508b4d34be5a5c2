/** What bindings make beside what they are asked for goes into the ledger like all else. */
import type { Notes } from '../src/bindings/notes.ts';
import type { Ledger } from '../src/ledger.ts';

/** What is needed to write something down. */
export interface Noting {
  readonly ledger: Pick<Ledger, 'asked' | 'made' | 'gone'>;
  readonly newName: () => string;
}

/** @param scenario the example that it is made for; undefined: the run itself */
export const notesIn = ({ ledger, newName }: Noting, scenario: string | undefined): Notes => ({
  newName,
  asked(thing) {
    const entry = ledger.asked({ ...thing, ...(scenario === undefined ? {} : { scenario }) });
    return {
      made: (id) => void ledger.made(entry, id),
      gone: () => {
        ledger.gone(entry);
      },
    };
  },
});
