import { IconAlertTriangle, IconBulb, IconPencil } from '@tabler/icons-react';
import { useFacts } from './context.js';
import classes from './tree.module.css';

/** The element that tells what is wrong with a node, for `aria-describedby`. */
export function problemsId(node: string): string {
  return `${node}-problems`;
}

/** What is wrong or missing, right where it stands. */
export function Problems({ id, inset = false }: { id: string; inset?: boolean }) {
  const { problems } = useFacts(id);
  if (problems.length === 0) return null;
  return (
    <div id={problemsId(id)} style={inset ? { padding: '0 12px 8px' } : undefined}>
      {problems.map((problem) => (
        <div key={problem.message} className={classes.problem} data-severity={problem.severity}>
          {problem.severity === 'fault' && <IconAlertTriangle size={14} aria-hidden />}
          {problem.severity === 'unfinished' && <IconPencil size={14} aria-hidden />}
          {problem.severity === 'advice' && <IconBulb size={14} aria-hidden />}
          <span>{problem.message}</span>
        </div>
      ))}
    </div>
  );
}
