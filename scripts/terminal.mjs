/** What the set-up scripts say, and how they show that something long is still going on. */

const live = process.stderr.isTTY === true && process.env.CI === undefined;

export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function fail(text) {
  say(`\n${text}\n`);
  process.exit(1);
}

/** One line that moves where there is a terminal, a line now and then where there is none. */
export function progress(label) {
  const started = Date.now();
  let lastPrinted = started;
  return {
    update(done, total) {
      const part = total > 0 ? Math.min(1, done / total) : 0;
      if (live) {
        const width = 28;
        const filled = Math.round(part * width);
        process.stderr.write(
          `\r  ${label} [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${Math.floor(part * 100)} % `,
        );
      } else if (Date.now() - lastPrinted > 5000) {
        lastPrinted = Date.now();
        say(`  ${label}: ${Math.floor(part * 100)} %`);
      }
    },
    done(text) {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (live) process.stderr.write('\r\u001b[K');
      say(`  ${text ?? label} (${seconds} s)`);
    },
  };
}
