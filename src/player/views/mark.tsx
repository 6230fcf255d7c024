/** @jsxImportSource preact */
import { Icon } from '../app/icon.tsx'

/** Right or wrong in word and sign, not by colour alone. */
export const Mark = ({ good, children }: { readonly good: boolean; readonly children: string }) => (
  <span class={good ? 'mark mark-good' : 'mark mark-bad'}>
    <Icon name={good ? 'check' : 'cross'} />
    {children}
  </span>
)
