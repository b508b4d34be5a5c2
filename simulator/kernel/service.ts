/** How a service is declared, and how a request goes through it. */
import { Hono } from 'hono';
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
  fetch(request: Request): Promise<Response>;
}

/** Where the path of an absolute URL begins; requests have normal URLs, which all have one. */
const pathStart = (url: string): number => url.indexOf('/', url.indexOf('://') + 3);

/** The path of an absolute URL, without parsing the rest of it. */
const pathOf = (url: string): string => {
  const query = url.indexOf('?');
  return url.slice(pathStart(url), query === -1 ? undefined : query);
};

export function createService<State>(world: World, definition: ServiceDefinition<State>): Service {
  const { basePath } = definition;
  const below = (request: Request) => pathOf(request.url).slice(basePath.length) || '/';
  const rewrite = definition.rewritePath ?? ((path: string) => path);
  const app = new Hono({ getPath: (request) => rewrite(below(request)) });

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

  const answer = async (
    request: Request,
    params: Readonly<Record<string, string>>,
    route: Route<State> | undefined,
  ): Promise<Response> => {
    const call = new ServedCall<State>(definition, world, request, below(request), params);
    let reply: Reply;
    try {
      reply = await serve(call, route);
    } catch (thrown) {
      const fault = thrown instanceof Fault ? thrown : unexpected(thrown);
      reply = fault.details.verbatim ?? definition.writeFault(fault, call);
    }
    return toResponse(reply, call.answerHeaders);
  };

  for (const route of definition.routes) {
    app.on(route.method, route.path, (c) => answer(c.req.raw, c.req.param(), route));
  }
  app.notFound((c) => answer(c.req.raw, {}, undefined));

  return {
    name: definition.name,
    basePath,
    operations: definition.routes.map(({ operation, method, path, handler }) => ({
      operation,
      method,
      path: basePath + path,
      served: handler !== undefined,
    })),
    fetch: async (request) => app.fetch(request),
  };
}

/** A bug of the simulator: answered as the service would, and shown to whoever runs it. */
const unexpected = (thrown: unknown): Fault => {
  process.emitWarning(thrown instanceof Error ? thrown : String(thrown), 'SimulatorBug');
  return new Fault(500, `Unexpected error of the simulator: ${String(thrown)}`);
};

class ServedCall<State> implements Call<State | undefined> {
  readonly request: Request;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly answerHeaders: [string, string][];
  authenticated: Caller | undefined;
  state: State | undefined;
  readonly #definition: ServiceDefinition<State>;
  #query: URLSearchParams | undefined;

  constructor(
    definition: ServiceDefinition<State>,
    world: World,
    request: Request,
    path: string,
    params: Readonly<Record<string, string>>,
  ) {
    this.#definition = definition;
    this.request = request;
    this.path = path;
    this.params = params;
    this.requestId = world.ids.requestId();
    this.answerHeaders = definition.requestIdHeaders.map((name) => [name, this.requestId]);
  }

  get method(): string {
    return this.request.method;
  }

  get origin(): string {
    const { url } = this.request;
    return url.slice(0, pathStart(url));
  }

  get base(): string {
    return this.origin + this.#definition.basePath;
  }

  get query(): URLSearchParams {
    return (this.#query ??= new URL(this.request.url).searchParams);
  }

  get caller(): Caller {
    if (this.authenticated === undefined) throw new Error('nobody is signed in on an open route');
    return this.authenticated;
  }

  param(name: string): string {
    const value = this.params[name];
    if (value === undefined) throw new Error(`the route has no part ${name}`);
    return value;
  }

  header(name: string): string | undefined {
    return this.request.headers.get(name) ?? undefined;
  }

  json(): Promise<unknown> {
    return readJson(this.request, this.#definition.body);
  }
}
