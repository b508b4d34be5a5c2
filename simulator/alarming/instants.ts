/** Instants as the alarming service writes them: UTC, without a zone, and without a fraction that is nought. */
export const isoInstant = (at: number): string =>
  new Date(at)
    .toISOString()
    .slice(0, -1)
    .replace(/\.000$/, '')
    .replace(/\.(\d{3})$/, '.$1000');
