import { once } from 'node:events';
import { createServer } from 'node:http';

/** Stands in for S3 Control, of which MiniStack lacks Block Public Access of accounts: no account has set it. */
export interface AccountBlockServer {
  readonly endpoint: string;
  /** The ids of the accounts that were asked about, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Start it on a free port of the loopback interface.
 * @see Amazon S3 API reference, GetPublicAccessBlock (account) */
export async function startAccountBlockServer(): Promise<AccountBlockServer> {
  const asked: string[] = [];
  const server = createServer(({ method, url, headers }, reply) => {
    const isRead = method === 'GET' && url === '/v20180820/configuration/publicAccessBlock';
    if (isRead) asked.push(String(headers['x-amz-account-id']));
    const code = isRead ? 'NoSuchPublicAccessBlockConfiguration' : 'NotImplemented';
    reply.writeHead(isRead ? 404 : 501, { 'content-type': 'application/xml' });
    reply.end(`<ErrorResponse><Error><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address and a port');
  return {
    // Not the address: with an account's id before it, no URL takes it for a host.
    endpoint: `http://localhost:${address.port}`,
    asked,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      // Functions keep their connections open.
      server.closeAllConnections();
      await closed;
    },
  };
}
