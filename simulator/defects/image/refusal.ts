/** How the image service refuses, for defects that refuse in its stead. */
import type { Json } from '../wrapping.ts';

export const imageRefusal = (status: number, message: string): Json => ({
  message,
  code: `${String(status)} Refused`,
  title: 'Refused',
});
