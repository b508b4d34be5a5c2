/**
 * The 14 calls of ETSI GS NFV-IFA 002 in Table 6-3, with exactly the table's parameters.
 *
 * One connection is one workload on one accelerator, since no call names either. Its states:
 *
 * ```
 * ATTACHED ──InitAcc──> READY ──ReleaseAcc, or the connection ends──> ATTACHED
 * ```
 *
 * - `InitAcc` takes the subsystems into use that match, beside those that are in use already, and
 *   changes nothing of these. Where nothing matches, nothing changes.
 * - Calls may name what was taken into use, and nothing else.
 * - All other calls of the workload are refused as NOT_INITIALISED unless the state is READY.
 * - `ReleaseAcc` ends registrations, empties channels, and gives settings their default values.
 * - Registering again for the same event or channel with the same identifier changes nothing.
 * - A channel that has data when it is registered for is announced at once; afterwards each time it
 *   gets data while it had none.
 * - A notification that is not answered within a second is sent again with the same `id`, three times
 *   in all; an error is an answer. A workload takes several with one `id` for one.
 */
import { z } from 'zod';
import {
  accCapabilities,
  accConfigs,
  accConfigurationData,
  accData,
  accDataAnswer,
  accEventMetaData,
  accSubSysConfigurationData,
  filter,
  identifier,
  selector,
} from './workload-values.ts';

const nothing = z.looseObject({});
const ofChannel = { accChannel: identifier };

export const workloadCallShapes = {
  InitAcc: {
    params: z.strictObject({
      accFilter: filter.optional(),
      accAttributeSelector: selector.optional(),
    }),
    result: z.looseObject({ accCapabilities }),
  },
  RegisterForAccEvent: {
    params: z.strictObject({ accEvent: identifier, vnfEventHandlerId: identifier }),
    result: nothing,
  },
  AccEventNotification: {
    params: z.strictObject({ vnfEventHandlerId: identifier, accEventMetaData }),
    result: nothing,
  },
  DeRegisterForAccEvent: { params: z.strictObject({ accEvent: identifier }), result: nothing },
  ReleaseAcc: { params: z.strictObject({}), result: nothing },
  ModifyAccConfiguration: {
    params: z
      .strictObject({
        accConfigurationData: accConfigurationData.optional(),
        accSubSysConfigurationData: accSubSysConfigurationData.optional(),
      })
      .refine((given) => Object.keys(given).length > 0, 'neither of the two parameters is given'),
    result: nothing,
  },
  GetAccConfigs: {
    params: z.strictObject({
      accFilter: filter.optional(),
      accConfigSelector: selector.optional(),
    }),
    result: z.looseObject({ accConfigs }),
  },
  ResetAccConfigs: {
    params: z.strictObject({
      accFilter: filter.optional(),
      accConfigSelector: selector.optional(),
    }),
    result: nothing,
  },
  AccData: {
    params: z.strictObject({ accData, ...ofChannel }),
    result: z.looseObject({ accData: accDataAnswer }),
  },
  AccSendData: { params: z.strictObject({ accData, ...ofChannel }), result: nothing },
  AccReceiveData: {
    params: z.strictObject({ maxNumberOfDataItems: z.int().min(1), ...ofChannel }),
    result: z.looseObject({ accData: z.array(accDataAnswer) }),
  },
  RegisterForAccDataAvailableEvent: {
    params: z.strictObject({ regHandlerId: identifier, ...ofChannel }),
    result: nothing,
  },
  AccDataAvailableEventNotification: {
    params: z.strictObject({ regHandlerId: identifier }),
    result: nothing,
  },
  DeRegisterForAccDataAvailableEvent: { params: z.strictObject(ofChannel), result: nothing },
} as const;

export type WorkloadCallName = keyof typeof workloadCallShapes;

/** The two that the infrastructure calls. */
export const notificationNames = [
  'AccEventNotification',
  'AccDataAvailableEventNotification',
] as const satisfies readonly WorkloadCallName[];
export type NotificationName = (typeof notificationNames)[number];
export type AskedCallName = Exclude<WorkloadCallName, NotificationName>;

type Shapes = typeof workloadCallShapes;
export type ParamsOf<N extends WorkloadCallName> = z.infer<Shapes[N]['params']>;
export type ResultOf<N extends WorkloadCallName> = z.infer<Shapes[N]['result']>;

export const isWorkloadCall = (name: string): name is WorkloadCallName =>
  Object.hasOwn(workloadCallShapes, name);
export const isNotification = (name: string): name is NotificationName =>
  (notificationNames as readonly string[]).includes(name);
