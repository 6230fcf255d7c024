import { DID_DOCUMENT_PATH } from '../../certificates/badge/issuer.ts'
import type { SigningKey } from '../../certificates/badge/keys.ts'
import type { Settings } from '../settings.ts'
import type { PackFacts } from './gather.ts'

/** How a stranger checks a pack with nothing of ours, what each check shows and what it does not. Plain ASCII but for names. */
export function readmeText(facts: PackFacts, { organisation, publicUrl, demo }: Settings, key: SigningKey): string {
  const { learner, evaluation, head, hashes, at } = facts
  const { rule, cycle } = evaluation
  const isWeb = publicUrl.startsWith('https:')
  return `AUDIT PACK
==========
${demo ? 'DEMONSTRATION: the people are invented, and this proves nothing.\n' : ''}
Person       ${learner.name}
Credential   ${rule.name}, ${rule.body}
Cycle        ${cycle.start} to ${cycle.end}
Issued by    ${organisation.name}, ${publicUrl}
As of        ${new Date(at).toISOString()}

Begin with index.pdf. This file says how to check, without a network and without
the issuer's help, that the pack is what the issuer made. Not affiliated with
AHIMA or AAPC.

WHAT IS IN IT
  index.pdf            the person, the rules, need and have, every entry
  ledger.csv           the entries, for a spreadsheet
  ledger.json          the same entries as they stand in the ledger, with hashes
  ledger-hashes.csv    hashes of lines of the whole ledger, no content
  rule.yaml            the very file that the credits were held against
  evaluation.json      what came of that: counted, rejected and why
  certificates/        each certificate as PDF, and what it says as data (.json)
  credentials/         each certificate as signed badge: .json and .jwt
  status/              which certificates no longer held on the day, signed
  evidence/            files handed in for activities elsewhere
  issuer/              the issuer's public keys; contexts to read the badges by
  verify.html          checks PDFs and badges in a browser, offline
  SHA256SUMS, manifest.json, manifest.jws
                       size and SHA-256 of every file, and the signature

YOU NEED  a shell with sha256sum, OpenSSL 3 and jq; a browser for step 4.
Unzip the pack, go into its folder, and paste this first:

  b64() { s=$(tr '_-' '/+'); while [ $((\${#s} % 4)) -ne 0 ]; do s="$s="; done; printf %s "$s" | base64 -d; }

1. NO FILE WAS CHANGED
  sha256sum --quiet -c SHA256SUMS && echo whole
  jq -r '.files[]|"\\(.sha256)  \\(.path)"' manifest.json | sha256sum --quiet -c - && echo whole
  find . -type f | wc -l      # and: jq '.files|length+2' manifest.json
Shows: the files are those that the manifest names, none is missing or added.
Does not show: who wrote the manifest. That is step 2.

2. THE ISSUER SIGNED IT
  cut -d. -f1,2 manifest.jws | tr -d '\\n' > /tmp/signed
  cut -d. -f3 manifest.jws | b64 > /tmp/signature
  openssl pkeyutl -verify -pubin -inkey issuer/keys/${key.id}.pem -rawin -in /tmp/signed -sigfile /tmp/signature
  cut -d. -f2 manifest.jws | b64 | cmp - manifest.json && echo same
Shows: whoever has the key in that file signed exactly this manifest.
Does not show: that the key is the issuer's. That is step 3.

3. THE KEY IS THE ISSUER'S
${
  isWeb
    ? `  Compare issuer/did.json with ${publicUrl}${DID_DOCUMENT_PATH}
  or, without a network, ask the issuer by another way for the key's name:`
    : `  This issuer publishes no keys over https. Ask it by another way, such as a
  telephone number that you did not learn from this pack, for the key's name:`
}
  ${key.id}
  The name of an Ed25519 key is the key itself (Multikey). issuer/did.json says
  since when each key signs (inForceFrom) and until when it did (retired).
  Signed with a key that was retired before: do not accept it.

4. THE CERTIFICATES
  Open verify.html in a browser and choose, one by one, the PDFs in
  certificates/ and the files in credentials/. By hand: the PDF holds a seal (a JWS over all
  its other bytes), the .json a proof eddsa-rdfc-2022, the .jwt an ES256
  signature; issuer/contexts/ has the JSON-LD contexts that the proof needs.
