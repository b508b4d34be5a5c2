/** Instants as the block storage service writes them: `2026-01-01T00:00:00.000000`. */
export const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}.000000`;
