import { expect, test } from 'vitest'
import { credentialsIn } from '../../src/packages/credentials.ts'
import { cpuSeconds } from '../support/cpu.ts'

const basic = btoa('learner:secret')

test.each<[string, string]>([
  ['see https://user:secret@lrs.example/xapi', 'a name and password in an address'],
  ['ftp://:s3cr%40t@[::1]/', 'a name and password in an address'],
  [`Authorization: Basic ${basic}`, 'the name and password of an HTTP Basic header'],
  [`index.html?endpoint=x&auth=Basic%20${basic}`, 'the name and password of an HTTP Basic header'],
  ['Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc', 'the token of an HTTP Bearer header'],
  ['https://lrs.example/?api_key=0123456789abcdef', 'a credential among the parameters of an address'],
  ['https://lrs.example/?x=1&amp;client_secret=0123456789abcdef', 'a credential among the parameters of an address'],
])('finds one in %s', (text, what) => {
  expect(credentialsIn(text).map((one) => one.what)).toContain(what)
  expect(JSON.stringify(credentialsIn(text))).not.toMatch(/secret@|0123456789/)
})

test.each([
  'Basic Certification: coding basics. Basic documentation of care',
  'A password policy: change it, keep the secret. The bearer of this certificateofcompletionandmore',
  'https://example.org/a:b@c and https://example.org:8080/path?token=x and mailto:someone@example.org',
  'https://example.org/?auth=none&key=A41.51',
  'https://user@example.org/',
  'E11.9: 250.00@home, ratio 1:2@3',
])('finds none in %s', (text) => {
  expect(credentialsIn(text)).toEqual([])
})

test('says where each begins, the same every time', () => {
  const text = 'one https://a:b@c.example two https://d:e@f.example'
  expect(credentialsIn(text).map(({ at }) => text.slice(at, at + 10))).toEqual(['https://a:', 'https://d:'])
  expect(credentialsIn(text)).toEqual(credentialsIn(text))
})

test('takes no longer for a text made to delay it', async () => {
  for (const text of [
    'a://'.repeat(50_000),
    `x://${':'.repeat(200_000)}`,
    `Basic ${'A'.repeat(200_000)}`,
    '?auth='.repeat(50_000),
  ]) {
    expect(await cpuSeconds(() => credentialsIn(text))).toBeLessThan(2)
  }
})
