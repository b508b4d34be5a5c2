/** How execution environments are described in XML. Source: libvirt, "Domain XML format"; libvirt 9.0.0, recorded. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

export interface Domain {
  readonly name: string;
  readonly uuid: string | undefined;
  /** KiB */
  readonly memory: number;
  readonly vcpus: number;
}

/** What the host complains of. */
export class Complaint extends Error {
  override name = 'Complaint';
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  processEntities: false,
  alwaysCreateTextNode: true,
});

const element = z.looseObject({ '#text': z.string() });
const description = z.looseObject({
  domain: z.looseObject({
    '@_type': z.string(),
    name: element.optional(),
    uuid: element.optional(),
    memory: element.extend({ '@_unit': z.string().default('KiB') }).optional(),
    vcpu: element.optional(),
    os: z.looseObject({}).optional(),
  }),
});

const kibibytes: Readonly<Record<string, number>> = {
  b: 1 / 1024,
  bytes: 1 / 1024,
  KiB: 1,
  k: 1,
  MiB: 1024,
  M: 1024,
  GiB: 1024 ** 2,
  G: 1024 ** 2,
};

/** @throws Complaint in the host's words */
export function readDomain(text: string): Domain {
  const broken = XMLValidator.validate(text);
  if (broken !== true) {
    throw new Complaint(`(domain_definition):${String(broken.err.line)}: ${broken.err.msg}`);
  }
  const read = description.safeParse(parser.parse(text));
  if (!read.success) throw new Complaint('XML error: not a description of a domain');
  const { name, uuid, memory, vcpu, os } = read.data.domain;
  const called = name?.['#text'].trim() ?? '';
  if (called === '') throw new Complaint('missing name information');
  if (os === undefined) throw new Complaint('an os <type> must be specified');
  const each = kibibytes[memory?.['@_unit'] ?? ''];
  const size = Math.ceil(Number(memory?.['#text']) * (each ?? Number.NaN));
  if (!Number.isSafeInteger(size) || size <= 0) {
    throw new Complaint('XML error: missing or invalid memory');
  }
  const vcpus = Number(vcpu?.['#text'] ?? '1');
  if (!Number.isSafeInteger(vcpus) || vcpus <= 0) {
    throw new Complaint('XML error: invalid maximum number of vCPUs');
  }
  return { name: called, uuid: uuid?.['#text'].trim(), memory: size, vcpus };
}

export const writeDomain = (
  { name, memory, vcpus }: Domain,
  uuid: string,
  id: number | undefined,
): string => `<domain type='test'${id === undefined ? '' : ` id='${String(id)}'`}>
  <name>${name}</name>
  <uuid>${uuid}</uuid>
  <memory unit='KiB'>${String(memory)}</memory>
  <currentMemory unit='KiB'>${String(memory)}</currentMemory>
  <vcpu placement='static'>${String(vcpus)}</vcpu>
  <os>
    <type arch='x86_64'>hvm</type>
    <boot dev='hd'/>
  </os>
  <clock offset='utc'/>
  <devices>
  </devices>
</domain>
`;

export const capabilities = `<capabilities>
  <host>
    <cpu>
      <arch>x86_64</arch>
    </cpu>
  </host>
  <guest>
    <os_type>hvm</os_type>
    <arch name='x86_64'>
      <wordsize>64</wordsize>
      <emulator>/usr/bin/test-hv</emulator>
      <domain type='test'/>
    </arch>
  </guest>
</capabilities>
`;
