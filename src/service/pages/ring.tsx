/** @jsxImportSource hono/jsx */

interface RingProps {
  /** 0 to 1; more counts as 1. */
  readonly share: number
  readonly met: boolean
  /** In the middle: what there is, and under it what is needed. */
  readonly figure: string
  readonly under: string
  readonly small?: boolean
}

/** A share as a ring. The table beside it says the same in words, so readers of the screen are spared the picture. */
export const Ring = ({ share, met, figure, under, small }: RingProps) => {
  const percent = Math.max(0, Math.min(100, Math.floor(share * 100)))
  return (
    <svg class={`ring ${met ? 'met' : ''} ${small === true ? 'small' : ''}`} viewBox="0 0 120 120" aria-hidden="true">
      <circle class="track" cx="60" cy="60" r="52" />
      {percent === 0 ? null : (
        <circle
          class="have"
          cx="60"
          cy="60"
          r="52"
          pathLength="100"
          stroke-dasharray={`${percent} 100`}
          transform="rotate(-90 60 60)"
        />
      )}
      <text class="figure" x="60" y="60">
        {figure}
      </text>
      <text class="under" x="60" y="82">
        {under}
      </text>
    </svg>
  )
}
