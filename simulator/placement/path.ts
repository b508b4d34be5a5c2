/** Where the placement service is, below the origin. */
export const placementPath = '/placement';
