/** What of a target file brings about what is measured. */

/** @param url where the simulator listens, without a slash at the end */
export const metricsStimuli = (url: string): object => ({
  'threshold-crossed': { url: `${url}/metric/stimuli/threshold-crossed` },
});
