/** Times as the service tells when something was made or changed. */

/** `2026-11-23 09:02:00` */
export const stamp = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
