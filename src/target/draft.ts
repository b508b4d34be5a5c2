/** A first target file for a cloud: what was found out, and as comments what may be added. */
import { Document, type Pair, type Scalar, type YAMLMap } from 'yaml';

/** What the cloud said when it was asked; whatever is missing is left to be found out by the run. */
export interface CloudFacts {
  readonly regions?: readonly string[];
  readonly region?: string;
  /** Types of the service catalogue, for example `compute`. */
  readonly services?: readonly string[];
  readonly images?: readonly string[];
  readonly flavours?: readonly string[];
  /** Networks that lead outside. */
  readonly externalNetworks?: readonly string[];
  readonly volumeTypes?: readonly string[];
}

const head = (cloud: string): string => ` The target of a conformance run. These two keys suffice:
 the rest has defaults, or is found out by the run and shown in its report.
 Check it with: nfvi-conformance doctor --target FILE
 Drafted from cloud ${printable(cloud)}.`;

const further = ` What else may stand here:

 personas: accounts to use instead of those that a run makes and removes
   personas: { vdc-user: { cloud: OTHER }, outsider: { username: …, password: …, project_name: … } }
 acceleration, hardware, policy, enabler-services: endpoints beside OpenStack, for example
   enabler-services: { ntp: ["192.0.2.1:123"], dhcp: { interface: eth1 } }
 callbacks: where the target can reach this machine
   callbacks: { listen: "0.0.0.0:0", url: "http://this-machine:8080" }
 disposable: what disruptive examples may take down; without it they are not selected
   disposable: { hosts: [compute-9] }
 claims: what departs from the profile, each with its reason
   claims: { virtual-compute/suspend: { supported: false, reason: "bare metal only" } }`;

/** @returns YAML that `readTargetFile` accepts wherever `--cloud NAME` works */
export function draftTarget(cloud: string, facts: CloudFacts = {}): string {
  const regions = facts.regions?.filter((name) => name !== '') ?? [];
  const region = regions.length > 1 ? (facts.region ?? regions[0]) : undefined;
  const deadlines = { server: '5m', volume: '2m', stack: '10m' };
  const parameters = {
    ...first('image', facts.images),
    ...first('flavour', facts.flavours),
    ...first('external-network', facts.externalNetworks),
    ...first('volume-type', facts.volumeTypes),
    deadlines,
  };
  const document = new Document({
    target: cloud.slice(0, 200),
    vim: { openstack: { cloud, ...(region === undefined ? {} : { region_name: region }) } },
    parameters,
  });
  document.commentBefore = head(cloud);
  comment(document, ['vim', 'openstack', 'region_name'], others(regions, region));
  const alternatives = {
    image: facts.images,
    flavour: facts.flavours,
    'external-network': facts.externalNetworks,
    'volume-type': facts.volumeTypes,
  };
  for (const [key, found] of Object.entries(alternatives)) {
    comment(document, ['parameters', key], others(found, found?.[0]));
  }
  const services = facts.services?.map(printable).join(', ');
  document.comment = services === undefined ? further : `${further}\n\n Its services: ${services}`;
  return document.toString({ lineWidth: 0 });
}

const first = (key: string, found: readonly string[] = []) =>
  found[0] === undefined || found[0] === '' ? {} : { [key]: found[0] };

/** ` also: a, b, c` beside the value that was taken. */
function others(found: readonly string[] = [], taken: string | undefined): string | undefined {
  const rest = found.filter((name) => name !== taken).map(printable);
  if (rest.length === 0) return undefined;
  const more = rest.length > 5 ? ` and ${String(rest.length - 5)} more` : '';
  return ` also: ${rest.slice(0, 5).join(', ')}${more}`;
}

function comment(document: Document, path: readonly string[], text: string | undefined): void {
  const map = document.getIn(path.slice(0, -1)) as YAMLMap<Scalar, Scalar> | undefined;
  const pair = map?.items.find(
    (each: Pair<Scalar, Scalar | null>) => each.key.value === path.at(-1),
  );
  if (text !== undefined && pair?.value != null) pair.value.comment = text;
}

/** Names come from the target: a line break in one must not end the comment. */
const printable = (name: string): string => name.replaceAll(/[\p{C}\u2028\u2029]/gu, '?');
