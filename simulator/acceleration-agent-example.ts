/**
 * An agent of a vendor, as an example: an accelerator that hashes. `work` is where the device would be
 * called. It has no events, and no settings as a whole. It serves on standard streams, or over WebSocket
 * on the port that is given, with the token of the variable AGENT_TOKEN.
 */
import { createHash } from 'node:crypto';
import * as agent from './acceleration-agent.ts';

const subSystem = 'hash-0';
const capability = {
  type: 'crypto',
  operations: ['copy', 'sha-256'],
  channels: ['hash-0/0', 'hash-0/1'].map((accChannel) => ({ accChannel, depth: 16 })),
  events: [],
  configuration: {
    operation: { type: 'string', default: 'copy', values: ['copy', 'sha-256'] },
    priority: { type: 'integer', default: 3, minimum: 0, maximum: 7 },
    batchSize: { type: 'integer', default: 1, minimum: 1, maximum: 64 },
  },
} satisfies agent.Capability;
const describe = () => ({ subSystem, type: capability.type, operations: capability.operations });

async function work({ payload }: agent.AccData, operation: unknown): Promise<agent.AccData> {
  if (operation === 'copy') return { payload };
  const hash = createHash('sha256').update(Buffer.from(payload, 'base64'));
  return { payload: hash.digest('base64') };
}

const attach: agent.Attach = (tell) => {
  const settings = new agent.Settings(capability.configuration);
  const channels = new agent.Channels(tell);
  const meant = (accFilter = '') => agent.filtered([capability], accFilter, describe);
  const isSetting = (names: string[] = []) => agent.selected(names, new Set(settings.names));
  const calls: agent.Calls = {
    InitAcc: ({ accFilter, accAttributeSelector = [] }) => {
      const isSelected = agent.selected(accAttributeSelector, new Set(Object.keys(capability)));
      const attributes = agent.pick<unknown>(capability, isSelected);
      const found = meant(accFilter);
      for (const { channels: announced } of found) announced.forEach((each) => channels.open(each));
      return { accCapabilities: found.map(() => ({ subSystem, attributes })) };
    },
    ReleaseAcc: () => {
      settings.reset(() => true);
      channels.clear();
      return {};
    },
    ModifyAccConfiguration: ({ accConfigurationData, accSubSysConfigurationData: parts }) => {
      const whole = Object.keys(accConfigurationData ?? {});
      if (whole.length > 0) throw new agent.CallRefused('INVALID_CONFIG', `no ${whole.join()}`);
      if (parts?.some((part) => part.subSystem !== subSystem) === true) {
        throw new agent.CallRefused('INVALID_CONFIG', 'no such subsystem');
      }
      for (const { attributes } of parts ?? []) settings.check(attributes);
      for (const { attributes } of parts ?? []) settings.set(attributes);
      return {};
    },
    GetAccConfigs: ({ accFilter, accConfigSelector }) => {
      const attributes = agent.pick(settings.all(), isSetting(accConfigSelector));
      return { accConfigs: meant(accFilter).map(() => ({ subSystem, attributes })) };
    },
    ResetAccConfigs: ({ accFilter, accConfigSelector }) => {
      const isSelected = isSetting(accConfigSelector);
      if (meant(accFilter).length > 0) settings.reset(isSelected);
      return {};
    },
    RegisterForAccEvent: ({ accEvent }) => {
      throw new agent.CallRefused('NO_SUCH_EVENT', accEvent);
    },
    DeRegisterForAccEvent: ({ accEvent }) => {
      throw new agent.CallRefused('NOT_REGISTERED', accEvent);
    },
    AccData: async ({ accData, accChannel }) => {
      channels.check(accChannel);
      return { accData: await work(accData, settings.get('operation')) };
    },
    AccSendData: async ({ accData, accChannel }) => {
      channels.checkRoom(accChannel);
      channels.put(accChannel, await work(accData, settings.get('operation')));
      return {};
    },
    AccReceiveData: ({ maxNumberOfDataItems, accChannel }) => ({
      accData: channels.take(accChannel, maxNumberOfDataItems),
    }),
    RegisterForAccDataAvailableEvent: ({ regHandlerId, accChannel }) => {
      channels.register(regHandlerId, accChannel);
      return {};
    },
    DeRegisterForAccDataAvailableEvent: ({ accChannel }) => {
      channels.deregister(accChannel);
      return {};
    },
  };
  return { calls };
};

const [port] = process.argv.slice(2);
const token = process.env['AGENT_TOKEN'];
if (port === undefined) await agent.serveOnStreams({ attach });
else console.log((await agent.serveOnWebSocket({ attach, port: Number(port), token })).url);
