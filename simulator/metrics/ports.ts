/** What the metrics service needs of others. */
export interface InterfacesOfServers {
  /** Ports of a server, in the order in which it got them. */
  readonly portsOf: (serverId: string) => readonly { readonly id: string }[];
  readonly port: (id: string) => { readonly deviceId: string | undefined } | undefined;
}
