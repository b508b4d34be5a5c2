/** What stands beside the hosts, under fixed numbers and ids. */
export const control = [
  { binary: 'nova-conductor', id: 1, uuid: '3f2b7c1e-6a64-4c26-9d5e-5c1f6d0f5a01' },
  { binary: 'nova-scheduler', id: 2, uuid: '3f2b7c1e-6a64-4c26-9d5e-5c1f6d0f5a02' },
] as const;
export const controlHost = 'controller';
