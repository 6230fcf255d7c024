import type { RuleId } from '../../../src/packages/verify/index.ts'
import type { Limits } from '../../../src/packages/verify/limits.ts'
import type { SchemaFiles } from '../../../src/packages/verify/xsd.ts'
import { scormSchemas as schemas } from '../../support/xsd.ts'
import { type Entries, goodPackages, type Kind, manifestOf, packed } from './good-packages.ts'
import { CENTRAL, LOCAL, patched } from './zip-bytes.ts'

/** A good package with one fault. */
export interface BadPackage {
  readonly zip: Uint8Array
  /** Rules that cannot but be broken with it. */
  readonly alongside?: readonly RuleId[]
  readonly limits?: Partial<Limits>
  readonly schemas?: SchemaFiles
}

const from = (kind: Kind, change: (entries: Entries) => Entries): BadPackage => ({
  zip: packed(change(goodPackages[kind])),
})

/** Another text in the manifest; each pair must be there. */
export function edited(kind: Kind, ...pairs: readonly (readonly [from: string | RegExp, to: string])[]): string {
  const entries: Entries = goodPackages[kind]
  return pairs.reduce((text, [before, after]) => {
    const changed = text.replace(before, () => after)
    if (changed === text) throw new Error(`${manifestOf[kind]} of ${kind} does not have ${String(before)}`)
    return changed
  }, String(entries[manifestOf[kind]]))
}

const swap = (kind: Kind, ...pairs: readonly (readonly [from: string | RegExp, to: string])[]): BadPackage =>
  from(kind, (entries) => ({ ...entries, [manifestOf[kind]]: edited(kind, ...pairs) }))

const plus = (more: Entries, kind: Kind = 'cmi5'): BadPackage => from(kind, (entries) => ({ ...entries, ...more }))
const patch = (name: string, change: Parameters<typeof patched>[2], kind: Kind = 'cmi5'): BadPackage => ({
  zip: patched(packed(goodPackages[kind]), name, change),
})
const only = (entries: Entries): BadPackage => ({ zip: packed(entries) })
const long = (length: number): string => 'x'.repeat(length)

const item2 = '<title>Two</title>'
const file1 = '<file href="one.html"/>'
const secondRoot = '<item identifier="I3" identifierref="R1"><title>Three</title></item></organization>'