Shows: not a byte of the certificate was changed since the issuer signed it,
with the name that stood on it on that day.
Does not show: that it still holds (step 5), or that the person before you is
the one who is named.

5. WHAT NO LONGER HOLDS
  credentialStatus in each badge names a list and a place (statusListIndex).
  status/<list>.json is that list as it was on the day of this pack, signed like
  a badge. Its bits: encodedList without the first letter, base64url, gzip; the
  first bit is the highest of the first byte; 1 means that it no longer holds.
  For one place, with list=... and i=...:
  jq -r .credentialSubject.encodedList status/$list.json | cut -c2- | b64 | gunzip | od -An -tu1 -j$((i/8)) -N1 | awk -v i=$i '{print int($1/2^(7-i%8))%2}'
  ledger.json must agree: an entry whose certificate no longer holds is named by
  a revocation ("entry") or a correction ("replaces").
Shows: what was revoked or replaced until ${new Date(at).toISOString()}.
Does not show: what was since. Ask ${publicUrl}/verify with the number.

6. THE ENTRIES OF THE LEDGER
  Each line's hash is the SHA-256 of the hash before it, a line feed and its text:
  jq -c '.lines[]|[.previous,.hash,.body]' ledger.json | while IFS= read -r l; do
    body=$(printf %s "$l" | jq -j '.[2]'; echo x); body=\${body%x}
    hash=$(printf '%s\\n%s' "$(printf %s "$l" | jq -r '.[0]')" "$body" | sha256sum | cut -d' ' -f1)
    [ "$hash" = "$(printf %s "$l" | jq -r '.[1]')" ] || echo "wrong: $l"
  done
Shows: no entry was changed after its hash was made. In "evidence" an entry names
its certificate, the SHA-256 of certificates/<number>.json ("snapshot") and that
of the file in evidence/: compare them with sha256sum.

7. THE LEDGER AS A WHOLE
  The ledger had ${head.seq} lines on the day, and this hash at its end:
  ${head.hash}
  Lines between those in ledger.json are about other people and are not here.
  ledger-hashes.csv has the hash of every ${hashes.every === 1 ? 'line' : `${hashes.every}th line`}, and tells nothing of them.
  previous of a line must be the hash of the line before it, where it is listed:
  jq -r '.lines[]|"\\(.seq),\\(.hash)"' ledger.json | while read -r l; do grep -qx "$l" ledger-hashes.csv || echo "not listed: $l"; done${hashes.every === 1 ? '' : `   # only numbers that ${hashes.every} divides are`}
Shows: to which ledger the issuer committed itself, over its signature. Two
packs of one issuer must agree on every number that stands in both files:
  join -t, <(sort one/ledger-hashes.csv) <(sort other/ledger-hashes.csv) | wc -l
Does not show: that the hashes between follow from each other, which takes the
text of those lines. The issuer can show it, with all its lines:
  chartwright ledger verify --head ${head.seq}:${head.hash}
It does not show either that no entry of this person was left out of the pack;
the same command on the issuer's side, and its export, do.

8. THE RULES AND THE SUM
  sha256sum rule.yaml; jq -r .evaluation.rule.sha256 evaluation.json     # the same
  jq '.evaluation | [.counted[].credits] | add' evaluation.json          # total.have
  jq '.evaluation | .rules[] as $r | {rule: $r.text, need: $r.need, have: ([.counted[]|select(.rules|index($r.id))|.credits]|add)}' evaluation.json
  Every credit entry in ledger.json is in counted or in rejected, with a reason.
Shows: by which file, version and source it was calculated, and that the sums are
right. (What is there for a minimum may be more than its sum where limits force
a choice between rules.) Does not show: that the figures are those your body asks for. rule.yaml
names where they were read and when; compare them with your body's own guide.

WHAT NOTHING HERE CAN SHOW
  - That what was recorded is true. Each entry names its source: graded here,
    reported by a launched course or an LMS, attested by staff, reported by the
    learner. Files in evidence/ are as they were handed in; nobody vouches for them.
  - Statements (xAPI), saved answers and grade exports are named by id or
    SHA-256 only. Grade exports hold other people's results. Ask the issuer.
  - What was recorded or revoked after the moment at the top.
  - That the issuer did not rewrite its whole ledger before it signed this.
`
}
