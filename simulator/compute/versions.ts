/** The version documents of the compute service. Source: OpenStack Zed, recorded. */
import type { VersionDocument, VersionsDocument } from '../../src/contract/discovery.ts';
import type { Call } from '../kernel/call.ts';
import { json, type Reply } from '../kernel/reply.ts';
import type { Method, Route } from '../kernel/service.ts';
import { choicesPath } from './links.ts';
import type { Served } from './microversions.ts';

const mediaTypes = (version: string) => [
  { base: 'application/json', type: `application/vnd.openstack.compute+json;version=${version}` },
];

/** What a path gets that lies below no version. */
const choose = (call: Call): Reply =>
  json(300, {
    choices: [
      { id: 'v2.0', status: 'SUPPORTED', below: 'v2', version: '2' },
      { id: 'v2.1', status: 'CURRENT', below: 'v2.1', version: '2.1' },
    ].map(({ id, status, below, version }) => ({
      id,
      status,
      links: [{ rel: 'self', href: `${call.base}/${below}${call.path}` }],
      'media-types': mediaTypes(version),
    })),
  });

const everyMethod: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function versionRoutes(max: string): Route<Served>[] {
  const current = (call: Call) => ({
    id: 'v2.1',
    status: 'CURRENT',
    version: max,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${call.base}/v2.1/` }],
  });
  const legacy = (call: Call) => ({
    id: 'v2.0',
    status: 'SUPPORTED',
    version: '',
    min_version: '',
    updated: '2011-01-21T11:33:21Z',
    links: [{ rel: 'self', href: `${call.base}/v2/` }],
  });

  const list = (call: Call): Reply =>
    json(200, { versions: [legacy(call), current(call)] } satisfies VersionsDocument);
  const showing = (one: typeof current, base: string) => (call: Call) => {
    const { links, ...rest } = one(call);
    const describedBy = {
      rel: 'describedby',
      type: 'text/html',
      href: 'https://docs.openstack.org/',
    };
    return json(200, {
      version: { ...rest, links: [...links, describedBy], 'media-types': mediaTypes(base) },
    } satisfies VersionDocument);
  };

  const show = showing(current, '2.1');
  const showLegacy = showing(legacy, '2');

  const open = true;
  return [
    { method: 'GET', path: '/', operation: 'list versions', handler: list, open, bare: true },
    { method: 'GET', path: '/v2.1', operation: 'show version', handler: show, open },
    { method: 'GET', path: '/v2.1/', operation: 'show version', handler: show, open },
    { method: 'GET', path: '/v2', operation: 'show version 2.0', handler: showLegacy, open },
    { method: 'GET', path: '/v2/', operation: 'show version 2.0', handler: showLegacy, open },
    ...everyMethod.map((method) => ({
      method,
      path: choicesPath,
      operation: 'choose a version',
      handler: choose,
      open,
      bare: true,
    })),
  ];
}
