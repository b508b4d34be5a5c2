/** How a service is declared, and how a request goes through it. */
import { TrieRouter } from 'hono/router/trie-router';
import { tryDecodeURIComponent } from 'hono/utils/url';
import { type BodyRules, readJson } from './body.ts';
import type { Call, Handler } from './call.ts';
import type { Caller } from './caller.ts';
import { Fault, notServed } from './fault.ts';
import { type Reply, toResponse } from './reply.ts';
import type { World } from './world.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route<State> {
  readonly method: Method;
  /** Below the service's base path, with `:name` for its variable parts. */
  readonly path: string;
  /** The name of the operation, for people: it stands in 501 answers and in `describe()`. */
  readonly operation: string;
  /** Without it the operation is known and not served: 501 with its name. */
  readonly handler?: Handler<State>;
  /**
   * Runs before the handler, and before the answer 501.
   * @throws Fault when the operation does not exist for this call
   */
  readonly guard?: (call: Call<State>) => void;
  /** Needs no token. */
  readonly open?: boolean;
  /** Answered before the service proper: open, without request id and without `prepare`. */
  readonly bare?: boolean;
}

export interface ServiceDefinition<State> {
  /** What it serves, for example `compute`. */
  readonly name: string;
  /** For example `/compute`. */
  readonly basePath: string;
  readonly routes: readonly Route<State>[];
  /** Writes a refusal as this service does. */
  readonly writeFault: (fault: Fault, call: Call) => Reply;
  /** The answer to a path or method that the service does not have. */
  readonly unknownRoute: (call: Call) => Reply;
  /**
   * Finds out who calls, on routes that are not open and on those that do not exist.
   * @throws Fault when the token is missing or invalid
   */
  readonly authenticate: (call: Call) => Caller;
  /** Whether the token is judged before the route is looked for. */
  readonly tokenBeforeRoute: boolean;
  /** Runs before the handler of a route; what it returns is `call.state`. */
  readonly prepare: (call: Call) => State;
  readonly body: BodyRules;
  /** The headers that carry the request id. */
  readonly requestIdHeaders: readonly string[];
  /** Turns the path (below the base path) into the one that routes are written for. */
  readonly rewritePath?: (path: string) => string;
}

/** A service that answers. */
export interface Service {
  readonly name: string;
  readonly basePath: string;
  readonly operations: readonly {
    operation: string;
    method: Method;
    path: string;
    served: boolean;
  }[];
  /** Answers at once, unless the body of the request must be read. */
  fetch(request: Request): Response | Promise<Response>;
}

type RawParams = Readonly<Record<string, string>>;

export function createService<State>(world: World, definition: ServiceDefinition<State>): Service {
  const { basePath } = definition;
  const rewrite = definition.rewritePath ?? ((path: string) => path);
  // The router alone: nothing here needs the context that a Hono application makes for each request.
  const router = new TrieRouter<Route<State>>();
  for (const route of definition.routes) router.add(route.method, route.path, route);

  const serve = (
    call: ServedCall<State>,
    route: Route<State> | undefined,
  ): Reply | Promise<Reply> => {
    if (route?.bare === true) {
      call.answerHeaders.length = 0;
    } else if (route === undefined ? definition.tokenBeforeRoute : route.open !== true) {
      call.authenticated = definition.authenticate(call);
    }
    if (route === undefined) return definition.unknownRoute(call);
    if (route.bare !== true) call.state = definition.prepare(call);
    route.guard?.(call as Call<State>);
    if (route.handler === undefined) throw notServed(route.operation);
    return route.handler(call as Call<State>);
  };

  const refuse = (thrown: unknown, call: Call): Reply => {
    const fault = thrown instanceof Fault ? thrown : unexpected(thrown);
    return fault.details.verbatim ?? definition.writeFault(fault, call);
  };

  /** HEAD is GET without the body. */
  const answer = (request: Request): Response | Promise<Response> => {
    const call = new ServedCall<State>(definition, world, request);
    const head = call.method === 'HEAD';
    const [matches] = router.match(head ? 'GET' : call.method, rewrite(call.path));
    const [route, params] = matches[0] ?? [];
    if (params !== undefined) call.params = params as RawParams;
    const finish = (reply: Reply) => toResponse(reply, call.answerHeaders, head);
    let reply: Reply | Promise<Reply>;
    try {
      reply = serve(call, route);
    } catch (thrown) {
      reply = refuse(thrown, call);
    }
    if (!(reply instanceof Promise)) return finish(reply);
    return reply.catch((thrown: unknown) => refuse(thrown, call)).then(finish);
  };

  return {
    name: definition.name,
    basePath,
    operations: definition.routes.map(({ operation, method, path, handler }) => ({
      operation,
      method,
      path: basePath + path,
      served: handler !== undefined,
    })),
    fetch: answer,
  };
}

/** A bug of the simulator: answered as the service would, and shown to whoever runs it. */
const unexpected = (thrown: unknown): Fault => {
  process.emitWarning(thrown instanceof Error ? thrown : String(thrown), 'SimulatorBug');
  return new Fault(500, `Unexpected error of the simulator: ${String(thrown)}`);
};

class ServedCall<State> implements Call<State | undefined> {
  readonly request: Request;
  readonly origin: string;
  readonly base: string;
  readonly path: string;
  readonly requestId: string;
  readonly answerHeaders: [string, string][];
  /** As they stand in the path. */
  params: RawParams = {};
  authenticated: Caller | undefined;
  state: State | undefined;
  readonly #bodyRules: BodyRules;
  #query: URLSearchParams | undefined;

  constructor(
    { basePath, body, requestIdHeaders }: ServiceDefinition<State>,
    world: World,
    request: Request,
  ) {
    this.request = request;
    // Requests have normal URLs: each has a path, so that nothing need be parsed.
    const { url } = request;
    const pathStart = url.indexOf('/', url.indexOf('://') + 3);
    const query = url.indexOf('?');
    this.origin = url.slice(0, pathStart);
    this.base = this.origin + basePath;
    this.path = url.slice(this.base.length, query === -1 ? undefined : query) || '/';
    this.requestId = world.ids.requestId();
    this.answerHeaders = requestIdHeaders.map((name) => [name, this.requestId]);
    this.#bodyRules = body;
  }

  get method(): string {
    return this.request.method;
  }

  get query(): URLSearchParams {
    const { url } = this.request;
    return (this.#query ??= url.includes('?') ? new URL(url).searchParams : new URLSearchParams());
  }

  get caller(): Caller {
    if (this.authenticated === undefined) throw new Error('nobody is signed in on an open route');
    return this.authenticated;
  }

  param(name: string): string {
    const value = this.params[name];
    if (value === undefined) throw new Error(`the route has no part ${name}`);
    return tryDecodeURIComponent(value);
  }

  header(name: string): string | undefined {
    return this.request.headers.get(name) ?? undefined;
  }

  json(): Promise<unknown> {
    return readJson(this.request, this.#bodyRules);
  }
}
