// Prints what test/bench/lrs.mjs measured.
const right = (value, width) => String(value).padStart(width)
const count = (number) => Math.round(number).toLocaleString('en')
const ms = (number) => number.toFixed(number < 1 ? 3 : number < 10 ? 2 : 1)
const percent = (share) => `${Math.round(share * 100)} %`

export function printReport({ node, cpus, model, seconds, runs, busy, raw, bare, databases }) {
  console.log(
    `Node ${node}, ${cpus} × ${model}; medians of ${runs} × ${seconds} s. CPU: ms of the server per statement sent, or per request read.\n`,
  )
  console.log(
    `Load average of the machine, before and after: ${busy.map((one) => one.toFixed(1)).join(', ')}. What else runs makes all figures worse.\n`,
  )
  console.log('the least it could cost          statements/s   CPU ms')
  for (const kind of ['post', 'batch']) {
    const what = kind === 'post' ? 'one a transaction / request' : '50 a transaction / request'
    console.log(`inserts, ${what.padEnd(28)}${right(count(raw[kind].perSecond), 9)}${right(ms(raw[kind].cpu), 9)}`)
    console.log(`bare route, ${what.padEnd(25)}${right(count(bare[kind].perSecond), 9)}${right(ms(bare[kind].cpu), 9)}`)
  }
  for (const { name, rows, seeding, paced, fractions, aims } of databases) {
    console.log(`\n${name}`)
    for (const { size, perSecond } of seeding)
      console.log(`  ${count(size)} statements stored at ${count(perSecond)}/s, without HTTP`)
    const database = rows.some((row) => row.databaseCpu !== undefined)
    console.log(
      `  ${'stored'.padEnd(11)}${'what'.padEnd(34)}${right('c', 3)}${right('per s', 9)}${right('p50 ms', 9)}${right('p99 ms', 9)}${right('CPU ms', 9)}${database ? right('database', 10) : ''}${right('MB', 6)}${right('bytes', 9)}`,
    )
    for (const { size, kind, connections, perSecond, p50, p99, cpu, databaseCpu, megabytes, bytes } of rows) {
      console.log(
        `  ${count(size).padEnd(11)}${nameOf(kind).padEnd(34)}${right(connections, 3)}${right(count(perSecond), 9)}${right(ms(p50), 9)}${right(ms(p99), 9)}${right(ms(cpu), 9)}${database ? right(ms(databaseCpu), 10) : ''}${right(Math.round(megabytes), 6)}${right(bytes, 9)}`,
      )
    }
    console.log(
      `  ${count(paced.size)} stored, ${count(paced.rate)} single POSTs a second: p50 ${ms(paced.p50)} ms, p99 ${ms(paced.p99)} ms`,
    )
    for (const { kind, ofRaw, ofBare, ofBoth } of fractions) {
      console.log(
        `  ${nameOf(kind)}: inserts alone are ${percent(ofRaw)} of its CPU, the bare route ${percent(ofBare)}, both ${percent(ofBoth)}`,
      )
    }
    for (const { name: what, is, most, met } of aims)
      console.log(`  ${met ? 'met   ' : 'MISSED'}  ${what}: ${is} (at most ${most})`)
  }
}

const nameOf = (kind) => ({ post: 'POST', batch: 'POST of 50' })[kind] ?? `GET ${kind}`
