/**
 * Why a call of Table 6-3 is refused. The chapter names no errors; these are ours. JSON-RPC keeps the
 * codes from -32099 to -32000 for servers; `message` begins with the word, and more may follow.
 */
export const faultCodes = {
  /** The frame is no JSON. */
  NOT_JSON: -32700,
  /** The frame is no request. */
  NOT_A_REQUEST: -32600,
  /** There is no such call in this direction. */
  NO_SUCH_CALL: -32601,
  /** A parameter is missing, unknown, or of the wrong type. */
  INVALID_PARAMETER: -32602,
  NOT_INITIALISED: -32001,
  INVALID_FILTER: -32002,
  INVALID_SELECTOR: -32003,
  INVALID_CONFIG: -32004,
  NOT_REGISTERED: -32005,
  NO_SUCH_EVENT: -32006,
  NO_SUCH_CHANNEL: -32007,
  CHANNEL_FULL: -32008,
  INVALID_DATA: -32009,
  /** The registration identifier is in use for another channel. */
  HANDLER_IN_USE: -32010,
} as const;

export type Fault = keyof typeof faultCodes;

export const faults = Object.keys(faultCodes) as readonly Fault[];

export const faultOfCode = (code: number): Fault | undefined =>
  faults.find((fault) => faultCodes[fault] === code);
