/** Reading templates: JSON objects, or text in JSON or YAML. Everything in them is a stranger's. */
import { Lexer, LineCounter, parseDocument } from 'yaml';
import { invalid, limitExceeded } from './faults.ts';
import { isMapping, type Mapping } from './values.ts';

/** Characters. Source: `max_template_size`, upstream's default. */
const maxSize = 524_288;
/** Deeper than any template that means something; the service itself fails on very deep ones. */
const maxDepth = 100;

const versionKeys = [
  'heat_template_version',
  'HeatTemplateFormatVersion',
  'AWSTemplateFormatVersion',
];

function mustBeSmall(text: string): void {
  if (text.length <= maxSize) return;
  throw limitExceeded(
    `Template size (${String(text.length)} bytes) exceeds maximum allowed size (${String(maxSize)} bytes).`,
  );
}

/** Without recursion, since that is what it protects. */
function mustBeShallow(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) {
      throw invalid(
        `Template not in valid format: it is nested more than ${String(maxDepth)} levels deep.`,
      );
    }
    level = level.flatMap((part) =>
      typeof part === 'object' && part !== null
        ? Object.values<unknown>(part as ArrayLike<unknown>)
        : [],
    );
  }
}

/**
 * Stops at text that is built to take long: brackets within brackets, or signs without values, beyond
 * all measure. What nests by indentation needs so much text that it stays harmless.
 */
function mustBeReadable(text: string): void {
  let depth = 0;
  let run = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    run = /^(?:[-?:]|[&!].*)$/.test(token) ? run + 1 : /^\s*$/.test(token) ? run : 0;
    if (depth > maxDepth || run > maxDepth) {
      throw new Error(`it is nested more than ${String(maxDepth)} levels deep`);
    }
  }
}

/**
 * Text as YAML 1.1, of which JSON is a part; dates stay text.
 * @throws Error that says where the text goes wrong, also for more aliases than one page can need
 */
export function parseYaml(text: string): unknown {
  mustBeReadable(text);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
    uniqueKeys: false,
    stringKeys: true,
    logLevel: 'error',
    // Only the first is told, and to show its surroundings takes long.
    prettyErrors: false,
    lineCounter,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    throw new Error(`${problem.message} in line ${String(line)}, column ${String(col)}`);
  }
  return document.toJS({ maxAliasCount: 100 }) as unknown;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What is no JSON may be YAML.
  }
  try {
    return parseYaml(text) ?? {};
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw invalid(
      `Template not in valid format: Error parsing template [root stack] ${said.slice(0, 500)}`,
    );
  }
}

/**
 * What the field `template` of a request means.
 * @throws Fault 400 for what is too large or no mapping
 */
export function readTemplate(template: unknown): Mapping {
  if (isMapping(template)) {
    mustBeShallow(template);
    mustBeSmall(JSON.stringify(template));
    return template;
  }
  if (template === undefined || template === null) throw invalid('No template specified');
  if (typeof template !== 'string') throw invalid();
  mustBeSmall(template);
  const parsed = parseText(template);
  if (!isMapping(parsed)) {
    throw invalid(
      'Template not in valid format: The template is not a JSON object or YAML mapping.',
    );
  }
  mustBeShallow(parsed);
  if (!versionKeys.some((key) => key in parsed)) {
    throw invalid('Template not in valid format: Template format version not found.');
  }
  return parsed;
}
