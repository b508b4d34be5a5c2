/** Calls in which something is wrong that is known before any target is asked. */
export interface WrongCall {
  readonly title: string;
  readonly args: readonly string[];
  /** What stderr must say. */
  readonly says: RegExp;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const twoLines = 'target: acme\nvim: { openstack: { cloud: acme } }\n';
/** A clouds.yaml in which nothing is wrong, except that nothing listens there. */
export const clouds = `clouds:
  acme:
    auth:
      auth_url: http://127.0.0.1:9/identity/v3
      username: admin
      password: secret-of-acme
      project_name: admin
      user_domain_id: default
      project_domain_id: default
`;

export const wrongCalls: readonly WrongCall[] = [
  {
    title: 'a target file that is missing',
    args: ['run', '--target', 'none.yaml'],
    says: /none\.yaml: no such file/,
  },
  {
    title: 'a target file that is no YAML',
    args: ['run', '--target', 'target.yaml'],
    files: { 'target.yaml': 'target: acme\nvim: { openstack: { cloud: acme }\n' },
    says: /target\.yaml:[23]:\d+: /,
  },
  {
    title: 'a key that a target file does not have',
    args: ['run', '--target', 'target.yaml'],
    files: { 'target.yaml': `${twoLines}personae: {}\n`, 'clouds.yaml': clouds },
    says: /target\.yaml:3:1: .*personae.*did you mean personas/,
  },
  {
    title: 'a cloud that clouds.yaml does not have',
    args: ['run', '--cloud', 'acmee'],
    files: { 'clouds.yaml': clouds },
    says: /no cloud acmee in .*clouds\.yaml \(did you mean acme\?\)/,
  },
  {
    title: 'a profile that is not there',
    args: ['run', '--simulator', '--profile', 'gold'],
    says: /--profile: there is no gold; there are /,
  },
  {
    title: 'a tag that no feature has',
    args: ['run', '--simulator', '--tags', '@clause:flavour/paint'],
    says: /--tags: the suite has no tag @clause:flavour\/paint/,
  },
  {
    title: 'a tag that is written wrong',
    args: ['run', '--simulator', '--tags', '@clause:flavour/creat'],
    says: /no tag @clause:flavour\/creat \(did you mean @clause:flavour\/create\?\); known are for example @clause:/,
  },
  {
    title: 'the id of a scenario that does not exist',
    args: [
      'run',
      '--simulator',
      '--tags',
      '@id:flavour-create-listed or @id:flavour-create-nothing',
    ],
    says: /--tags: the suite has no tag @id:flavour-create-nothing;/,
  },
  {
    title: 'an expression of tags that cannot be parsed',
    args: ['run', '--simulator', '--tags', '@id:flavour-create-listed and ('],
    says: /--tags: .*@id:flavour-create-listed and \(/,
  },
  {
    title: 'a flag that does not exist',
    args: ['run', '--simulator', '--fast'],
    says: /unknown option '--fast'/,
  },
  {
    title: 'a command that does not exist',
    args: ['walk'],
    says: /unknown command 'walk'/,
  },
  {
    title: 'a shard that is none',
    args: ['run', '--simulator', '--shard', '3/2'],
    says: /'--shard <i\/n>' argument '3\/2' is invalid\. It must be I\/N/,
  },
  {
    title: 'no target, though the environment names a cloud',
    args: ['run'],
    env: { OS_AUTH_URL: 'http://127.0.0.1:9/v3' },
    says: /OS_AUTH_URL names a cloud.*--simulator, --cloud envvars or --target FILE/,
  },
  {
    title: 'a release for a cloud that is what it is',
    args: ['run', '--cloud', 'acme', '--release', 'zed'],
    files: { 'clouds.yaml': clouds },
    says: /--release, --defect and --containers are for the bundled simulator only/,
  },
  {
    title: 'a defect that does not exist',
    args: ['run', '--simulator', '--defect', 'rust'],
    says: /--defect: there is no rust/,
  },
  {
    title: 'a deviations file with a day that is none',
    args: ['run', '--simulator', '--deviations', 'known.yaml'],
    files: {
      'known.yaml':
        '- example: flavour-create-duplicate\n  owner: jane\n  reason: x\n  expires: 2027-02-31\n  expect: x\n',
    },
    says: /known\.yaml:4:3: .*expires.*day of the calendar/,
  },
  {
    title: 'a file where the reports should go',
    args: ['run', '--simulator', '--reports', 'taken'],
    files: { taken: 'this is not a folder' },
    says: /--reports: cannot write .*taken/,
  },
  {
    title: 'reports of a run that is not there',
    args: ['report', 'none'],
    says: /there is no .*none\/messages\.ndjson: give the folder of a run/,
  },
  {
    title: 'messages that do not tell of a run',
    args: ['report', '.'],
    files: { 'messages.ndjson': '{"testRunFinished":{}}\n' },
    says: /the messages do not tell which run they belong to/,
  },
  {
    title: 'a comparison with what is no result',
    args: ['compare', 'a.json', 'b.json'],
    files: { 'a.json': '{"schemaVersion":1}', 'b.json': 'null' },
    says: /a\.json/,
  },
  {
    title: 'a janitor for a run that is not there',
    args: ['janitor', '--cloud', 'acme', '--reports', '.', '--run', '../../etc'],
    files: { 'clouds.yaml': clouds },
    says: /--run: there is no /,
  },
];
