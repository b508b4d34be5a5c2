/** Reading a list to its end by its `next` links. */
import { Violation } from '../failures.ts';

export interface Link {
  readonly rel: string;
  readonly href: string;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly links?: readonly Link[] | undefined;
}

/** A list that has not ended after so many pages is not going to. */
const most = 10_000;

/**
 * @param first the path of the first page, below the service's address
 * @param address the service's address; a next link must stay at its origin
 * @param read reads one page
 * @throws Violation when a link leads to another host, or back to a page that was read
 */
export async function allPages<Entry>(
  first: string,
  address: string,
  read: (path: string) => Promise<Page<Entry>>,
): Promise<Entry[]> {
  const all: Entry[] = [];
  const seen = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (seen.has(path) || seen.size >= most) {
      throw new Violation({
        expected: 'the next links of a list to lead to its end',
        observed: `after ${String(seen.size)} pages a link leads to ${path} again`,
      });
    }
    seen.add(path);
    const page: Page<Entry> = await read(path);
    all.push(...page.entries);
    const next: Link | undefined = page.links?.find((link) => link.rel === 'next');
    path = next === undefined ? undefined : nextPath(first, next.href, address);
  }
  return all;
}

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
