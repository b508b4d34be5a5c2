import type { Neighbour } from '../start-neighbour.ts';

/** With its fake driver; ready when placement knows its accelerators. */
export const cyborg: Neighbour = { name: 'Cyborg', folder: new URL('./', import.meta.url) };
