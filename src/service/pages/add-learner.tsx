/** @jsxImportSource hono/jsx */

/** The command that adds a learner to this service. @param options those that lead to its data */
export const AddLearner = ({ options }: { options: string }) => (
  <code>{`chartwright users add --name "…" --role learner${options}`}</code>
)
