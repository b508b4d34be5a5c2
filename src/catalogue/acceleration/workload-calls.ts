/** Table 6-3: the 14 calls of ETSI GS NFV-IFA 002, between a workload and its accelerator. */
import { filter, input, output, type Call } from './call.ts';

const channel = input('accChannel', 'The channel that is meant.');

export const workloadCalls = {
  InitAcc: {
    statement: 'A workload takes accelerator subsystems into use and learns their capabilities.',
    parameters: [
      input('accFilter', 'Which subsystems to take into use and describe.'),
      filter('accAttributeSelector', 'Which attributes of the capabilities to tell.'),
      output('accCapabilities', 'What the subsystems are capable of.'),
    ],
    reading:
      'The selector is typed Filter, as nothing else in the table: it is an input that selects attributes. Channels are never opened, so the capabilities announce them. The connection stands for the one accelerator that was allocated, since no call names it.',
  },
  RegisterForAccEvent: {
    statement: 'A workload registers for an event of its accelerator.',
    parameters: [
      input('accEvent', 'The event to be told of.'),
      input('vnfEventHandlerId', 'How the notification will name the one who registered.'),
    ],
  },
  AccEventNotification: {
    statement: 'The infrastructure tells the workload of an event that it has registered for.',
    calledByInfrastructure: true,
    parameters: [
      input('vnfEventHandlerId', 'The handler named at registration.'),
      input('accEventMetaData', 'What is to be known about the event.'),
    ],
    reading: 'The table leaves the data of the event undescribed; the binding defines them.',
  },
  DeRegisterForAccEvent: {
    statement: 'A workload that has deregistered from an event hears of it no more.',
    parameters: [input('accEvent', 'The event to hear of no more.')],
    reading: 'The call names no handler, so it ends all registrations of that event.',
  },
  ReleaseAcc: {
    statement: 'A workload lets its accelerator go, which ends its registrations and channels.',
    parameters: [],
    reading:
      'Without parameters and description, it releases everything that was initialised on the connection.',
  },
  ModifyAccConfiguration: {
    statement: 'A workload changes the configuration of its accelerator, wholly or not at all.',
    parameters: [
      input('accConfigurationData', 'What to set for the accelerator as a whole.'),
      input('accSubSysConfigurationData', 'What to set for its subsystems.'),
    ],
    reading:
      'At least one of the two inputs is given, and data of a subsystem tell themselves which one they are for.',
  },
  GetAccConfigs: {
    statement: 'A workload reads the selected configuration of the selected subsystems.',
    parameters: [
      input('accFilter', 'The subsystems that are meant.'),
      input('accConfigSelector', 'Which attributes of the configuration to tell.'),
      output('accConfigs', 'The selected configuration.'),
    ],
  },
  ResetAccConfigs: {
    statement: 'A workload gives the selected configuration its default values again.',
    parameters: [
      input('accFilter', 'The subsystems that are meant.'),
      input('accConfigSelector', 'Which attributes of the configuration to reset.'),
    ],
  },
  AccData: {
    statement: 'A workload sends data to its accelerator and gets the result in the answer.',
    parameters: [input('accData', 'What to work on.'), channel, output('accData', 'The result.')],
    reading: 'Input and output share a name: one stands in the request, the other in the response.',
  },
  AccSendData: {
    statement: 'A workload hands data to its accelerator without waiting for the result.',
    parameters: [input('accData', 'What to work on.'), channel],
  },
  AccReceiveData: {
    statement: 'A workload fetches results in order, each once, and never more than it asks for.',
    parameters: [
      input('maxNumberOfDataItems', 'How many results to fetch at most.'),
      channel,
      output('accData', 'The results.'),
    ],
  },
  RegisterForAccDataAvailableEvent: {
    statement: 'A workload registers to be told when a channel has data for it.',
    parameters: [
      input('regHandlerId', 'How the notification will name the registration.'),
      channel,
    ],
    reading:
      'The notification carries no channel, so an identifier of a registration belongs to one channel only.',
  },
  AccDataAvailableEventNotification: {
    statement: 'The infrastructure tells the workload that a registered channel has data for it.',
    calledByInfrastructure: true,
    parameters: [input('regHandlerId', 'The identifier given at registration.')],
  },
  DeRegisterForAccDataAvailableEvent: {
    statement: 'A workload that has deregistered from a channel hears of its data no more.',
    parameters: [channel],
    reading: 'The call names no registration, so it ends all of that channel.',
  },
} as const satisfies Record<string, Call>;
