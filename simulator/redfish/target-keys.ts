/** What of a target file leads to the hardware. */

/** @param url where the simulator listens, without a slash at the end */
export function hardwareKeys(url: string): { readonly keys: object; readonly stimuli: object } {
  const stimulus = (name: string) => ({ [name]: { url: `${url}/redfish/stimuli/${name}` } });
  return {
    keys: {
      hardware: { redfish: { url, username: 'admin', password: 'simulator' } },
      disposable: { hosts: ['compute-3'], systems: ['compute-3'] },
    },
    stimuli: Object.assign(
      {},
      ...['machine-fault', 'machine-fault-clear', 'host-fail', 'host-recover'].map(stimulus),
    ) as object,
  };
}
