/** What of Allure's page must not be there. */

/** Where Allure's template loads scripts to count its users, and where the second of them ends. */
const analytics = { from: '<script async src="https://www.googletagmanager.com/', to: '</script>' };

/** Elements for which a browser fetches something on opening the page, and the attribute that says what. */
const fetching = /<(?:script|img|iframe|source|video|audio|embed|object|link)\b/gi;
const address = /\s(?:src|href|data)\s*=\s*["']?\s*(?:https?:|ftp:|\/\/)[^"'\s>]*/i;

/**
 * Takes out what asks the network.
 * @throws Error when anything is left
 */
export function withoutNetwork(page: string): string {
  let stripped = page;
  for (let at = 0; (at = stripped.indexOf(analytics.from, at)) >= 0;) {
    const loader = stripped.indexOf(analytics.to, at);
    const end = stripped.indexOf(analytics.to, loader + 1);
    if (loader < 0 || end < 0) break;
    stripped = stripped.slice(0, at) + stripped.slice(end + analytics.to.length);
  }
  const left = [...asksNetwork(stripped)][0];
  if (left === undefined) return stripped;
  throw new Error(`the Allure report would ask the network: ${left}; its template has changed`);
}

function* asksNetwork(page: string): Generator<string> {
  if (page.includes('googletagmanager')) yield 'googletagmanager';
  for (const { index } of page.matchAll(fetching)) {
    // Attributes hold whole scripts as data; an address stands at the beginning.
    const [tag = ''] = page.slice(index, index + 2000).split('>', 1);
    const found = address.exec(tag)?.[0];
    if (found !== undefined) yield found.trim();
  }
}
