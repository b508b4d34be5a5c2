/** What can be wrong with the configuration of an accelerator. */
import type { Defect } from '../defect.ts';
import { answerOf, onConnections, paramsOf } from './frames.ts';

const killing = (kills: readonly string[], mayAlsoBreak: readonly string[] = []) => ({
  kills,
  mayAlsoBreak,
});

type Part = { readonly subSystem: string; readonly attributes: Readonly<Record<string, unknown>> };

export const configurationDefects: readonly Defect[] = [
  onConnections(
    {
      name: 'acceleration-config-wrong-value',
      does: 'Each number of the configuration is shown one too high.',
      ...killing(
        ['GetAccConfigs', 'vn-nf/configure'],
        ['ModifyAccConfiguration', 'ResetAccConfigs', 'ReleaseAcc', 'InitAcc'],
      ),
    },
    () =>
      answerOf('GetAccConfigs', ({ accConfigs }) => ({
        accConfigs: (accConfigs as readonly Part[]).map(({ subSystem, attributes }) => ({
          subSystem,
          attributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [
              name,
              typeof value === 'number' ? value + 1 : value,
            ]),
          ),
        })),
      })),
  ),
  onConnections(
    {
      name: 'acceleration-config-selector-ignored',
      does: 'All settings are shown, whatever is selected.',
      ...killing(['GetAccConfigs', 'vn-nf/configure']),
    },
    () => paramsOf('GetAccConfigs', ({ accConfigSelector: _, ...rest }) => rest),
  ),
  onConnections(
    {
      name: 'acceleration-config-filter-ignored',
      does: 'All subsystems are shown, whatever is meant.',
      ...killing(['GetAccConfigs', 'vn-nf/configure']),
    },
    () => paramsOf('GetAccConfigs', ({ accFilter: _, ...rest }) => rest),
  ),
  onConnections(
    {
      name: 'acceleration-config-in-part',
      does: 'Of a change that is refused, the first part stays.',
      ...killing(['ModifyAccConfiguration', 'vn-nf/configure']),
    },
    () =>
      paramsOf('ModifyAccConfiguration', (params, wire) => {
        const { accSubSysConfigurationData: parts } = params;
        if (Array.isArray(parts) && parts.length > 1) {
          wire.ask('ModifyAccConfiguration', { accSubSysConfigurationData: parts.slice(0, 1) });
        }
        return params;
      }),
  ),
  onConnections(
    {
      name: 'acceleration-config-of-others',
      does: 'A change concerns all workloads on the accelerator.',
      ...killing(['ModifyAccConfiguration']),
    },
    (others) =>
      paramsOf('ModifyAccConfiguration', (params) => {
        for (const wire of others()) wire.ask('ModifyAccConfiguration', params);
        return params;
      }),
  ),
  onConnections(
    {
      name: 'acceleration-config-whole-ignored',
      does: 'Settings of the whole accelerator are not changed.',
      ...killing(['ModifyAccConfiguration', 'vn-nf/configure']),
    },
    () =>
      paramsOf('ModifyAccConfiguration', (params) =>
        'accConfigurationData' in params ? { ...params, accConfigurationData: {} } : params,
      ),
  ),
  onConnections(
    {
      name: 'acceleration-reset-too-much',
      does: 'A reset concerns all settings, whatever is selected.',
      ...killing(['ResetAccConfigs', 'vn-nf/configure']),
    },
    () => paramsOf('ResetAccConfigs', () => ({})),
  ),
];
