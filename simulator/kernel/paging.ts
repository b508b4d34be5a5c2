/** Links to the next page. */

/** The request's own path and query with another marker; every other parameter is kept. */
export function nextPage(pathUrl: string, query: URLSearchParams, marker: string): string {
  const next = new URLSearchParams(query);
  next.set('marker', marker);
  return `${pathUrl}?${next.toString()}`;
}
