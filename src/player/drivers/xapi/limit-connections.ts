/**
 * Lets the page ask only its own origin and these addresses from here on. `index.html` has to allow any record store, as the
 * launch alone knows which; a second policy can only take away.
 */
export function limitConnections(window: Window, addresses: readonly string[]): void {
  const { document, location } = window
  const origins = addresses.map((address) => new URL(address, location.href).origin)
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src ${["'self'", ...new Set(origins)].join(' ')}`
  document.head.append(policy)
}
