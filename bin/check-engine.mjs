// Before tests that need a container engine: without one, a sentence that says so, and 2.
import { containerEngine, NoContainerEngine } from '../simulator/containers/engine.ts';

try {
  await containerEngine();
} catch (error) {
  if (!(error instanceof NoContainerEngine)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}
