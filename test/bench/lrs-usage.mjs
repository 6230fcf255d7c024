// Loaded before a measured server (`node --import`): answers the parent's question what the process has used so far.
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: (user + system) / 1000, megabytes: process.memoryUsage().rss / 1e6 })
})
process.channel?.unref()
