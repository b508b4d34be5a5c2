/** Table 6-3: the 11 calls of ETSI GS NFV-IFA 019, between the VIM and the infrastructure. */
import { input, output, type Call } from './call.ts';

const host = input('hostId', 'The host that is meant.');
const resource = input('accResourceId', 'The accelerator resource that is meant.');
const subsystems = input('accFilter', 'The accelerator subsystems that are meant.');
const alarms = input('Filter', 'Which accelerators and which of their alarms are meant.');

const noHost =
  'The call names no host although its result is about one: the filter may name it, else the result may span hosts.';

export const managementCalls = {
  AllocateAccResource: {
    statement: 'The VIM gives an accelerator resource to a virtual compute, and to no other.',
    parameters: [
      input('attachTargetInfo', 'What to attach the accelerator to.'),
      input('accResourceInfo', 'Which kind of accelerator is wanted.'),
      output('accResourceId', 'The identifier of what was allocated.'),
    ],
  },
  ReleaseAccResource: {
    statement: 'The VIM takes an accelerator resource back, which then is free for others.',
    parameters: [resource],
  },
  QueryAccResource: {
    statement: 'The VIM finds the accelerators of a host that match a filter.',
    parameters: [
      host,
      input('Filter', 'Which accelerators are meant.'),
      output('accQueryResult', 'What is known about those that match.'),
    ],
  },
  GetAccStatistics: {
    statement: 'The VIM reads the selected statistics of the selected accelerators.',
    parameters: [
      subsystems,
      input('accStatSelector', 'Which attributes of the statistics to tell.'),
      output('accStatistics', 'The selected statistics.'),
    ],
    reading: noHost,
  },
  ResetAccStatistics: {
    statement: 'The VIM sets the selected statistics of the selected accelerators back.',
    parameters: [
      subsystems,
      input('accStatSelector', 'Which attributes of the statistics to set back.'),
    ],
    reading: noHost,
  },
  Subscribe: {
    statement: 'The VIM subscribes to alarms of the accelerators of a host.',
    parameters: [host, alarms, output('SubscriptionId', 'The identifier of the subscription.')],
  },
  Unsubscribe: {
    statement: 'The VIM ends a subscription and hears of its alarms no more.',
    parameters: [host, input('SubscriptionId', 'The subscription to end.')],
  },
  Notify: {
    statement: 'The infrastructure tells the VIM of an alarm that it has subscribed to.',
    calledByInfrastructure: true,
    parameters: [],
    reading:
      'The table gives neither parameters nor a response: the binding adds subscription, host and alarm, and acknowledges receipt by its transport alone.',
  },
  GetAlarmInfo: {
    statement: 'The VIM finds the alarms of the accelerators of a host that match a filter.',
    parameters: [host, alarms, output('Alarm', 'What is known about the alarms that match.')],
    reading:
      'The chapter has no model of an alarm: the fields of an alarm in fault management are taken.',
  },
  AccResourcesDiscovery: {
    statement: 'The VIM has the accelerators of a host looked for, and learns which there are.',
    parameters: [host, output('discoveredAccResourceInfo', 'The accelerators that were found.')],
    reading: 'The prose above the table leaves this call out; the table has it, so it counts.',
  },
  OnloadAccImage: {
    statement: 'The VIM loads an image into an accelerator, which then does what the image says.',
    parameters: [
      resource,
      input('accImageInfo', 'What the image is.'),
      input('accImage', 'The image itself, as binary data.'),
    ],
    reading: 'The prose above the table leaves this call out; the table has it, so it counts.',
  },
} as const satisfies Record<string, Call>;
