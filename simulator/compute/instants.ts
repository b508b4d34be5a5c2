/** Instants as the compute service writes them. */

/** `2026-01-01T00:00:00Z` */
export const isoSeconds = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** `2026-01-01T00:00:00.000000`: the database keeps whole seconds. */
export const isoMicroseconds = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19)}.000000`;
