import { zipSync } from 'fflate'

/** A package in the making: names and contents, in order. */
export type Entries = Readonly<Record<string, string | Uint8Array>>

export const packed = (entries: Entries): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, content]) => [
        name,
        typeof content === 'string' ? new TextEncoder().encode(content) : content,
      ]),
    ),
    { mtime: new Date(2000, 0, 1) },
  )

const page = '<!doctype html><title>Course</title>'

const scorm12 = `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" identifier="M" version="1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="O">
    <organization identifier="O">
      <title>Course</title>
      <item identifier="I" isvisible="true">
        <title>Course</title>
        <item identifier="I1" identifierref="R1" parameters="?a=b">
          <title>One</title>
          <adlcp:prerequisites type="aicc_script">I2</adlcp:prerequisites>
          <adlcp:maxtimeallowed>0004:00:00</adlcp:maxtimeallowed>
          <adlcp:timelimitaction>exit,no message</adlcp:timelimitaction>
          <adlcp:datafromlms>data</adlcp:datafromlms>
        </item>
        <item identifier="I2" identifierref="R2">
          <title>Two</title>
        </item>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="one.html?x=1#top">
      <file href="one.html"/>
      <dependency identifierref="R3"/>
    </resource>
    <resource identifier="R2" type="webcontent" adlcp:scormtype="asset" href="two.html">
      <file href="two.html"/>
    </resource>
    <resource identifier="R3" type="webcontent" adlcp:scormtype="asset">
      <file href="media/a%20b.png"/>
    </resource>
  </resources>
</manifest>
`

const scorm2004 = `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="M" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="O">
    <organization identifier="O">
      <title>Course</title>
      <item identifier="I">
        <title>Course</title>
        <item identifier="I1" identifierref="R1">
          <title>One</title>
          <adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>
          <adlcp:dataFromLMS>data</adlcp:dataFromLMS>
          <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>
          <imsss:sequencing IDRef="S">
            <imsss:sequencingRules>
              <imsss:preConditionRule>
                <imsss:ruleConditions>
                  <imsss:ruleCondition condition="satisfied"/>
                </imsss:ruleConditions>
                <imsss:ruleAction action="skip"/>
              </imsss:preConditionRule>
            </imsss:sequencingRules>
            <imsss:limitConditions attemptLimit="3" attemptAbsoluteDurationLimit="PT4H"/>
            <imsss:objectives>
              <imsss:primaryObjective objectiveID="P" satisfiedByMeasure="true">
                <imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>
              </imsss:primaryObjective>
              <imsss:objective objectiveID="Q"/>
            </imsss:objectives>
            <imsss:deliveryControls tracked="true"/>
          </imsss:sequencing>
          <adlnav:presentation>
            <adlnav:navigationInterface>
              <adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
            </adlnav:navigationInterface>
          </adlnav:presentation>
        </item>
        <item identifier="I2" identifierref="R2">
          <title>Two</title>
        </item>
        <imsss:sequencing>
          <imsss:controlMode choice="true" flow="true"/>
          <imsss:rollupRules>
            <imsss:rollupRule>
              <imsss:rollupConditions>
                <imsss:rollupCondition condition="completed"/>
              </imsss:rollupConditions>
              <imsss:rollupAction action="completed"/>
            </imsss:rollupRule>
          </imsss:rollupRules>
        </imsss:sequencing>
      </item>
    </organization>
  </organizations>
  <resources xml:base="content/">
    <resource identifier="R1" type="webcontent" adlcp:scormType="sco" href="one.html">
      <file href="one.html"/>
    </resource>
    <resource identifier="R2" type="webcontent" adlcp:scormType="asset" href="two.html">
      <file href="two.html"/>
    </resource>
  </resources>
  <imsss:sequencingCollection>
    <imsss:sequencing ID="S"/>
  </imsss:sequencingCollection>
</manifest>
`

const cmi5 = `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/course">
    <title><langstring lang="en-US">Course</langstring></title>
    <description><langstring>About it</langstring></description>
  </course>
  <objectives>
    <objective id="https://example.org/objective">
      <title><langstring>Aim</langstring></title>
      <description><langstring>Aim</langstring></description>
    </objective>
  </objectives>
  <block id="https://example.org/block">
    <title><langstring>Block</langstring></title>
    <description><langstring>Block</langstring></description>
    <objectives><objective idref="https://example.org/objective"/></objectives>
    <au id="https://example.org/au" moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/lesson">
      <title><langstring>Unit</langstring></title>
      <description><langstring>Unit</langstring></description>
      <url>index.html?module=1</url>
    </au>
  </block>
</courseStructure>
`

const tincan = `<?xml version="1.0" encoding="utf-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="https://example.org/course" type="http://adlnet.gov/expapi/activities/course">
      <name>Course</name>
      <description lang="en-US">About it</description>
      <launch lang="en-US">index.html?module=1</launch>
    </activity>
    <activity id="https://example.org/one" type="http://adlnet.gov/expapi/activities/module">
      <name lang="en">One</name>
    </activity>
  </activities>
</tincan>
`

/** One package for each standard that breaks no rule and uses what the rules look at. */
export const goodPackages = {
  scorm12: { 'imsmanifest.xml': scorm12, 'one.html': page, 'two.html': page, 'media/a b.png': 'png' },
  scorm2004: {
    'imsmanifest.xml': scorm2004,
    'content/one.html': page,
    'content/two.html': page,
    'imscp_v1p1.xsd': '',
    'adlcp_v1p3.xsd': '',
    'adlnav_v1p3.xsd': '',
    'imsss_v1p0.xsd': '',
  },
  cmi5: { 'cmi5.xml': cmi5, 'index.html': page },
  tincan: { 'tincan.xml': tincan, 'index.html': page },
} as const satisfies Readonly<Record<string, Entries>>

export type Kind = keyof typeof goodPackages

export const manifestOf = {
  scorm12: 'imsmanifest.xml',
  scorm2004: 'imsmanifest.xml',
  cmi5: 'cmi5.xml',
  tincan: 'tincan.xml',
} as const

/** The good package with another manifest. */
export const withManifest = (kind: Kind, manifest: string | Uint8Array): Uint8Array =>
  packed({ ...goodPackages[kind], [manifestOf[kind]]: manifest })
