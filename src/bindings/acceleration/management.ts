/** The calls of a VIM to accelerators over HTTP with JSON; what is answered is of the contract's form. */
import { createHash } from 'node:crypto';
import {
  type ManagementCallShape,
  managementCallShapes,
  pathParameters,
} from '../../contract/acceleration/management-calls.ts';
import {
  problemDetails,
  problemMediaType,
  problemStatuses,
  problemTypePrefix,
  type ProblemWord,
} from '../../contract/acceleration/problems.ts';
import { Violation } from '../../failures.ts';
import type { Answer, Ask, Http } from '../../transport/http.ts';
import type {
  ExchangedCall,
  ManagerBinding,
  ManagerCallName,
  ManagerParams,
  ManagerResult,
} from '../acceleration-manager.ts';
import { refusedAs } from '../acceleration-refusals.ts';
import { hasNewToken, hostNames } from '../hosts.ts';

type Params = Readonly<Record<string, unknown>>;

/** What of an ask follows from call and parameters. */
type Request = Pick<Ask, 'method' | 'url' | 'json' | 'body'> & {
  readonly headers: Record<string, string>;
};

const shapeOf = (name: ManagerCallName): ManagementCallShape => managementCallShapes[name];

/**
 * @param options.url where the calls are, without a slash at the end
 * @param options.token of the VIM; without it, that of whoever has signed in
 */
export function httpManagement(options: {
  readonly url: string;
  readonly token?: string;
  readonly http: Http;
}): ManagerBinding {
  const { http } = options;
  const root = options.url.replace(/\/+$/, '');
  return {
    notServed: {},
    manager(session, calls, as = 'VIM') {
      const own = as === 'VIM' ? options.token : undefined;
      async function ask(name: ManagerCallName, params: Params): Promise<unknown> {
        const exchanged: ExchangedCall = {
          call: name,
          from: 'VIM',
          to: 'NFVI',
          given: Object.keys(params),
        };
        if (as === 'VIM') calls.push(exchanged);
        const { headers, ...request } = requestOf(root, name, params);
        const send = () => {
          const token = own ?? session.signedIn?.token;
          return http.send({
            ...request,
            actor: session.actor,
            headers: {
              Accept: `application/json, ${problemMediaType}`,
              ...headers,
              ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
            },
          });
        };
        let answer = await send();
        // A token may end in mid-run; only the VIM can tell that from a refusal.
        const mayHaveEnded = answer.status === 401 && as === 'VIM' && own === undefined;
        if (mayHaveEnded && (await hasNewToken(session))) answer = await send();
        const result = resultOf(name, answer);
        exchanged.answered = Object.keys(result ?? {});
        return result;
      }
      return {
        call: async <N extends ManagerCallName>(name: N, params: ManagerParams<N>) =>
          (await ask(name, params)) as ManagerResult<N>,
        tryCall: ask,
        hosts: () => hostNames(session),
      };
    },
  };
}

/** Puts each parameter where it belongs; what no call has stands where a client would put it. */
function requestOf(root: string, name: ManagerCallName, params: Params): Request {
  const { method, path, query, body, binary } = shapeOf(name);
  const inPath = pathParameters(path);
  const place = (parameter: string): 'path' | 'query' | 'body' => {
    if (inPath.includes(parameter)) return 'path';
    return body === undefined || (query !== undefined && parameter in query.shape)
      ? 'query'
      : 'body';
  };
  const at = (where: string): [string, unknown][] =>
    Object.entries(params).filter(([parameter]) => place(parameter) === where);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) =>
    encodeURIComponent(textOf(params[parameter])),
  );
  const search = new URLSearchParams(
    Object.fromEntries(at('query').map(([key, value]) => [key, textOf(value)])),
  );
  return {
    method: method.toUpperCase() as Ask['method'],
    url: root + filled + (search.size === 0 ? '' : `?${search.toString()}`),
    ...bodyOf(body === undefined ? undefined : Object.fromEntries(at('body')), binary),
  };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? '');

function bodyOf(
  values: Params | undefined,
  binary: string | undefined,
): Pick<Request, 'headers' | 'json' | 'body'> {
  if (values === undefined) return { headers: {} };
  if (binary === undefined) return { headers: {}, json: values };
  const bytes = Buffer.from((values[binary] ?? '') as Uint8Array);
  // The same image is sent with the same bytes in every run. Its own digest would stand in the form.
  const boundary = createHash('sha256').update('boundary').update(bytes).digest('hex');
  const part = (head: readonly string[], content: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n${head.join('\r\n')}\r\n\r\n`), content, newLine]);
  const parts = Object.entries(values).map(([name, value]) => {
    const named = `Content-Disposition: form-data; name="${name}"`;
    return name === binary
      ? part([`${named}; filename="${name}"`, 'Content-Type: application/octet-stream'], bytes)
      : part([named, 'Content-Type: application/json'], Buffer.from(JSON.stringify(value)));
  });
  return {
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
const newLine = Buffer.from('\r\n');

/** @throws Refusal for problem details of the contract; Violation for anything else but success */
function resultOf(name: ManagerCallName, answer: Answer): unknown {
  const { status, answer: schema } = shapeOf(name);
  if (answer.status !== status) throw refusalOf(name, answer);
  if (status === 201 && answer.headers['location'] === undefined) {
    throw new Violation({
      expected: `${name} to tell in Location where the new thing is`,
      observed: 'status 201 without that header',
    });
  }
  if (schema === undefined) return {};
  const read = schema.safeParse(answer.json());
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Violation({
    expected: `the answer to ${name} to have the form of the binding`,
    observed: `at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`,
  });
}

function refusalOf(name: ManagerCallName, answer: Answer): Error {
  const { status } = answer;
  const wrong = (observed: string): Violation =>
    new Violation({
      expected: `${name} to be answered with status ${String(shapeOf(name).status)}, or refused with problem details of the binding`,
      observed: `status ${String(status)} ${observed}`,
    });
  if (status < 400 || status >= 500) return wrong('');
  const type = answer.headers['content-type'] ?? 'no Content-Type';
  if (type.split(';')[0]?.trim().toLowerCase() !== problemMediaType) return wrong(`as ${type}`);
  const read = problemDetails.safeParse(answer.json());
  if (!read.success) {
    const [issue] = read.error.issues;
    return wrong(`with ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'another form'}`);
  }
  const { data } = read;
  const word = data.type.startsWith(problemTypePrefix)
    ? data.type.slice(problemTypePrefix.length)
    : '';
  if (!isProblem(word)) return wrong(`with a type that the binding does not have: ${data.type}`);
  if (problemStatuses[word] !== status || data.status !== status) {
    return wrong(
      `where ${word} is ${String(problemStatuses[word])}, told as ${String(data.status)}`,
    );
  }
  return refusedAs(word, status, data.detail ?? data.title ?? '');
}

const isProblem = (word: string): word is ProblemWord => Object.hasOwn(problemStatuses, word);
