/**
 * CPU seconds that this process spends on the work. Whatever else the machine does makes it later, hardly dearer: a
 * bound that is generous for work in step with its input, and far below what other work takes, fails on no busy machine.
 */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}
