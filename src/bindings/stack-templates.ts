/** What features say that a stack describes, as templates (HOT, its version of 2016 and later). */
import { publicKeyText } from './public-keys.ts';

type Template = Readonly<Record<string, unknown>> | string;

const hot = (resources: object, more: object = {}): Template => ({
  heat_template_version: '2016-10-14',
  resources,
  ...more,
});

/** What is built bears the stack's name, so that others can be asked for it. */
const name = { get_param: 'OS::stack_name' };

const word = { type: 'OS::Heat::RandomString', properties: { length: 8 } };
const network = { type: 'OS::Neutron::Net', properties: { name } };
const group = { type: 'OS::Neutron::SecurityGroup', properties: { name } };
const storage = { type: 'OS::Cinder::Volume', properties: { name, size: 1 } };
const keyPair = (publicKey: string) => ({
  type: 'OS::Nova::KeyPair',
  properties: { name, public_key: publicKey },
});
const key = keyPair(publicKeyText('an Ed25519 key'));

const subnet = {
  type: 'OS::Neutron::Subnet',
  properties: { network: { get_resource: 'network' }, cidr: '10.250.0.0/28' },
};
/** In a network of its own; what it is launched from is for whoever makes the stack to say. */
const compute = {
  type: 'OS::Nova::Server',
  depends_on: 'subnet',
  properties: {
    name,
    image: { get_param: 'image' },
    flavor: { get_param: 'flavour' },
    networks: [{ network: { get_resource: 'network' } }],
  },
};
const text = { type: 'string' };

const described: Readonly<Record<string, Template>> = {
  'a random word': hot({ word }),
  'a key pair': hot({ key }),
  'a virtual compute': hot(
    { network, subnet, compute },
    { parameters: { image: text, flavour: text } },
  ),
  'a virtual network': hot({ network }),
  'a virtual storage': hot({ storage }),
  'a security group': hot({ group }),
  'a virtual network and a security group': hot({ network, group }),
  'a key pair with nonsense for a key': hot({ key: keyPair('nonsense') }),
  // What cannot be a template.
  'nothing that can be read': 'heat_template_version: [',
  'a list': '- heat_template_version',
  'things in an unknown version': { heat_template_version: '2001-01-01', resources: { word } },
  'an unknown kind of thing': hot({ thing: { type: 'OS::Heat::NoSuchThing' } }),
  'a thing of no kind': hot({ thing: { properties: {} } }),
  'a thing that refers to no other': hot({
    word: { ...word, properties: { salt: { get_resource: 'nowhere' } } },
  }),
  'things that wait for one another': hot({
    one: { ...word, depends_on: 'other' },
    other: { ...word, depends_on: 'one' },
  }),
  'a thing with an unknown property': hot({ word: { ...word, properties: { colour: 'red' } } }),
  'a word that is too long': hot({ word: { ...word, properties: { length: 100_000 } } }),
  'a value that was not given': hot({ word }, { parameters: { length: { type: 'number' } } }),
};

/** Whether a template must be told what to launch from: its parameters `image` and `flavour`. */
export const launches = (describes: string): boolean => describes === 'a virtual compute';

/** @throws Error for what no template stands for here */
export function templateOf(describes: string): Template {
  const template = described[describes];
  if (template !== undefined) return template;
  throw new Error(
    `no template describes "${describes}"; there are ${Object.keys(described).join(', ')}`,
  );
}
