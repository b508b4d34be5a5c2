/**
 * What a virtual compute is launched from when nobody says: what the target description names, else the
 * smallest image that everybody may use, and the smallest flavour that it fits.
 */
import { flavorsAnswer } from '../contract/compute/flavour.ts';
import { type LaunchableImage, launchableImagesAnswer } from '../contract/image/launchable.ts';
import { NotPrepared, Refusal } from '../failures.ts';
import { mustShow } from './openstack-answers.ts';
import type { Session } from './session.ts';

/** A flavour, as far as a choice needs it; in the wire's units. */
interface FlavourChoice {
  readonly id: string;
  readonly name: string;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
}

export interface LaunchChoices {
  image(): Promise<LaunchableImage>;
  flavour(): Promise<FlavourChoice>;
}

/** What a run makes, and what is there for a reservation, may be gone at any time. */
const lasting = ({ name }: { readonly name: string | null }): boolean =>
  !/^(?:cft-|reservation:)/.test(name ?? '');

const flavourVersions = { wanted: '2.61', needed: '2.1' } as const;

/**
 * Each is looked for once, by whoever needs it first. To be refused then proves nothing about launching.
 */
export function launchChoices(session: Session): LaunchChoices {
  const { choices } = session;

  const findImage = async (): Promise<LaunchableImage> => {
    const sorted = 'status=active&sort_key=size&sort_dir=asc&limit=100';
    const wish = choices.image === undefined ? '&visibility=public' : '';
    const path = `/images?${sorted}${wish}`;
    const reading = { doing: 'find an image to launch from', success: [200] };
    const answer = await session.ask('image', { method: 'GET', path });
    const { images } = mustShow(answer, launchableImagesAnswer, reading);
    const found = images.find(({ id, name }) =>
      choices.image === undefined ? lasting({ name }) : [id, name].includes(choices.image),
    );
    return found ?? none('image', choices.image);
  };

  const findFlavour = async (image: LaunchableImage): Promise<FlavourChoice> => {
    const answer = await session.ask('compute', {
      method: 'GET',
      path: '/flavors/detail',
      versions: flavourVersions,
    });
    const reading = { doing: 'find a flavour to launch with', success: [200] };
    const { flavors } = mustShow(answer, flavorsAnswer, reading);
    const fits = flavors
      .filter(({ id, name }) =>
        choices.flavour === undefined ? lasting({ name }) : [id, name].includes(choices.flavour),
      )
      .filter(({ ram, disk }) => ram >= image.min_ram && disk >= Math.max(image.min_disk, 1))
      .sort((a, b) => a.ram - b.ram || a.vcpus - b.vcpus || a.disk - b.disk);
    return fits[0] ?? none('flavour', choices.flavour);
  };

  const image = () => session.once('image', () => findImage().catch(notPrepared));
  return {
    image,
    flavour: () =>
      session.once('flavour', async () => findFlavour(await image()).catch(notPrepared)),
  };
}

const notPrepared = (error: unknown): never => {
  if (!(error instanceof Refusal)) throw error;
  throw new NotPrepared(`what to launch from could not be found out: ${error.message}`, {
    cause: error,
  });
};

const none = (what: 'image' | 'flavour', named: string | undefined): never => {
  throw new NotPrepared(
    named === undefined
      ? `the target has no ${what} that a virtual compute could be launched from (name one: parameters.${what})`
      : `the target has no usable ${what} "${named}" (parameters.${what})`,
  );
};
