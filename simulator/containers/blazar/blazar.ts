import type { Neighbour } from '../start-neighbour.ts';

/** With its four plug-ins; ready when the cloud's host can be reserved. */
export const blazar: Neighbour = { name: 'Blazar', folder: new URL('./', import.meta.url) };
