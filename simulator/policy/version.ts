/** What policies say, by version. Source: ETSI GS NFV-SOL 012 V3.4.1, clauses 5.5.5 and 5.5.6. */
import { badRequest, conflict, Fault, notFound } from '../kernel/fault.ts';
import { readBytes } from '../kernel/body.ts';
import { empty, type Reply } from '../kernel/reply.ts';
import type { Route } from '../kernel/service.ts';
import type { PolicyCall } from './access.ts';
import { addressOf, policyOf } from './policy.ts';
import type { Content, PolicyRow, PolicyTable } from './policy-table.ts';
import type { Subscriptions } from './subscription.ts';

/** The largest content, in bytes, and how many versions a policy has at most. */
const most = { bytes: 64 * 1024, versions: 32 } as const;
const tooLarge = () => new Fault(413, 'The content is too large.');

/** @throws Fault 404 for a version that was not transferred, or for none */
function contentOf({ contents }: PolicyRow, wanted: string | undefined): Content {
  const found = contents.find(({ version }) => version === wanted);
  if (found === undefined) throw notFound('There is no such version.');
  return found;
}

const shown = ({ text, type }: Content): Reply => ({ status: 200, body: text, type });

/** @throws Fault 400 for what is not of an application, or no JSON though it says so */
async function read(call: PolicyCall, version: string): Promise<Content> {
  const type = call.header('content-type') ?? '';
  if (!/^application\/[\w.+-]+/i.test(type)) throw badRequest('The content has no type.');
  const bytes = await readBytes(call.request, { maxBytes: most.bytes, tooLarge });
  const text = Buffer.from(bytes).toString();
  if (text === '') throw badRequest('There is no content.');
  if (/json/i.test(type)) {
    try {
      JSON.parse(text);
    } catch {
      throw badRequest('The content is no JSON.');
    }
  }
  return { version, type, text };
}

export function versionRoutes(rows: PolicyTable, subscriptions: Subscriptions): Route<undefined>[] {
  const path = '/v1/policies/:policyId/versions/:version';
  return [
    {
      method: 'PUT',
      path,
      operation: 'Transfer policy version',
      handler: async (call) => {
        const version = call.param('version');
        const content = await read(call, version);
        const row = policyOf(rows, call);
        if (row.contents.some((each) => each.version === version)) {
          throw conflict('This version has been transferred already.');
        }
        if (row.contents.length >= most.versions) throw conflict('There are too many versions.');
        const contents = [...row.contents, content];
        rows.update(row.id, { contents, selected: row.selected ?? version });
        subscriptions.tell(call, row, { changeType: 'TRANSFER_POLICY', affectedVersion: version });
        return empty(201, [['location', `${addressOf(call, row.id)}/versions/${version}`]]);
      },
    },
    {
      method: 'GET',
      path,
      operation: 'Read policy version',
      handler: (call) => shown(contentOf(policyOf(rows, call), call.param('version'))),
    },
    {
      method: 'DELETE',
      path,
      operation: 'Delete policy version',
      handler: (call) => {
        const row = policyOf(rows, call);
        const { version } = contentOf(row, call.param('version'));
        if (version === row.selected) throw conflict('The version is the selected one.');
        rows.update(row.id, { contents: row.contents.filter((each) => each.version !== version) });
        subscriptions.tell(call, row, { changeType: 'DELETE_POLICY', affectedVersion: version });
        return empty(204);
      },
    },
    {
      method: 'GET',
      path: '/v1/policies/:policyId/selected_versions',
      operation: 'Read selected version of policy',
      handler: (call) => {
        const row = policyOf(rows, call);
        return shown(contentOf(row, row.selected));
      },
    },
  ];
}
