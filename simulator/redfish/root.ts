/** Where the service begins. Source: DSP0266, "Service root"; DSP2046, ServiceRoot. */
import { stringify } from 'yaml';
import type { Route } from '../kernel/service.ts';
import { usualHeaders } from './faults.ts';
import { linkTo, type Resource } from './resource.ts';
import { metadata, typeOf } from './schemas.ts';

const uuid = '4e465649-0000-4000-8000-000000000000';
const at = (name: string) => linkTo(`/redfish/v1/${name}`);

const parts = {
  Systems: at('Systems'),
  Chassis: at('Chassis'),
  Managers: at('Managers'),
  SessionService: at('SessionService'),
  AccountService: at('AccountService'),
  EventService: at('EventService'),
  Tasks: at('TaskService'),
};

export const rootResource: Resource = {
  path: '/v1',
  name: 'service root',
  open: true,
  view: () => ({
    type: typeOf('ServiceRoot'),
    body: {
      Id: 'RootService',
      Name: 'Simulated hardware',
      RedfishVersion: '1.18.0',
      UUID: uuid,
      Vendor: 'nfvi-conformance',
      Product: 'Reference simulator',
      ProtocolFeaturesSupported: {
        ExpandQuery: { ExpandAll: true, Levels: false, Links: true, NoLinks: true },
        ExcerptQuery: false,
        FilterQuery: false,
        OnlyMemberQuery: true,
        SelectQuery: true,
      },
      ...parts,
      Links: { Sessions: at('SessionService/Sessions') },
    },
  }),
};

const open = (path: string, operation: string, body: object | string, type?: string) =>
  ({
    method: 'GET',
    path,
    operation,
    open: true,
    handler: () => ({
      status: 200,
      body,
      ...(type === undefined ? {} : { type }),
      headers: [...usualHeaders, ['allow', 'GET, HEAD'] as const],
    }),
  }) satisfies Route<undefined>;

/** A description of what may be asked, without what is in it. Source: DSP0266, "OpenAPI". */
export const descriptionRoute = (routes: readonly Route<undefined>[]): Route<undefined> => {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path, operation } of routes) {
    const at = (paths[`/redfish${path.replaceAll(/:(\w+)/g, '{$1}')}`] ??= {});
    at[method.toLowerCase()] = { summary: operation, responses: { default: { description: '' } } };
  }
  const info = { title: 'Simulated hardware', version: '1.0.0' };
  return open(
    '/v1/openapi.yaml',
    'read description',
    stringify({ openapi: '3.1.0', info, paths }),
    'application/yaml',
  );
};

/** Documents that are no resources. */
export const documentRoutes: Route<undefined>[] = [
  open('/', 'read versions', { v1: '/redfish/v1/' }),
  open('/v1/odata', 'read service document', {
    '@odata.context': '/redfish/v1/$metadata',
    value: [
      { name: 'Service', kind: 'Singleton', url: '/redfish/v1/' },
      ...Object.entries(parts).map(([name, link]) => ({
        name,
        kind: 'Singleton',
        url: link['@odata.id'],
      })),
    ],
  }),
  open('/v1/$metadata', 'read metadata', metadata, 'application/xml'),
];
