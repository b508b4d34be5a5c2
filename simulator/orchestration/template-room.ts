/** Templates: of a stack, and what they may have. Source: Orchestration API reference, "Templates", "Resource types". */
import { json } from '../kernel/reply.ts';
import { Fault } from '../kernel/fault.ts';
import { checkBlueprint, readBlueprint } from './blueprint.ts';
import { entityNotFound, invalid, refused } from './faults.ts';
import { valueFunctions } from './functions.ts';
import {
  below,
  type OrchestrationCall,
  type OrchestrationRoute,
  type RoomNeeds,
  stackInPath,
} from './orchestration-call.ts';
import type { Parameter } from './parameters.ts';
import { isAdministrator } from './policy.ts';
import { describeProperties } from './properties.ts';
import { bodyOf, readPlan } from './request.ts';
import { hotVersions, versionNames } from './template-version.ts';
import { parseTemplate } from './template.ts';
import { findType, typeNames } from './types/register.ts';
import { isMapping, type Mapping } from './values.ts';

const typeWords = {
  string: 'String',
  number: 'Number',
  comma_delimited_list: 'CommaDelimitedList',
  json: 'Json',
  boolean: 'Boolean',
} as const;

function constraintsOf({ constraints }: Parameter): Mapping {
  const fields = constraints.flatMap(({ kind, written }): [string, unknown][] => {
    const { min, max } = isMapping(written) ? written : {};
    const bounds = (noun: string): [string, unknown][] => [
      [`Min${noun}`, min],
      [`Max${noun}`, max],
    ];
    if (kind === 'length') return bounds('Length');
    if (kind === 'range') return bounds('Value');
    if (kind === 'allowed_pattern') return [['AllowedPattern', written]];
    return kind === 'allowed_values' ? [['AllowedValues', written]] : [];
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

const parameterView = (parameter: Parameter) => ({
  Type: typeWords[parameter.type],
  Description: parameter.description,
  NoEcho: String(parameter.hidden),
  Label: parameter.label,
  ...(parameter.default === undefined ? {} : { Default: parameter.default }),
  ...constraintsOf(parameter),
});

export function templateRoutes({ stacks, policy }: RoomNeeds): OrchestrationRoute[] {
  const validate = async (call: OrchestrationCall) => {
    policy.enforce('stacks:validate_template', call.caller);
    const plan = readPlan(bodyOf(await call.json()));
    const { description, parameters } = parseTemplate(plan.template);
    try {
      // Without values, for which a template may be judged too.
      const identity = { id: 'None', name: 'dummy', projectId: call.param('tenant') };
      checkBlueprint(readBlueprint(plan, identity), isAdministrator(call.caller));
    } catch (error) {
      if (!(error instanceof Fault) || error.details.kind === 'UserParameterMissing') {
        if (!(error instanceof Fault)) throw error;
      } else if (error.details.kind === 'StackValidationFailed') {
        throw invalid(
          error.message.replace('Property error: : ', 'Property error: ').replace(': : ', ': '),
        );
      } else throw error;
    }
    return json(200, {
      Description: description,
      Parameters: Object.fromEntries(parameters.map((one) => [one.name, parameterView(one)])),
      Environment: {
        resource_registry: { resources: {} },
        parameters: plan.given.parameters,
        parameter_defaults: plan.given.defaults,
        event_sinks: [],
      },
    });
  };

  const listTypes = (call: OrchestrationCall) => {
    policy.enforce('stacks:list_resource_types', call.caller);
    const wanted = call.query.get('name') ?? '';
    const names = typeNames(isAdministrator(call.caller));
    return json(200, {
      resource_types: names.filter((name) => name.includes(wanted)),
    });
  };

  const showType = (call: OrchestrationCall) => {
    policy.enforce('stacks:resource_schema', call.caller);
    const name = call.param('type');
    const type = findType(name);
    if (type === undefined) throw entityNotFound('Resource Type', name);
    const attributes = Object.entries(type.attributes).map(
      ([attribute, description]) => [attribute, { description }] as const,
    );
    return json(200, {
      resource_type: type.name,
      properties: describeProperties(type.properties),
      attributes: {
        ...Object.fromEntries(attributes),
        show: { description: 'Detailed information about resource.', type: 'map' },
      },
      support_status: {
        status: 'SUPPORTED',
        message: null,
        version: null,
        previous_status: null,
      },
    });
  };

  const versions = hotVersions.map((version) => ({
    version: `heat_template_version.${version}`,
    type: 'hot',
    aliases: Object.entries(versionNames)
      .filter(([, date]) => date === version)
      .map(([name]) => `heat_template_version.${name}`),
  }));

  const listFunctions = (call: OrchestrationCall) => {
    policy.enforce('stacks:list_template_functions', call.caller);
    const wanted = call.param('version');
    const known = versions.find(
      ({ version, aliases }) => version === wanted || aliases.includes(wanted),
    );
    if (known === undefined) {
      throw refused(404, 'NotFound', `Template with version ${wanted} not found`);
    }
    const date = known.version.split('.')[1] ?? '';
    const names = Object.entries(valueFunctions)
      .filter(([, { since }]) => since <= date)
      .map(([name]) => name);
    return json(200, {
      template_functions: ['get_attr', 'get_file', 'get_param', 'get_resource', ...names]
        .sort()
        .map((name) => ({ functions: name, description: `The function ${name}.` })),
    });
  };

  const ofStack = (
    part: 'template' | 'environment' | 'files',
    body: (stack: ReturnType<typeof stackInPath>) => object,
  ): OrchestrationRoute => ({
    method: 'GET',
    path: below(`/stacks/:name/:id/${part}`),
    operation: `show ${part} of a stack`,
    handler(call) {
      policy.enforce(`stacks:${part}`, call.caller);
      return json(200, body(stackInPath(stacks, call)));
    },
  });

  return [
    { method: 'POST', path: below('/validate'), operation: 'validate template', handler: validate },
    {
      method: 'GET',
      path: below('/resource_types'),
      operation: 'list resource types',
      handler: listTypes,
    },
    {
      method: 'GET',
      path: below('/resource_types/:type'),
      operation: 'show resource type',
      handler: showType,
    },
    {
      method: 'GET',
      path: below('/template_versions'),
      operation: 'list template versions',
      handler(call) {
        policy.enforce('stacks:list_template_versions', call.caller);
        return json(200, { template_versions: versions });
      },
    },
    {
      method: 'GET',
      path: below('/template_versions/:version/functions'),
      operation: 'list functions of templates',
      handler: listFunctions,
    },
    ofStack('template', ({ template }) => template),
    ofStack('environment', ({ given }) => ({
      resource_registry: { resources: {} },
      parameters: given.parameters,
      parameter_defaults: given.defaults,
      event_sinks: [],
      encrypted_param_names: [],
    })),
    ofStack('files', () => ({})),
  ];
}