/** For every rule a package that breaks it and no other. */
export const badPackages: Readonly<Record<RuleId, BadPackage>> = {
  'zip-unreadable': { zip: new TextEncoder().encode('This is no zip file, though its name may say so.') },
  'zip-empty': only({}),
  'zip-many-entries': { ...plus({}), limits: { entries: 1 } },
  'zip-total-size': { ...plus({}), limits: { totalBytes: 100 } },
  'zip-ratio': plus({ 'big.bin': new Uint8Array(2_000_000) }),
  'zip-overlap': {
    zip: patched(packed({ 'a.bin': 'bytes', ...goodPackages.cmi5 }), 'a.bin', {
      central: [[CENTRAL.packedBytes, 4, 60]],
    }),
  },
  'zip-damaged': patch('index.html', { central: [[CENTRAL.crc, 4, 1]] }),
  'zip-headers-differ': patch('index.html', { local: [[LOCAL.name, 1, 0x49]] }),
  'zip-encrypted': patch('index.html', { local: [[LOCAL.flags, 2, 1]], central: [[CENTRAL.flags, 2, 1]] }),
  'zip-method': patch('index.html', { local: [[LOCAL.method, 2, 12]], central: [[CENTRAL.method, 2, 12]] }),
  'zip-symlink': patch('index.html', {
    central: [
      [CENTRAL.versionMadeBy, 2, 0x0314],
      [CENTRAL.externalAttributes, 4, 0o120777 * 0x10000],
    ],
  }),
  'zip-zip64': patch('index.html', { central: [[CENTRAL.versionNeeded, 2, 45]] }, 'tincan'),
  'zip-folder-entry': plus({ 'media/': '' }),
  'name-traversal': plus({ '../outside.txt': '' }),
  'name-absolute': plus({ '/etc/file.txt': '' }),
  'name-backslash': plus({ 'media\\a.txt': '' }),
  'name-duplicate': {
    zip: patched(packed({ ...goodPackages.cmi5, 'a.txt': '1', 'b.txt': '2' }), 'b.txt', {
      local: [[LOCAL.name, 1, 0x61]],
      central: [[CENTRAL.name, 1, 0x61]],
    }),
  },
  'name-case': plus({ 'Index.html': '' }),
  'name-broken': plus({ 'a\u0007.txt': '' }),
  'name-utf8-flag': {
    zip: patched(packed({ ...goodPackages.cmi5, 'ä.txt': '' }), 'ä.txt', {
      local: [[LOCAL.flags, 2, 0]],
      central: [[CENTRAL.flags, 2, 0]],
    }),
  },
  'name-characters': plus({ "it's.txt": '' }),
  'name-length': plus({ [`${long(260)}.txt`]: '' }),
  'name-junk': plus({ '__MACOSX/._index.html': '' }),

  'manifest-missing': only({ 'index.html': '' }),
  'package-in-zip': only({ 'inner.zip': packed(goodPackages.cmi5) }),
  'web-folder': only({
    'my-course-web/index.html': '',
    'my-course-web/course.js': '',
    'my-course-web/launch.js': 'globalThis.chartwrightLaunch={"driver":"local"};\n',
  }),
  'other-package': swap('scorm12', ['>ADL SCORM<', '>IMS Common Cartridge<'], ['>1.2<', '>1.1.0<']),
  'manifest-in-folder': only({ 'course/cmi5.xml': goodPackages.cmi5['cmi5.xml'] }),
  'manifest-case': only({ 'CMI5.xml': goodPackages.cmi5['cmi5.xml'] }),
  'manifest-several': only({ ...goodPackages.cmi5, ...goodPackages.tincan }),
  'xml-malformed': swap('cmi5', ['</courseStructure>', '']),
  'xml-too-large': { ...plus({}), limits: { elements: 3 } },
  'xml-encoding': plus({ 'cmi5.xml': Buffer.from(edited('cmi5', ['>Course<', '>Übung<']), 'latin1') }),
  'xml-bom': plus({ 'cmi5.xml': `\ufeff${goodPackages.cmi5['cmi5.xml']}` }),
  'xml-doctype': swap('cmi5', ['<courseStructure', '<!DOCTYPE courseStructure [<!ENTITY a "b>">]>\n<courseStructure']),
  'xml-root': swap('cmi5', [/courseStructure(?= |>)/, 'structure'], ['</courseStructure>', '</structure>']),
  'xml-namespace': swap('cmi5', ['cmi5/v1/CourseStructure.xsd', 'cmi5/v2/CourseStructure.xsd']),

  'manifest-parts': swap('scorm12', ['  <resources>', '  <organizations/>\n  <resources>']),
  'manifest-order': swap(
    'scorm12',
    [/ {2}<metadata>[\s\S]*<\/metadata>\n/, ''],
    ['</resources>', '</resources><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>'],
  ),
  'metadata-missing': swap('scorm12', [/<metadata>[\s\S]*<\/metadata>/, '']),
  'schema-value': swap('scorm12', ['ADL SCORM', 'ADL']),
  'schema-version': swap('scorm2004', ['2004 4th Edition', '2004 Fourth Edition']),
  'identifier-missing': swap('scorm12', [' identifier="M"', '']),
  'identifier-ncname': swap('scorm12', ['identifier="I2"', 'identifier="2 I"']),
  'identifier-duplicate': swap('scorm12', ['identifier="I2"', 'identifier="I1"']),
  'organization-missing': swap('scorm12', [/<organization identifier[\s\S]*<\/organization>/, '']),
  'default-dangling': swap('scorm12', ['default="O"', 'default="o"']),
  'title-missing': swap('scorm12', [item2, '']),
  'title-long': swap('scorm12', [item2, `<title>${long(201)}</title>`]),
  'item-missing': swap('scorm12', [/<item[\s\S]*<\/item>/, '']),
  'item-order': swap(
    'scorm12',
    ['<title>One</title>', ''],
    ['</adlcp:datafromlms>', '</adlcp:datafromlms><title>One</title>'],
  ),
  'item-reference-dangling': swap('scorm12', ['identifierref="R2"', 'identifierref="r2"']),
  'sub-manifest-discouraged': swap('scorm12', ['</resources>', '</resources><manifest identifier="N"/>']),
  'item-parameters': swap('scorm12', ['?a=b', '?a=b?c d']),
  'time-limit-action': swap('scorm12', ['exit,no message', 'exit, no message']),

  'resource-type': swap('scorm12', ['type="webcontent" ', '']),
  'scormtype-missing': swap('scorm12', [' adlcp:scormtype="sco"', '']),
  'scormtype-spelling': swap('scorm2004', ['adlcp:scormType', 'adlcp:scormtype']),
  'scormtype-value': swap('scorm2004', ['"sco"', '"SCO"']),
  'launch-href-missing': swap('scorm12', [' href="two.html">', '>']),
  'launch-unlisted': swap('scorm2004', ['<file href="two.html"/>', '']),
  'launch-unlisted-scorm12': swap('scorm12', ['<file href="two.html"/>', '']),
  'href-external': swap('scorm12', [file1, `${file1}<file href="https://example.org/a.png"/>`]),
  'href-absolute': swap('scorm12', [file1, `${file1}<file href="/a.png"/>`]),
  'href-backslash': swap('scorm12', [file1, `${file1}<file href="media\\a.png"/>`]),
  'href-climbs': swap('scorm12', [file1, `${file1}<file href="media/../../a.png"/>`]),
  'xml-base': swap('scorm12', ['<organization identifier="O"', '<organization identifier="O" xml:base="/content"']),
  'file-missing': swap('scorm12', [file1, `${file1}<file href="gone.png"/>`]),
  'file-case': swap('scorm12', [file1, `${file1}<file href="One.html"/>`]),
  'file-unlisted': plus({ 'extra.css': '' }, 'scorm12'),
  'resource-unused': swap('scorm12', ['<dependency identifierref="R3"/>', '']),
  'dependency-dangling': swap('scorm12', ['<dependency', '<dependency identifierref="RX"/><dependency']),
  'schema-files-missing': from('scorm2004', (entries) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => name !== 'imsss_v1p0.xsd')),
  ),

  'words-of-2004': swap('scorm12', [
    /<adlcp:timelimitaction>.*<\/adlcp:timelimitaction>/,
    '<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>',
  ]),
  'mastery-score': swap('scorm12', [item2, `${item2}<adlcp:masteryscore>170</adlcp:masteryscore>`]),
  'max-time-allowed': swap('scorm12', ['0004:00:00', 'PT4H']),
  'datafromlms-long': swap('scorm12', ['>data<', `>${long(256)}<`]),
  prerequisites: swap('scorm12', [' type="aicc_script"', '']),
  'leaf-launches-nothing': swap('scorm12', [' identifierref="R2"', '']),

  'words-of-12': swap('scorm2004', [item2, `${item2}<adlcp:masteryscore>80</adlcp:masteryscore>`]),
  'default-missing': swap('scorm2004', [' default="O"', '']),
  'leaf-without-resource': swap('scorm2004', [' identifierref="R2"', '']),
  'cluster-with-resource': swap('scorm2004', ['identifier="I"', 'identifier="I" identifierref="R1"']),
  'sub-manifest': swap('scorm2004', ['</resources>', '</resources><manifest identifier="N"/>']),
  'boolean-value': swap('scorm2004', ['tracked="true"', 'tracked="yes"']),
  'sco-only': swap('scorm2004', [item2, `${item2}<adlcp:dataFromLMS>data</adlcp:dataFromLMS>`]),
  'data-from-lms-long': swap('scorm2004', ['>data<', `>${long(4001)}<`]),
  'completion-threshold-text': swap('scorm2004', [
    /<adlcp:completionThreshold .*>/,
    '<adlcp:completionThreshold>0.8</adlcp:completionThreshold>',
  ]),
  'completion-threshold-range': swap('scorm2004', ['"0.8"', '"1.5"']),
  'presentation-on-cluster': swap('scorm2004', ['<imsss:sequencing>', '<adlnav:presentation/><imsss:sequencing>']),
  'hide-lms-ui': swap('scorm2004', ['>continue<', '>Continue<']),
  'schema-location-unmapped': swap('scorm2004', ['http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd', '']),

  'sequencing-order': swap(
    'scorm2004',
    ['<imsss:deliveryControls tracked="true"/>', ''],
    ['<imsss:sequencingRules>', '<imsss:deliveryControls tracked="true"/><imsss:sequencingRules>'],
  ),
  'sequencing-reference': swap('scorm2004', ['IDRef="S"', 'IDRef="T"']),
  'rule-condition': swap('scorm2004', ['"satisfied"', '"Satisfied"']),
  'rule-action': swap('scorm2004', ['"skip"', '"leave"']),
  'sequencing-word': swap('scorm2004', ['<imsss:rollupRule>', '<imsss:rollupRule childActivitySet="every">']),
  'sequencing-number': swap('scorm2004', [
    'condition="satisfied"',
    'condition="objectiveMeasureGreaterThan" measureThreshold="80"',
  ]),
  'attempt-limit': swap('scorm2004', ['attemptLimit="3"', 'attemptLimit="three"']),
  'attempt-duration': swap('scorm2004', ['PT4H', '4:00:00']),
  'limit-not-supported': swap('scorm2004', [
    'attemptLimit="3"',
    'attemptLimit="3" beginTimeLimit="2026-01-01T00:00:00"',
  ]),
  'rollup-rule': swap('scorm2004', ['<imsss:rollupAction action="completed"/>', '']),
  'rollup-condition': swap('scorm2004', [
    '<imsss:rollupCondition condition="completed"',
    '<imsss:rollupCondition condition="done"',
  ]),
  'rollup-action': swap('scorm2004', [
    '<imsss:rollupAction action="completed"',
    '<imsss:rollupAction action="complete"',
  ]),
  'primary-objective': swap(
    'scorm2004',
    ['<imsss:primaryObjective', '<imsss:objective'],
    ['</imsss:primaryObjective', '</imsss:objective'],
  ),
  'objective-id': swap('scorm2004', ['<imsss:objective objectiveID="Q"/>', '<imsss:objective/>']),
  'normalized-measure': swap('scorm2004', ['>0.7<', '>70<']),
  'map-info-objective': {
    ...swap('scorm2004', [
      '<imsss:objective objectiveID="Q"/>',
      '<imsss:objective><imsss:mapInfo targetObjectiveID="G"/></imsss:objective>',
    ]),
    alongside: ['map-info'],
  },
  'map-info-writers': {
    ...swap(
      'scorm2004',
      [
        '</imsss:minNormalizedMeasure>',
        '</imsss:minNormalizedMeasure><imsss:mapInfo targetObjectiveID="G" writeSatisfiedStatus="true"/>',
      ],
      [
        '<imsss:objective objectiveID="Q"/>',
        '<imsss:objective objectiveID="Q"><imsss:mapInfo targetObjectiveID="G" writeNormalizedMeasure="true"/></imsss:objective>',
      ],
    ),
    alongside: ['map-info'],
  },

  'cmi5-course': swap('cmi5', [/<course [\s\S]*<\/course>/, '']),
  'cmi5-au-none': swap('cmi5', [/<block[\s\S]*<\/block>/, '']),
  'cmi5-block-empty': swap('cmi5', [/<au[\s\S]*<\/au>/, '']),
  'cmi5-order': swap(
    'cmi5',
    ['<url>index.html?module=1</url>', ''],
    ['<title><langstring>Unit', '<url>index.html</url><title><langstring>Unit'],
  ),
  'cmi5-id-iri': swap('cmi5', ['<course id="https://example.org/course"', '<course id="course 1"']),
  'cmi5-id-duplicate': swap('cmi5', ['<au id="https://example.org/au"', '<au id="https://example.org/block"']),
  'cmi5-text-missing': swap('cmi5', ['<description><langstring>About it</langstring></description>', '']),
  'cmi5-language': swap('cmi5', ['lang="en-US"', 'lang="en_US"']),
  'cmi5-url-missing': swap('cmi5', ['<url>index.html?module=1</url>', '']),
  'cmi5-url-form': swap('cmi5', ['index.html?module=1', '/index.html']),
  'cmi5-url-file': swap('cmi5', ['index.html?module=1', 'Index.html']),
  'cmi5-url-query': swap('cmi5', ['module=1', 'registration=1']),
  'cmi5-move-on': swap('cmi5', ['CompletedAndPassed', 'completed']),
  'cmi5-mastery-score': swap('cmi5', ['"0.8"', '"80"']),
  'cmi5-launch-method': swap('cmi5', ['AnyWindow', 'NewWindow']),
  'cmi5-activity-type': swap('cmi5', ['http://adlnet.gov/expapi/activities/lesson', 'lesson']),
  'cmi5-objective-reference': swap('cmi5', [
    'idref="https://example.org/objective"',
    'idref="https://example.org/other"',
  ]),

  'tincan-activity-none': swap('tincan', [/<activity [\s\S]*<\/activity>/, '']),
  'tincan-activity-id': swap('tincan', ['id="https://example.org/course"', 'id="course"']),
  'tincan-activity-duplicate': swap('tincan', ['example.org/one', 'example.org/course']),
  'tincan-activity-type': swap('tincan', ['http://adlnet.gov/expapi/activities/module', 'module']),
  'tincan-name': swap('tincan', ['<name lang="en">One</name>', '']),
  'tincan-language': swap('tincan', ['name lang="en"', 'name lang="English language"']),
  'tincan-launch-none': swap('tincan', [/<launch.*<\/launch>/, '']),
  'tincan-launch-form': swap('tincan', ['index.html?module=1', '../index.html']),
  'tincan-launch-file': swap('tincan', ['index.html?module=1', 'start.html']),
  'tincan-launch-query': swap('tincan', ['module=1', 'auth=secret']),

  'xsd-invalid': { ...swap('scorm12', [file1, `${file1}<note xmlns="https://example.org/notes"/>`]), schemas },
  'xsd-unusable': { ...plus({}, 'scorm12'), schemas: new Map([['scorm12edition/other.xsd', new Uint8Array()]]) },

  'map-info': swap('scorm2004', [
    '<imsss:objective objectiveID="Q"/>',
    '<imsss:objective objectiveID="Q"><imsss:mapInfo targetObjectiveID="G"/></imsss:objective>',
  ]),
  'hides-exit': swap('scorm2004', ['>continue<', '>exitAll<']),
  'mastery-score-decides': swap('scorm12', [item2, `${item2}<adlcp:masteryscore>80</adlcp:masteryscore>`]),
  'several-roots': swap('scorm12', ['</organization>', secondRoot]),
  'nothing-tracked': swap('scorm12', ['"sco"', '"asset"']),
  'lom-description-long': swap('scorm12', [
    '</schemaversion>',
    `</schemaversion><lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general><description><langstring>${long(1001)}</langstring></description></general></lom>`,
  ]),
  'unload-handler': plus({ 'index.html': '<body onunload="save()">' }),
  'credentials-inside': plus({
    'launch.js': `const auth = 'Basic ${Buffer.from('lrs-user:secret').toString('base64')}'`,
  }),
}
