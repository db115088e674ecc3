/** Receives the plan of the parent, runs it, sends the result back; the parent then ends this process. */
export function runPlan<Plan>(work: (plan: Plan) => Promise<unknown>): void {
  process.once('message', (plan: Plan) => {
    work(plan).then(
      (result) => process.send?.(result),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}
