/** The World: who acts, what is remembered, what must be cleaned up. One object an example. */
import { World, type IWorldOptions } from '@cucumber/cucumber';
import type {
  Attributes,
  Described,
  ManagingVerbs,
  State,
  Thing,
  Verbs,
} from '../src/bindings/port.ts';
import type { OpenStackPrincipal } from '../src/bindings/openstack.ts';
import type { PersonaName } from '../src/catalogue/personas.ts';
import type { TenantResource } from '../src/catalogue/tenant-resources.ts';
import { Refusal, Violation } from '../src/failures.ts';
import type { LedgerEntry } from '../src/ledger.ts';
import type { Connection, Parameters } from './connection.ts';
import { NotApplicableHere } from './not-applicable.ts';
import type { Personas } from './personas.ts';
import { withReferences } from './references.ts';
import { until } from './waiting.ts';

/** What a worker shares between its examples; hooks.ts puts it in place. */
export interface Stage {
  readonly connection: Connection;
  readonly personas: Personas;
}

/** What became of the request that an actor "tries to" make. */
export interface Attempt {
  /** Undefined: the target did as it was asked. */
  readonly refusal: Refusal | undefined;
}

/** A request for a new thing. */
export interface Asked {
  readonly by: PersonaName;
  readonly entry: LedgerEntry;
  readonly attributes: Attributes;
}

/** A room with verbs that the table may not mark for this resource. */
type OpenRoom = Described & Partial<Verbs>;

export class Scenario extends World<Parameters> {
  /** Tells the example apart in the ledger: its `@id:` and line. */
  id = '';
  stage: Stage | undefined;
  attempt: Attempt | undefined;
  /** What an actor last listed. */
  listed: readonly Thing[] = [];
  /** What the last creation asked for; the attributes in canonical form. */
  asked: Asked | undefined;
  /** What takes back what the example changed on the target, newest last; also when the run is interrupted. */
  readonly undo: (() => Promise<void>)[] = [];
  /** The same of the run's own tenants: a run that ends takes them away, and this with them. */
  readonly undoOwn: (() => Promise<void>)[] = [];
  /** What ends with the example: connections before anything is taken away, addresses afterwards. */
  readonly endings: (() => void)[] = [];
  readonly farewells: (() => void)[] = [];
  readonly #things = new Map<TenantResource, Thing[]>();
  readonly #makers = new Map<Thing, PersonaName>();

  constructor(options: IWorldOptions<Parameters>) {
    super(options);
  }

  get connection(): Connection {
    return this.#onStage().connection;
  }

  as(persona: PersonaName): Promise<OpenStackPrincipal> {
    return this.#onStage().personas.as(persona);
  }

  /**
   * A resource as a persona uses it, for one verb.
   * @throws NotApplicableHere when this kind of target has no such operation
   */
  async using<V extends keyof Verbs>(
    persona: PersonaName,
    resource: TenantResource,
    verb: V,
  ): Promise<Described & Pick<Verbs, V>> {
    const room = await this.#room(persona, resource);
    if (room?.[verb] === undefined) {
      throw new NotApplicableHere(`this kind of target has no operation "${verb} ${resource}"`);
    }
    return room as Described & Pick<Verbs, V>;
  }

  /**
   * A resource as a persona manages it beyond Table 6-2, for one verb.
   * @throws NotApplicableHere when this kind of target has no such operation
   */
  async managing<V extends keyof ManagingVerbs>(
    persona: PersonaName,
    resource: TenantResource,
    verb: V,
  ): Promise<Pick<ManagingVerbs, V>> {
    const managed: Partial<Record<TenantResource, Partial<ManagingVerbs>>> = (
      await this.as(persona)
    ).managing;
    if (managed[resource]?.[verb] === undefined) {
      throw new NotApplicableHere(`this kind of target has no operation "${verb} ${resource}"`);
    }
    return managed[resource] as Pick<ManagingVerbs, V>;
  }

  /** Creates through the ledger, and remembers what was asked for and what was made. */
  async create(
    persona: PersonaName,
    resource: TenantResource,
    wish: Attributes = {},
    name = this.connection.newName(),
  ): Promise<void> {
    const room = await this.using(persona, resource, 'create');
    const { owner } = await this.as(persona);
    const meant = this.meant(wish);
    const entry = this.connection.ledger.asked({
      resource: room.address,
      name,
      scenario: this.id,
      ...owner,
    });
    this.asked = { by: persona, entry, attributes: room.canonical(meant) };
    const thing = await room
      .create(name, { ...room.smallest, ...meant })
      .catch((error: unknown) => {
        // Who may not make it may not look for it either: clean-up could only report a leak of nothing.
        const forbidden = error instanceof Refusal && error.reason === 'forbidden';
        if (forbidden && persona === 'cloud zone administrator') this.connection.ledger.gone(entry);
        throw error;
      });
    this.connection.ledger.made(entry, thing.id);
    this.#thingsOf(resource).push(thing);
    this.#makers.set(thing, persona);
    if (thing.name !== name) {
      this.violated(`the new ${resource} to have the name ${name}`, `its name is ${thing.name}`);
    }
  }

