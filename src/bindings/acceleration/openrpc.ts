/**
 * The binding of IFA 002 as an OpenRPC 1.3 document. `vn-nf.openrpc.json` beside this file is generated
 * from it (`node test/contract/write-openrpc.ts`); a test keeps them equal.
 */
import { z } from 'zod';
import { workloadCalls } from '../../catalogue/acceleration/workload-calls.ts';
import type { Parameter } from '../../catalogue/requirement.ts';
import { type Fault, faultCodes, faults } from '../../contract/acceleration/faults.ts';
import { subprotocol } from '../../contract/acceleration/frames.ts';
import {
  isNotification,
  type WorkloadCallName,
  workloadCallShapes,
} from '../../contract/acceleration/workload-calls.ts';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
  });
  return rest;
};

const component = (fault: Fault): Json => ({ $ref: `#/components/errors/${fault}` });

function methodOf(name: WorkloadCallName): Json {
  const { params, result } = workloadCallShapes[name];
  const call: { statement: string; parameters: readonly Parameter[]; reading?: string } =
    workloadCalls[name];
  const describing = (parameter: string, types: readonly Parameter['type'][]): string =>
    call.parameters.find((each) => each.name === parameter && types.includes(each.type))
      ?.description ?? '';
  const caller = isNotification(name) ? 'NFVI' : 'VNF';
  return {
    name,
    summary: call.statement,
    description: [`Called by the ${caller}.`, call.reading].filter(Boolean).join(' '),
    paramStructure: 'by-name',
    params: Object.entries<z.ZodType>(params.shape).map(([parameter, schema]) => ({
      name: parameter,
      description: describing(parameter, ['Input', 'Filter']),
      required: !(schema instanceof z.ZodOptional),
      schema: schemaOf(schema),
    })),
    result: {
      name: `${name}Response`,
      description: call.parameters
        .filter(({ type }) => type === 'Output')
        .map((output) => `${output.name}: ${output.description}`)
        .join(' '),
      schema: schemaOf(result),
    },
    errors: faults.map(component),
  };
}

/** The document. */
export const workloadOpenRpc = (): Json => ({
  openrpc: '1.3.2',
  info: {
    title: 'Table 6-3, ETSI GS NFV-IFA 002: a workload and its accelerator',
    version: '1.0.0',
    description: [
      'JSON-RPC 2.0 in both directions over one connection: WebSocket (a frame is a text message,',
      `subprotocol ${subprotocol}) or the standard streams of a command (a frame is a line).`,
      'ETSI defines no wire format: names of calls and parameters are those of the table, everything',
      'else is ours. A bearer token or a client certificate authenticates; one connection is one',
      'workload on one accelerator, named by {attachTarget} in the address. The version changes',
      'when a frame that was right becomes wrong, and the subprotocol with it.',
    ].join(' '),
    license: { name: 'Apache-2.0' },
  },
  methods: (Object.keys(workloadCallShapes) as WorkloadCallName[]).map(methodOf),
  components: {
    errors: Object.fromEntries(
      faults.map((fault) => [fault, { code: faultCodes[fault], message: fault }]),
    ),
  },
});
