/** Instants as Redfish writes them. @param ms since the epoch */
export const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
