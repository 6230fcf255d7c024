import { describe, expect, it, test } from 'vitest'
import { verifyPackage } from '../../../src/packages/verify/index.ts'
import { edited } from './bad-packages.ts'
import { goodPackages, packed, withManifest } from './good-packages.ts'

describe('what real tools emit is read', () => {
  const good = edited('scorm12')
  test.each<[string, Uint8Array]>([
    [
      'UTF-16 with a byte order mark',
      packed({
        ...goodPackages.scorm12,
        'imsmanifest.xml': new Uint8Array(Buffer.from(`\ufeff${good.replace('UTF-8', 'UTF-16')}`, 'utf16le')),
      }),
    ],
    [
      'Windows-1252',
      packed({
        ...goodPackages.scorm12,
        'imsmanifest.xml': new Uint8Array(
          Buffer.from(good.replace('UTF-8', 'windows-1252').replace('>Two<', '>Übung<'), 'latin1'),
        ),
      }),
    ],
    ['Windows line ends', withManifest('scorm12', good.replaceAll('\n', '\r\n'))],
    ['no XML declaration', withManifest('scorm12', good.replace(/^<\?xml.*\n/, ''))],
    [
      'inline LOM',
      withManifest(
        'scorm12',
        good.replace(
          '</schemaversion>',
          '</schemaversion><imsmd:lom xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><imsmd:general><imsmd:title><imsmd:langstring>Course</imsmd:langstring></imsmd:title></imsmd:general></imsmd:lom>',
        ),
      ),
    ],
    [
      'space around identifiers',
      withManifest(
        'scorm12',
        good.replace('identifier="I2"', 'identifier=" I2\n"').replace('default="O"', 'default=" O "'),
      ),
    ],
    [
      'metadata in a file of its own',
      packed({
        ...goodPackages.scorm12,
        'imsmanifest.xml': good.replace(
          '</schemaversion>',
          '</schemaversion><adlcp:location>meta/course%20data.xml</adlcp:location>',
        ),
        'meta/course data.xml': '<lom/>',
      }),
    ],
    [
      'elements of adlcp that are left empty',
      withManifest(
        'scorm12',
        good
          .replace('>0004:00:00<', '><')
          .replace('>Two</title>', '>Two</title><adlcp:maxtimeallowed/><adlcp:masteryscore> </adlcp:masteryscore>'),
      ),
    ],
    [
      'parameters that hold an address with a question of its own',
      withManifest('scorm12', good.replace('?a=b', '?back=https://lms.example/a?b=c&amp;d=e')),
    ],
    ['an empty xml:base', withManifest('scorm12', good.replace('<resources>', '<resources xml:base="">'))],
    ['CDATA and comments', withManifest('scorm12', good.replace('>Two<', '><!-- a --><![CDATA[Two & <three>]]><'))],
  ])('%s', async (_, zip) => {
    expect((await verifyPackage(zip)).violations).toEqual([])
  })
})

it('follows an item into a manifest inside the manifest, and finds its files', async () => {
  const inner = `<manifest identifier="N" xml:base="inner/"><organizations default="NO"><organization identifier="NO"><title>Inner</title>
    <item identifier="NI" identifierref="NR"><title>Inner</title></item></organization></organizations>
    <resources><resource identifier="NR" type="webcontent" adlcp:scormtype="sco" href="a.html"><file href="a.html"/><file href="gone.png"/></resource></resources></manifest>`
  const { violations } = await verifyPackage(
    packed({
      ...goodPackages.scorm12,
      'imsmanifest.xml': edited(
        'scorm12',
        ['</resources>', `</resources>${inner}`],
        [
          '<item identifier="I2"',
          '<item identifier="I3" identifierref="N"><title>Three</title></item><item identifier="I2"',
        ],
      ),
      'inner/a.html': '',
    }),
  )
  expect(violations.map(({ rule, message }) => [rule, message])).toEqual([
    ['sub-manifest-discouraged', 'There is a <manifest> inside the manifest.'],
    ['file-missing', 'The file inner/gone.png is not in the package.'],
  ])
})

it('describes a sequencing rule inside an element that is called like a member of every object', async () => {
  const { violations } = await verifyPackage(
    withManifest(
      'scorm2004',
      edited('scorm2004', [
        '<imsss:ruleAction action="skip"/>',
        '<imsss:constructor><imsss:ruleAction action="leap"/></imsss:constructor>',
      ]),
    ),
  )
  expect(violations.map(({ rule }) => rule)).toContain('rule-action')
})

it('tells a file whose name only looks the same', async () => {
  const { violations } = await verifyPackage(
    packed({
      ...goodPackages.scorm12,
      'imsmanifest.xml': edited('scorm12', [
        '<file href="one.html"/>',
        '<file href="one.html"/><file href="\u00e9.png"/>',
      ]),
      'e\u0301.png': '',
    }),
  )
  expect(violations.find(({ rule }) => rule === 'file-missing')?.message).toContain('looks the same')
})
