// Loaded before a measured program (`node --import`): leaves what the process used in the file named by the environment.
import { writeFileSync } from 'node:fs'

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const usage = {
    seconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1024,
    wall: performance.now() / 1000,
  }
  writeFileSync(process.env.BENCH_USAGE ?? '', JSON.stringify(usage))
})
