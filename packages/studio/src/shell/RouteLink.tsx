import type { ComponentProps } from 'react';
import { Link } from 'wouter';

type RouteLinkProps = Omit<ComponentProps<'a'>, 'href'> & { href: string };

/** A link inside the studio, in a form that any component can take as its element. */
export function RouteLink({ href, children, ...rest }: RouteLinkProps) {
  return (
    <Link href={href} {...rest}>
      {children}
    </Link>
  );
}
