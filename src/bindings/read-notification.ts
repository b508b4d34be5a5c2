/** What was sent to an address of ours: whoever sent it need not keep to any form. */
import type { z } from 'zod';

/** @returns a notification of this shape, or what is wrong with it as text */
export function readNotification<T extends object>(shape: z.ZodType<T>, text: string): T | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'what is no JSON';
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return `a notification with ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`;
}
