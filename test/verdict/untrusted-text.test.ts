/** Whatever a target says is text in every view: it repaints, closes, links and runs nothing. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { allureResults } from '../../src/verdict/allure-results.ts';
import { judge } from '../../src/verdict/judge.ts';
import { junit } from '../../src/verdict/junit.ts';
import { asCode, codeBlock, inMarkdown } from '../../src/verdict/markdown.ts';
import { oneLine, printable } from '../../src/verdict/printable.ts';
import { requirementsMarkdown } from '../../src/verdict/requirements-markdown.ts';
import { terminalSummary } from '../../src/verdict/terminal.ts';
import { fileNameOf, transcriptText } from '../../src/verdict/transcript-text.ts';
import { attributes, inXml } from '../../src/verdict/xml.ts';
import { catalogueOf } from './fixtures/build.ts';
import { readFixture } from './fixtures/messages.ts';
import { transcript } from './fixtures/truth-table/transcript.ts';
import { parseXml } from './xml.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
// eslint-disable-next-line no-control-regex -- they are what must not be there
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

suite('untrusted text', () => {
  test('holds no control characters once it is printable', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.doesNotMatch(printable(text), control);
        assert.ok(printable(text).isWellFormed());
        assert.ok(!oneLine(text).includes('\n'));
      }),
    );
    assert.equal(printable('\u001b[31mred\u001b[0m\u001b]8;;http://evil.test\u0007x'), 'redx');
  });

  test('survives XML, in elements and attributes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { attributes: read, text: body } = parseXml(
          `<a${attributes({ b: text })}>${inXml(text)}</a>`,
        );
        assert.equal(read['b'], printable(text));
        assert.equal(body, printable(text));
      }),
    );
  });

  test('means nothing to Markdown and HTML', () => {
    const hostile = '<script>x</script> | `a` **b** [c](http://d) @e #1 www.f.g\n# h';
    const safe = inMarkdown(hostile);
    assert.doesNotMatch(safe, /[<>\n]|(?<!\\)[`*[\]|]|https?:|www\.|@e|#1/);
    assert.doesNotMatch(asCode(hostile), /<(?!\/?code>)|[`|*@]/);
    assert.match(codeBlock('a ``` b'), /^`{4}\na ``` b\n`{4}$/);
  });

  test('of the fixture is harmless in every view', () => {
    const run = readFixture('all');
    const result = judge(run, catalogueOf(run));
    const xml = junit(result);
    parseXml(xml);
    assert.doesNotMatch(xml, /<script/);
    assert.doesNotMatch(requirementsMarkdown(result), /<script|(?<!\\)\]\(http/);
    assert.doesNotMatch(terminalSummary(result, { colours: false, folder: 'r' }), control);
    for (const [, content] of allureResults(result)) assert.doesNotMatch(content, control);
  });

  test('does not make names of files', () => {
    assert.equal(fileNameOf('a-b/2'), 'a-b.2');
    assert.doesNotMatch(fileNameOf('../../etc/passwd:1'), /\/|\.\.\/|:/);
    fc.assert(
      fc.property(anyText, anyText, (one, two) => {
        if (one !== two) assert.notEqual(fileNameOf(one), fileNameOf(two));
      }),
    );
  });

  test('is readable in a transcript', () => {
    const text = transcriptText(transcript, ['one']);
    assert.match(text, /> GET http:\/\/127\.0\.0\.1:1\/compute\/v2\.1\/flavors\/1/);
    assert.match(text, /< 404 {3}request id req-1/);
    assert.match(text, /< {5}"message": "Flavor 1 could not be found\. <b>&<\/b>"/);
    assert.match(text, /again: curl -H/);
  });
});
