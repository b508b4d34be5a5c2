/** How a machine is configured, now and after its next start. Source: DSP2046, Bios; DSP0266, "Settings resource". */
import { z } from 'zod';
import { refused, usualHeaders } from './faults.ts';
import { changed, defaultSettings, type Machines, type Setting } from './machine-table.ts';
import { type Action, linkTo, type Resource } from './resource.ts';
import { must } from './roles.ts';
import { systemsPath } from './system.ts';
import { typeOf } from './schemas.ts';

const settingsChange = z.strictObject({
  Attributes: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])),
});

/** What each setting may be; those that are no choice are true or false. */
const choices: Readonly<Record<string, readonly Setting[]>> = {
  BootMode: ['Uefi', 'LegacyBios'],
  ProcessorHyperThreading: ['Enabled', 'Disabled'],
  ProcessorVirtualization: ['Enabled', 'Disabled'],
  NumaGroupSize: ['Clustered', 'Flat'],
  SriovGlobalEnable: [true, false],
};

function mustBeChoice(name: string, value: Setting): void {
  const known = choices[name];
  if (known === undefined) {
    throw refused(400, 'PropertyUnknown', `There is no attribute ${name}.`);
  }
  if (!known.includes(value)) {
    throw refused(400, 'PropertyValueNotInList', `${name} must be one of ${known.join(', ')}.`);
  }
}

export const configurationResources = (machines: Machines): readonly Resource[] => [
  {
    path: '/v1/Systems/:id/Bios',
    name: 'configuration',
    view: ({ id = '' }) => {
      const machine = machines.get(id);
      if (machine === undefined) return undefined;
      const path = `${systemsPath}/${id}/Bios`;
      return {
        type: typeOf('Bios'),
        revision: machine.revision,
        body: {
          Id: 'Bios',
          Name: 'BIOS configuration',
          Attributes: machine.settings,
          '@Redfish.Settings': {
            '@odata.type': '#Settings.v1_3_0.Settings',
            SettingsObject: linkTo(`${path}/Settings`),
            SupportedApplyTimes: ['OnReset'],
          },
          Actions: { '#Bios.ResetBios': { target: `${path}/Actions/Bios.ResetBios` } },
        },
      };
    },
  },
  {
    path: '/v1/Systems/:id/Bios/Settings',
    name: 'configuration after the next start',
    view: ({ id = '' }) => {
      const machine = machines.get(id);
      return (
        machine && {
          type: typeOf('Bios'),
          revision: machine.revision,
          body: {
            Id: 'Settings',
            Name: 'BIOS configuration after the next start',
            Attributes: machine.pending ?? machine.settings,
          },
        }
      );
    },
    change: {
      schema: settingsChange,
      apply: ({ id = '' }, { Attributes }: z.infer<typeof settingsChange>, call) => {
        must(call, 'ConfigureComponents');
        const machine = machines.get(id);
        if (machine === undefined) return;
        for (const [name, value] of Object.entries(Attributes)) mustBeChoice(name, value);
        changed(machines, id, {
          pending: { ...(machine.pending ?? machine.settings), ...Attributes },
        });
      },
    },
  },
];

export const configurationActions = (machines: Machines): readonly Action[] => [
  {
    path: '/v1/Systems/:id/Bios/Actions/Bios.ResetBios',
    name: 'reset configuration',
    schema: z.strictObject({}),
    run: ({ id = '' }, _, call) => {
      must(call, 'ConfigureComponents');
      changed(machines, id, { pending: defaultSettings });
      return { status: 204, headers: usualHeaders };
    },
  },
];
