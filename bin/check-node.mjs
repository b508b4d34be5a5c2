// Contributors' scripts run TypeScript natively. On a platform for which `npm ci` installs no Node of
// its own, the machine's must do.
const wanted = 24;
if (Number(process.versions.node.split('.')[0]) < wanted) {
  console.error(
    `Node ${wanted} or later is needed, this is ${process.version}. Run \`npm ci\` (without ` +
      '--omit=optional), which brings it on Linux x64, or install it.',
  );
  process.exit(1);
}
