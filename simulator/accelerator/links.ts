/** Links of the accelerator service. Source: Cyborg 16.0.1 (2026.1), recorded. */
import type { Call } from '../kernel/call.ts';

export const selfLink = (call: Call, what: string) => ({
  href: `${call.base}/v2/${what}`,
  rel: 'self',
});

/** Without the version. */
export const bookmark = (call: Call, what: string) => ({
  href: `${call.base}/${what}`,
  rel: 'bookmark',
});

/** `2026-01-01T00:00:00+00:00` */
export const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;
