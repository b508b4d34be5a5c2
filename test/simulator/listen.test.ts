import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { parse } from 'yaml';
import { cloudsYaml } from '../../simulator/clouds-yaml.ts';
import { CannotListen, listen } from '../../simulator/listen.ts';
import { computeAlone } from './compute/compute-alone.ts';

test('the simulator listens on the loopback, and its links lead back to it', async () => {
  const { compute } = computeAlone();
  const listening = await listen(compute, { port: 0 });
  const { url } = listening;
  try {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(`${url}/compute/v2.1/flavors/42`, {
      headers: { 'x-auth-token': 'member' },
    });
    assert.equal(answer.status, 200);
    const { flavor } = (await answer.json()) as { flavor: { links: { href: string }[] } };
    assert.equal(flavor.links[0]?.href, `${url}/compute/v2.1/flavors/42`);
    const created = await fetch(`${url}/compute/v2.1/flavors`, {
      method: 'POST',
      headers: { 'x-auth-token': 'admin', 'content-type': 'application/json' },
      body: JSON.stringify({ flavor: { name: 'x', ram: 1, vcpus: 1, disk: 1 } }),
    });
    assert.equal(created.status, 200);
  } finally {
    await listening.close();
  }
  await assert.rejects(fetch(`${url}/compute/`));
});

test('a port in use, or none at all, is a clear error', async () => {
  const { compute } = computeAlone();
  const first = await listen(compute, { port: 0 });
  const port = Number(new URL(first.url).port);
  try {
    await assert.rejects(listen(compute, { port }), (error) => {
      assert.ok(error instanceof CannotListen);
      assert.equal(
        error.message,
        `cannot listen at 127.0.0.1, port ${String(port)}: the port is in use`,
      );
      return true;
    });
  } finally {
    await first.close();
  }
  await assert.rejects(listen(compute, { port: 70_000 }), /from 0 to 65535, not 70000/);
  await assert.rejects(listen(compute, { port: 0, address: '203.0.113.7' }), CannotListen);
});

test('the clouds.yaml entry has what clients need', () => {
  const { clouds } = parse(cloudsYaml('http://127.0.0.1:5000')) as {
    clouds: Record<string, { auth: Record<string, string>; region_name: string }>;
  };
  assert.deepEqual(clouds['simulator']?.auth, {
    auth_url: 'http://127.0.0.1:5000/identity/v3',
    username: 'admin',
    password: 'simulator',
    project_name: 'admin',
    user_domain_id: 'default',
    project_domain_id: 'default',
  });
  assert.equal(clouds['simulator'].region_name, 'RegionOne');
});

test('a method that nobody knows is not implemented, and what is no request is a bad one', async () => {
  const { compute } = computeAlone();
  const listening = await listen(compute, { port: 0 });
  const { hostname, port } = new URL(listening.url);
  const answerTo = async (text: string): Promise<string> => {
    const socket = connect(Number(port), hostname);
    socket.end(text);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString().split('\r\n', 1)[0] ?? '';
  };
  try {
    assert.equal(
      await answerTo('INVENTED / HTTP/1.1\r\nHost: here\r\n\r\n'),
      'HTTP/1.1 501 Not Implemented',
    );
    assert.equal(await answerTo('GET nothing\r\n\r\n'), 'HTTP/1.1 400 Bad Request');
  } finally {
    await listening.close();
  }
});
