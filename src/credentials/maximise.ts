/** One line of a linear programme: the sum of coefficient × variable is at most `most`, which is not negative. */
export interface AtMost {
  readonly of: ReadonlyMap<number, number>
  readonly most: number
}

/** Whole values of the variables, and what the goal makes of them. */
export interface Maximum {
  readonly best: number
  readonly values: readonly number[]
}

/** What is left to look at: the constraints so far, and the least value of some variables. */
interface Part {
  readonly constraints: readonly AtMost[]
  readonly least: ReadonlyMap<number, number>
}

/**
 * Whole values of `count` variables, none negative, that make the sum of `goal` as great as the constraints allow: branch and
 * bound over `relaxed`. All coefficients are whole numbers, and every variable is bounded. A constraint may have negative
 * coefficients only for variables before its other ones, which are then whole as soon as those are.
 */
export function maximise(count: number, goal: ReadonlyMap<number, number>, constraints: readonly AtMost[]): Maximum {
  const open: Part[] = [{ constraints, least: new Map() }]
  let found: Maximum | undefined
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { least } = part
    const above = part.constraints.map(({ of, most }): AtMost => ({ of, most: most - product(of, least) }))
    if (above.some(({ most }) => most < 0)) continue
    const { best, values, broken } = relaxed(count, goal, above)
    const bound = best + product(goal, least)
    if (found !== undefined && bound <= found.best) continue
    const whole = values.map((value, at) => value + (least.get(at) ?? 0))
    if (broken === undefined) {
      found = { best: bound, values: whole }
      continue
    }
    const below = whole[broken] ?? 0
    const split: AtMost = { of: new Map([[broken, 1]]), most: below }
    open.push({ constraints: [...part.constraints, split], least })
    open.push({ constraints: part.constraints, least: new Map(least).set(broken, below + 1) })
  }
  return found ?? { best: 0, values: Array.from({ length: count }, () => 0) }
}

function product(factors: ReadonlyMap<number, number>, values: ReadonlyMap<number, number>): number {
  let all = 0
  for (const [at, value] of values) all += value * (factors.get(at) ?? 0)
  return all
}

/**
 * The same without requiring whole values: the simplex method in whole numbers (Edmonds' fraction-free pivots, Bland's
 * rule), so exact, and the same on every machine. Results are cut off to whole numbers; `broken` is the first variable that
 * had something cut off.
 */
function relaxed(
  count: number,
  goal: ReadonlyMap<number, number>,
  constraints: readonly AtMost[],
): Maximum & { readonly broken: number | undefined } {
  const width = count + constraints.length + 1
  const rows = constraints.map(({ of, most }, row) => {
    const line = lineOf(width, of)
    line[count + row] = 1n
    line[width - 1] = BigInt(most)
    return line
  })
  const last = lineOf(width, new Map([...goal].map(([at, value]) => [at, -value])))
  const basis = constraints.map((_, row) => count + row)
  let divisor = 1n
  for (;;) {
    const column = last.findIndex((value, at) => at < width - 1 && value < 0n)
    if (column === -1) break
    const row = leavingRow(rows, basis, column)
    const pivotLine = rows[row]
    const pivot = pivotLine?.[column]
    if (pivotLine === undefined || pivot === undefined) throw new RangeError('A variable has no bound.')
    for (const line of [...rows, last]) if (line !== pivotLine) eliminate(line, pivotLine, column, pivot, divisor)
    basis[row] = column
    divisor = pivot
  }
  const values = Array.from({ length: count }, () => 0)
  const broken: number[] = []
  for (const [row, variable] of basis.entries()) {
    if (variable >= count) continue
    const value = rows[row]?.[width - 1] ?? 0n
    values[variable] = Number(value / divisor)
    if (value % divisor !== 0n) broken.push(variable)
  }
  return {
    best: Number((last[width - 1] ?? 0n) / divisor),
    values,
    broken: broken.length === 0 ? undefined : Math.min(...broken),
  }
}

function lineOf(width: number, values: ReadonlyMap<number, number>): bigint[] {
  const line = Array.from({ length: width }, () => 0n)
  for (const [at, value] of values) line[at] = BigInt(value)
  return line
}

/** The row that limits the column most; of several, that with the first variable (Bland), or the method might not end. */
function leavingRow(rows: readonly (readonly bigint[])[], basis: readonly number[], column: number): number {
  let found = -1
  let [bound, pivot] = [0n, 1n]
  for (const [at, line] of rows.entries()) {
    const coefficient = line[column] ?? 0n
    if (coefficient <= 0n) continue
    const most = line.at(-1) ?? 0n
    const difference = found === -1 ? -1n : most * pivot - bound * coefficient
    if (difference < 0n || (difference === 0n && (basis[at] ?? 0) < (basis[found] ?? 0))) {
      found = at
      bound = most
      pivot = coefficient
    }
  }
  return found
}

/** Clears the column in one line. The division leaves no rest. */
function eliminate(line: bigint[], pivotLine: readonly bigint[], column: number, pivot: bigint, divisor: bigint): void {
  const factor = line[column] ?? 0n
  for (const [at, value] of line.entries()) {
    line[at] = (value * pivot - factor * (pivotLine[at] ?? 0n)) / divisor
  }
}
