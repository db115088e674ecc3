/** Two people, and what they have in common. */
export function Mark({ size = 30 }: { size?: number }) {
  return <img src={`${import.meta.env.BASE_URL}mark.svg`} width={size} height={size} alt="" aria-hidden />;
}
