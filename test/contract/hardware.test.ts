/** The contract with what sushy-tools 2.2.0 answered, which is right in most places. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { z } from 'zod';
import { chassis, manager, thermal } from '../../src/contract/hardware/enclosure.ts';
import { errorText } from '../../src/contract/hardware/errors.ts';
import {
  configuration,
  disk,
  networkInterface,
  processor,
  storage,
  system,
} from '../../src/contract/hardware/machine.ts';
import { collection } from '../../src/contract/hardware/resource.ts';
import { serviceRoot } from '../../src/contract/hardware/service-root.ts';
import { task } from '../../src/contract/hardware/task.ts';

interface Recorded {
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}
const file = new URL('../samples/hardware/sushy.jsonl', import.meta.url);
const recorded = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

const machine = '/redfish/v1/Systems/ID';
const shapes: Readonly<Record<string, z.ZodType>> = {
  '/redfish/v1/': serviceRoot,
  '/redfish/v1/Systems': collection,
  [machine]: system,
  [`${machine}/Processors`]: collection,
  [`${machine}/Processors/CPU0`]: processor,
  [`${machine}/EthernetInterfaces/52:54:00:00:01:01`]: networkInterface,
  [`${machine}/Storage/1`]: storage,
  [`${machine}/Storage/1/Drives/32ADF365C6C1B7BD`]: disk,
  [`${machine}/Storage/1/Volumes/1`]: disk,
  [`${machine}/BIOS`]: configuration,
  [`${machine}/BIOS/Settings`]: configuration,
  '/redfish/v1/Chassis/ID': chassis,
  '/redfish/v1/Chassis/ID/Thermal': thermal,
  '/redfish/v1/Managers/ID': manager,
  '/redfish/v1/TaskService/Tasks/42': task,
};

/** Where it departs from the schemas, and in which field. */
const departures: Readonly<Record<string, RegExp>> = {
  [`${machine}/Processors/CPU0`]: /^TotalCores/,
  [`${machine}/Storage/1`]: /^@odata\.type/,
};

for (const { path, status, body } of recorded) {
  test(`${path} (${String(status)})`, () => {
    if (status !== 200) {
      assert.ok(errorText(JSON.stringify(body))?.startsWith('Base.1.0.GeneralError: '));
      return;
    }
    const read = shapes[path]?.safeParse(body) ?? assert.fail(`no shape for ${path}`);
    const [issue] = read.error?.issues ?? [];
    const where = issue?.path.join('.') ?? '';
    const departure = departures[path];
    if (departure === undefined)
      assert.equal(read.success, true, `${where}: ${issue?.message ?? ''}`);
    else assert.match(where, departure);
  });
}

test('what is no refusal of the protocol is told apart', () => {
  for (const text of ['', '<html>', '{}', '{"error": {"message": "x"}}', '[]']) {
    assert.equal(errorText(text), undefined, text);
  }
});
