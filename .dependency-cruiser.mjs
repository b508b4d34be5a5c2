/** Import rules. Each comment says what to do instead when the rule fires. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(src|steps|simulator|test)/', pathNot: allowed },
});
const packages = (name, pattern, allowedFrom, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(src|steps|simulator|test)/', pathNot: allowedFrom },
  to: { path: pattern },
});

/** What every layer of src may use: the error classes and the shapes of evidence. */
const shared = '^src/(failures|evidence)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment:
        'A cycle means that two files are one concept: move the shared part down or merge them.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'The module cannot be found: declare the package, or mend the path.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-undeclared',
      severity: 'error',
      comment:
        'The package is not in package.json: declare it, so that an update cannot take it away.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-package-in-product',
      severity: 'error',
      comment: 'A devDependency is not there for users of the package: move it to dependencies.',
      from: { path: '^(src|steps|simulator)/', pathNot: '^simulator/msw\\.ts$' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      comment: 'Product code does not depend on tests: move what is needed into the product.',
      from: { path: '^(src|steps|simulator)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      comment:
        'The command line puts the program together; what others need belongs in a layer below.',
      from: { path: '^(src|steps|simulator)/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    only(
      'catalogue-stands-alone',
      '^src/(catalogue/|failures\\.ts)',
      '^src/catalogue/',
      'The specification must be readable alone: pass in what it needs.',
    ),
    only(
      'evidence-knows-the-catalogue-only',
      '^src/evidence\\.ts$',
      '^src/catalogue/',
      'Evidence is a set of shapes; behaviour belongs to verdict, steps or cli.',
    ),
    only(
      'contract-is-shapes',
      '^src/contract/',
      '^src/contract/',
      'A contract is shapes and codecs, no behaviour: behaviour goes to the binding or the simulator.',
    ),
    only(
      'transport-carries',
      '^src/transport/',
      `^src/transport/|${shared}`,
      'Transport carries and does not know what: give it the value as an argument.',
    ),
    {
      name: 'bindings-below-steps',
      severity: 'error',
      comment:
        'A binding may use contract, transport, failures and catalogue types; ids are passed in.',
      from: { path: '^src/bindings/' },
      to: {
        path: '^(src|steps|simulator|test)/',
        pathNot: `^src/(bindings|contract|transport|catalogue)/|${shared}`,
      },
    },
    {
      name: 'rooms-do-not-know-each-other',
      severity: 'error',
      comment: 'A room of a binding does not import another room: pass ids in from the step.',
      from: { path: '^src/bindings/([^/]+)/([^/]+)\\.ts$' },
      to: { path: '^src/bindings/[^/]+/', pathNot: '^src/bindings/$1/$2\\.ts$' },
    },
    only(
      'target-is-a-description',
      '^src/target/',
      `^src/(target|catalogue)/|${shared}`,
      'A target is a checked description, not a connection: connect in cli or steps.',
    ),
    only(
      'verdict-from-messages-only',
      '^src/verdict/',
      `^src/(verdict|catalogue)/|${shared}`,
      'Verdicts come from messages only: attach what is needed as evidence (src/evidence.ts).',
    ),
    only(
      'no-wire-in-a-step',
      '^steps/',
      `^steps/|^src/(bindings|target|catalogue)/|^src/(failures|evidence|ledger)\\.ts$|^src/transport/(sink|exchange-log|clock|redaction|http)\\.ts$`,
      'A step speaks the words of the chapter: put wire knowledge into the binding.',
    ),
    only(
      'kernel-could-serve-any-api',
      '^simulator/kernel/',
      '^simulator/kernel/',
      'The kernel knows no service: pass the knowledge in.',
    ),
    {
      name: 'services-meet-in-create-simulator',
      severity: 'error',
      comment: 'A simulated service gets typed ports of others from create-simulator.ts.',
      from: { path: '^simulator/(?!kernel|containers|defects)([^/]+)/' },
      to: {
        path: '^(src|steps|simulator|test)/',
        pathNot:
          '^simulator/(kernel|agent|$1)/|^src/(contract|catalogue)/|^simulator/release[^/]*\\.ts$',
      },
    },
    only(
      'defects-wrap-from-outside',
      '^simulator/defects/',
      '^simulator/(kernel|defects)/|^src/contract/',
      'A defect wraps one route from outside: it sees requests and answers, never the rooms.',
    ),
    only(
      'containers-stand-alone',
      '^simulator/containers/',
      '^simulator/containers/',
      'Containers hold real software: they share nothing with the simulator.',
    ),
    packages(
      'dns-packet-in-its-contract',
      '^node_modules/(@types/)?dns-packet/',
      '^src/contract/enabler-services/|^test/',
      'Messages of DNS are read and written by src/contract/enabler-services/dns.ts.',
    ),
    packages(
      'undici-in-transport',
      '^node_modules/undici/',
      '^src/transport/|^test/',
      'Only transport talks HTTP: use createHttp.',
    ),
    packages(
      'ws-at-its-places',
      '^node_modules/ws/',
      '^src/transport/|^simulator/agent/web-socket\\.ts$|^test/',
      'Only transport and simulator/agent/web-socket.ts speak WebSocket: take an OpenLine or a Connect.',
    ),
    packages(
      'testcontainers-in-containers',
      '^node_modules/testcontainers/',
      '^simulator/containers/|^test/',
      'Container engines are reached through simulator/containers/engine.ts.',
    ),
    packages(
      'msw-at-its-place',
      '^node_modules/msw/',
      '^simulator/msw\\.ts$|^test/',
      'msw has one place, simulator/msw.ts; in process use createHttp({ fetch }).',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
