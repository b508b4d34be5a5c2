/** The version documents of the accelerator service. Source: Cyborg 16.0.1 (2026.1), recorded. */
import type { AcceleratorVersionAnswer } from '../../src/contract/accelerator/version.ts';
import type { Call } from '../kernel/call.ts';
import { json } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import { selfLink } from './links.ts';
import { maxVersion, minVersion, type Served } from './microversions.ts';

const description =
  'Cyborg is the OpenStack project for lifecycle management of hardware accelerators, such as GPUs,FPGAs, AI chips, security accelerators, etc.';

export function versionRoutes(): Route<Served>[] {
  const entry = (call: Call, id: string, path: string): AcceleratorVersionAnswer => ({
    id,
    status: 'CURRENT',
    max_version: maxVersion,
    min_version: minVersion,
    links: [{ ...selfLink(call, ''), href: call.base + path }],
  });
  const one = (call: Call) => json(200, entry(call, 'v2.0', '/v2/'));
  return [
    {
      method: 'GET',
      path: '/',
      operation: 'list versions',
      open: true,
      bare: true,
      handler: (call) => {
        const version = entry(call, 'v2', '/v2');
        const name = 'OpenStack Cyborg API';
        return json(200, { name, description, versions: [version], default_version: version }, [
          ['x-openstack-request-id', call.requestId],
        ]);
      },
    },
    { method: 'GET', path: '/v2', operation: 'show version', open: true, handler: one },
    { method: 'GET', path: '/v2/', operation: 'show version', open: true, handler: one },
  ];
}
