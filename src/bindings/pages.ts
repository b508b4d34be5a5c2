/** Reading a list to its end by its `next` links. */
import { Refusal, Violation } from '../failures.ts';

export interface Link {
  readonly rel: string;
  readonly href: string;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly links?: readonly Link[] | undefined;
}

/** A list that has not ended after so many pages is not going to. */
const mostPages = 10_000;

/** How often a list is begun again because the entry that a page was to follow had gone. */
const beginnings = 3;

/**
 * @param first the path of the first page, below the service's address
 * @param address the service's address; a next link must stay at its host
 * @param read reads one page
 * @param most of how many entries a page may be; undefined: as the service likes
 * @throws Violation when a link leads to another host, or back to a page that was read, or a page holds
 *   more than was asked for
 */
export async function allPages<Entry>(
  first: string,
  address: string,
  read: (path: string) => Promise<Page<Entry>>,
  most?: number,
): Promise<Entry[]> {
  for (let tries = 1; ; tries += 1) {
    const all = await onePass(first, address, read, most);
    if (!(all instanceof Refusal)) return all;
    // Others delete while the list is read, and a page cannot follow what is gone.
    if (tries === beginnings) throw all;
  }
}

/** @returns all entries, or the refusal of a page whose marker is unknown */
async function onePass<Entry>(
  first: string,
  address: string,
  read: (path: string) => Promise<Page<Entry>>,
  most = Infinity,
): Promise<Entry[] | Refusal> {
  const all: Entry[] = [];
  const seen = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (seen.has(path) || seen.size >= mostPages) {
      throw new Violation({
        expected: 'the next links of a list to lead to its end',
        observed: `after ${String(seen.size)} pages a link leads to ${path} again`,
      });
    }
    seen.add(path);
    const page: Page<Entry> | Refusal = await read(path).catch((error: unknown) => {
      if (path !== first && saysMarkerIsUnknown(error)) return error;
      throw error;
    });
    if (page instanceof Refusal) return page;
    if (page.entries.length > most) {
      throw new Violation({
        expected: `pages of at most ${String(most)}`,
        observed: `one of ${String(page.entries.length)}`,
      });
    }
    all.push(...page.entries);
    const next: Link | undefined = page.links?.find((link) => link.rel === 'next');
    path = next === undefined ? undefined : nextPath(first, next.href, address);
  }
  return all;
}

const saysMarkerIsUnknown = (error: unknown): error is Refusal =>
  error instanceof Refusal && ['invalid', 'unknown'].includes(error.reason);

/**
 * The next page's path. Of the link only the query counts: behind a proxy the path that a service
 * prints may not be the one at which it is reached.
 */
const nextPath = (first: string, href: string, address: string): string => {
  const { hostname } = new URL(address);
  const url = URL.parse(href, `${address}/`);
  if (url?.hostname !== hostname) {
    throw new Violation({
      expected: `the next link of a list to stay at ${hostname}`,
      observed: JSON.stringify(href.slice(0, 200)),
    });
  }
  return first.replace(/\?.*$/, '') + url.search;
};
