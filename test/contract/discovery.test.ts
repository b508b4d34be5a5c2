import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyVersionsDocument, versionDocument } from '../../src/contract/discovery.ts';

const links = [{ rel: 'self', href: 'http://cloud.example/v3/' }];

test('unversioned roots of every service are read, wrapped once or twice', () => {
  const roots = [
    { versions: [{ id: 'v2.1', status: 'CURRENT', version: '2.93', min_version: '2.1', links }] },
    { versions: { values: [{ id: 'v3.14', status: 'stable', links, 'media-types': [] }] } },
    {
      versions: [{ id: 'v1.0', status: 'CURRENT', max_version: '1.39', min_version: '1.0', links }],
    },
    {
      versions: [
        { id: 'v2.0', status: 'CURRENT', links },
        { id: 'v1.0', status: 'X', links: [] },
      ],
    },
  ];
  for (const root of roots) assert.ok(anyVersionsDocument.parse(root).length >= 1);
});

test('what is no version document is refused', () => {
  for (const wrong of [{}, { versions: [] }, { versions: { values: [{ id: 1 }] } }, 'html', null]) {
    assert.equal(anyVersionsDocument.safeParse(wrong).success, false);
  }
  assert.equal(versionDocument.safeParse({ resources: [] }).success, false);
  assert.ok(versionDocument.safeParse({ version: { id: 'v3', status: 'stable', links } }).success);
});
