import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { computeError, tokenRefusal } from '../../src/contract/compute/errors.ts';
import {
  addTenantAccessRequest,
  flavorAccessAnswer,
  removeTenantAccessRequest,
} from '../../src/contract/compute/flavour-access.ts';
import {
  createExtraSpecsRequest,
  extraSpecsAnswer,
  updateExtraSpecRequest,
} from '../../src/contract/compute/flavour-extra-specs.ts';
import {
  createFlavorRequest,
  createFlavorRequest255,
  flavor,
  flavorAnswer,
  flavorsAnswer,
  flavorSummariesAnswer,
  updateFlavorRequest,
} from '../../src/contract/compute/flavour.ts';
import parts from '../samples/compute/flavour-parts.json' with { type: 'json' };
import samples from '../samples/compute/flavour.json' with { type: 'json' };

const accepts = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  assert.ok(parsed.success, `${JSON.stringify(value)}: ${String(parsed.error)}`);
};
const refuses = (schema: z.ZodType, value: unknown) => {
  assert.equal(schema.safeParse(value).success, false, JSON.stringify(value));
};

test('answers of the API reference are read, and with fields that nobody knows', () => {
  for (const answer of Object.values(samples.answers)) {
    accepts(flavorAnswer, answer);
    accepts(flavorAnswer, { ...answer, more: 1, flavor: { ...answer.flavor, 'x:new': true } });
  }
  for (const list of Object.values(samples.lists)) accepts(flavorsAnswer, list);
  for (const list of Object.values(samples.summaries)) accepts(flavorSummariesAnswer, list);
});

test('an answer without one of its fields, or with another type, is refused', () => {
  const whole = samples.answers['show at 2.75'].flavor;
  const optional = ['description', 'extra_specs'];
  for (const key of Object.keys(whole)) {
    const { [key as keyof typeof whole]: _left, ...rest } = whole;
    (optional.includes(key) ? accepts : refuses)(flavor, rest);
    refuses(flavor, { ...whole, [key]: [null] });
  }
  refuses(flavor, { ...whole, vcpus: '4' });
  refuses(flavor, { ...whole, ram: 0.5 });
  refuses(flavorsAnswer, { flavors: {} });
  refuses(flavorSummariesAnswer, { flavors: [{ id: '1', name: 'x' }] });
});

test('requests that a client may send are accepted, others are not', () => {
  for (const request of Object.values(samples.requests)) accepts(createFlavorRequest255, request);
  accepts(createFlavorRequest, samples.requests.least);
  refuses(createFlavorRequest, samples.requests.all);
  const read = createFlavorRequest255.parse(samples.requests.all).flavor;
  assert.equal(read.ram, 512);
  assert.equal(read['os-flavor-access:is_public'], false);
  const least = samples.requests.least.flavor;
  for (const wrong of [{ ram: 0 }, { vcpus: 'x' }, { disk: -1 }, { name: ' ' }, { id: ' a' }]) {
    refuses(createFlavorRequest, { flavor: { ...least, ...wrong } });
  }
  refuses(createFlavorRequest, { flavor: { ...least, more: 1 } });
  accepts(updateFlavorRequest, { flavor: { description: null } });
  refuses(updateFlavorRequest, { flavor: {} });
});

test('extra specs, access and errors follow the API reference', () => {
  accepts(extraSpecsAnswer, parts.extraSpecs.answer);
  refuses(extraSpecsAnswer, parts.extraSpecs.create);
  accepts(createExtraSpecsRequest, parts.extraSpecs.create);
  accepts(updateExtraSpecRequest, parts.extraSpecs.update);
  refuses(updateExtraSpecRequest, {});
  refuses(updateExtraSpecRequest, { a: 'x', b: 'y' });
  accepts(flavorAccessAnswer, parts.access.answer);
  accepts(addTenantAccessRequest, parts.access.add);
  refuses(addTenantAccessRequest, parts.access.remove);
  accepts(removeTenantAccessRequest, parts.access.remove);
  for (const error of parts.errors) accepts(computeError, error);
  refuses(computeError, { ...parts.errors[0], ...parts.errors[1] });
  refuses(computeError, { error: { code: 404, message: 'x' } });
  accepts(tokenRefusal, { error: { code: 401, title: 'Unauthorized', message: 'x' } });
});
