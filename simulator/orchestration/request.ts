/** What clients ask for, in queries and bodies. */
import { invalid, refused, validationFailed } from './faults.ts';
import { parseYaml, readTemplate } from './template-text.ts';
import type { Plan } from './stack-table.ts';
import { asText, isMapping, type Mapping, readBoolean } from './values.ts';

/** @throws Fault 400 */
export function readFlag(name: string, value: unknown): boolean {
  const word = asText(value).toLowerCase();
  if (word === 'true') return true;
  if (word === 'false') return false;
  throw invalid(
    `Unrecognized value "${asText(value)}" for "${name}", acceptable values are: true, false.`,
  );
}

/** @throws Fault 400 for what is no whole number of at least 0 */
export function readCount(name: string, value: unknown): number {
  const text = asText(value);
  if (!/^-?\d+$/.test(text)) throw invalid(`Only integer is acceptable by '${name}'.`);
  const count = Number(text);
  if (count >= 0) return count;
  throw invalid(
    `Value '${text}' is invalid for '${name}' which only accepts non-negative integer.`,
  );
}

/** @throws Fault 400 for a tag that is too long */
export function readTags(value: unknown): readonly string[] {
  if (typeof value !== 'string') throw refused(400, 'AttributeError');
  const tags = value.split(',');
  const long = tags.find((tag) => tag.length > 80);
  if (long !== undefined) throw invalid(`Invalid tag, "${long}" is longer than 80 characters`);
  return tags;
}

const environmentSections = [
  'parameters',
  'resource_registry',
  'parameter_defaults',
  'encrypted_param_names',
  'event_sinks',
  'parameter_merge_strategies',
];

function readEnvironment(written: unknown): Mapping {
  const wrong = (message: string) => invalid(`Environment not in valid format: ${message}`);
  if (written === undefined || written === null || written === '') return {};
  let environment: unknown = written;
  if (typeof written === 'string') {
    try {
      environment = parseYaml(written) ?? {};
    } catch (error) {
      throw wrong(error instanceof Error ? error.message.slice(0, 500) : String(error));
    }
  }
  if (!isMapping(environment))
    throw wrong('The environment is not a valid YAML mapping data type.');
  for (const [section, value] of Object.entries(environment)) {
    if (!environmentSections.includes(section)) {
      throw wrong(`environment has wrong section "${section}"`);
    }
    if (value === null) throw wrong(`environment has empty section "${section}"`);
  }
  return environment;
}

const mappingOf = (value: unknown): Mapping => {
  if (value === undefined) return {};
  if (isMapping(value)) return value;
  if (Array.isArray(value) && value.length === 0) return {};
  // The service adds them to those of the environment, and stumbles over what cannot be added.
  throw typeof value === 'string' ? refused(400, 'ValueError') : invalid();
};

/** @throws Fault 400 */
export function bodyOf(body: unknown): Mapping {
  if (isMapping(body)) return body;
  throw invalid();
}

/**
 * The template and what is given for it.
 * @throws Fault 400
 */
export function readPlan(body: Mapping): Plan {
  const url = body['template_url'];
  const hasTemplate = body['template'] !== undefined && body['template'] !== null;
  if (!hasTemplate && typeof url === 'string') {
    // Nothing is fetched for strangers.
    const { protocol } = URL.parse(url) ?? { protocol: '' };
    throw invalid(
      protocol === 'http:' || protocol === 'https:'
        ? `Could not retrieve template: Failed to retrieve template from ${url}`
        : `Could not retrieve template: Invalid URL scheme ${protocol.replace(':', '')}`,
    );
  }
  const template = readTemplate(body['template']);
  const environment = readEnvironment(body['environment']);
  const own = isMapping(environment['parameters']) ? environment['parameters'] : {};
  const defaults = environment['parameter_defaults'];
  return {
    template,
    given: {
      parameters: { ...own, ...mappingOf(body['parameters']) },
      defaults: isMapping(defaults) ? defaults : {},
    },
  };
}

/** @throws Fault 400 for a name that stacks may not have */
export function checkName(name: unknown): string {
  if (typeof name !== 'string') {
    throw validationFailed(`Invalid stack name ${asText(name)}, must be a string`);
  }
  if (/^[a-zA-Z][a-zA-Z0-9_.-]{0,254}$/.test(name)) return name;
  throw validationFailed(
    `Invalid stack name ${name} must contain only alphanumeric or "_-." characters, must start with alpha and must be 255 characters or less.`,
  );
}

export interface Options {
  readonly disableRollback: boolean;
  readonly timeoutMins: number | undefined;
  readonly tags: readonly string[];
}

/** What goes with the template. @throws Fault 400 */
export function readOptions(body: Mapping, before?: Options): Options {
  const { timeout_mins: timeout, disable_rollback: disable, tags } = body;
  const read = {
    timeoutMins:
      timeout === undefined || timeout === null
        ? before?.timeoutMins
        : readCount('timeout_mins', timeout),
    tags: tags === undefined || tags === null ? (before?.tags ?? []) : readTags(tags),
  };
  const known = disable === undefined ? before?.disableRollback : readDisable(disable);
  return { ...read, disableRollback: known ?? true };
}

function readDisable(value: unknown): boolean {
  const word = asText(value).toLowerCase();
  if (word === 'true' || word === 'false') return readBoolean(word) === true;
  throw refused(400, 'ValueError');
}
