/** The fixed names of causes that no call of the tables can bring about. */
export const stimulusNames = [
  'acc-event',
  'acc-fault',
  'acc-fault-clear',
  'acc-data',
  'host-fail',
  'host-recover',
  'hardware-event',
  'threshold-crossed',
  'enabler-service-stop',
  'enabler-service-start',
  'machine-fault',
  'machine-fault-clear',
] as const;
