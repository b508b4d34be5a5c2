// For editors and for `npx cucumber-js --dry-run`; `nfvi-conformance run` brings its own settings,
// since a verdict needs more than Cucumber knows (src/cli/suite.ts).
export default {
  paths: ['features/**/*.feature'],
  import: ['src/cli/worker.ts', 'steps/*.ts'],
  publish: false,
};