  /** A wish with the ids of what it refers to. */
  meant(wish: Attributes): Attributes {
    return withReferences(wish, (what, other) => (other ? this.theOther(what) : this.the(what)));
  }

  /**
   * Lets an actor try something that is expected to be refused.
   * @throws NotApplicableHere when it does not count on this target whether this persona is refused
   */
  async try(persona: PersonaName, action: () => Promise<void>): Promise<void> {
    let refusal: Refusal | undefined;
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
    const reason = await this.#onStage().personas.doesNotCount(persona, refusal !== undefined);
    if (reason !== undefined) throw new NotApplicableHere(reason);
    this.attempt = { refusal };
  }

  /** A room of whoever made the thing: they see it for certain. */
  async roomOf(resource: TenantResource, thing: Thing): Promise<Described> {
    const room = await this.#room(this.makerOf(thing), resource);
    if (room === undefined) throw new NotApplicableHere(`this kind of target has no ${resource}`);
    return room;
  }

  makerOf(thing: Thing): PersonaName {
    return this.#makers.get(thing) ?? 'cloud zone administrator';
  }

  /** Waits until the thing is in a state. @throws DeadlinePassed; Violation when it cannot come */
  async becomes(resource: TenantResource, thing: Thing, state: State): Promise<void> {
    const room = await this.roomOf(resource, thing);
    await until({
      what: `${thing.name} (${thing.id}) to become ${state}`,
      look: () => room.show(thing.id),
      done: (seen) => {
        const stuck = seen?.state !== state && room.ready?.broken.includes(seen?.state ?? 'other');
        if (stuck === true || seen === undefined) {
          this.violated(`${thing.name} (${thing.id}) to become ${state}`, told(seen));
        }
        return seen.state === state;
      },
      state: told,
      clock: this.connection.clock,
      within: this.#within(room),
    });
  }

  /** Waits until the thing can be used; what is usable at once is not looked at. */
  async becomesReady(resource: TenantResource, thing: Thing): Promise<void> {
    const { ready } = await this.roomOf(resource, thing);
    if (ready !== undefined) await this.becomes(resource, thing, ready.state);
  }

  /** Waits until its maker sees the thing no more. @throws DeadlinePassed */
  async disappears(resource: TenantResource, thing: Thing): Promise<void> {
    const room = await this.roomOf(resource, thing);
    await until({
      what: `${thing.name} (${thing.id}) to be gone`,
      look: () => room.show(thing.id),
      done: (seen) => seen === undefined,
      state: told,
      clock: this.connection.clock,
      within: this.#within(room),
    });
  }

  /** The thing of this kind that the example made last. */
  the(resource: TenantResource): Thing {
    return this.#made(resource, -1, `a ${resource}`);
  }

  /** The one that was made before it. */
  theOther(resource: TenantResource): Thing {
    return this.#made(resource, -2, `two ${resource}s`);
  }

  all(resource: TenantResource): readonly Thing[] {
    return this.#thingsOf(resource);
  }

  /** @throws Violation always; its message is completed with the request, see hooks.ts */
  violated(expected: string, observed: string): never {
    throw new Violation({ expected, observed });
  }

  async #room(persona: PersonaName, resource: TenantResource): Promise<OpenRoom | undefined> {
    const rooms = (await this.as(persona)).rooms as Partial<Record<TenantResource, OpenRoom>>;
    return rooms[resource];
  }

  #within({ ready }: Described): number {
    const { deadline, goneWithin } = this.connection;
    return ready === undefined ? goneWithin : deadline(ready.deadline);
  }

  #made(resource: TenantResource, index: number, needed: string): Thing {
    const thing = this.#thingsOf(resource).at(index);
    if (thing === undefined) throw new Error(`the example has not made ${needed} before this step`);
    return thing;
  }

  #thingsOf(resource: TenantResource): Thing[] {
    const things = this.#things.get(resource) ?? [];
    this.#things.set(resource, things);
    return things;
  }

  #onStage(): Stage {
    if (this.stage === undefined) throw new Error('the example began without its Before hook');
    return this.stage;
  }
}

/** A state in words, for the reader. */
const told = (seen: Thing | undefined): string => {
  if (seen === undefined) return 'it is gone';
  const fault = seen.fault === undefined ? '' : ` (${seen.fault})`;
  return `${seen.state ?? 'it is there'}${fault}`;
};
