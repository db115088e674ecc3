import type { Circle } from '../criteria.js';

/** The mean radius of the earth (IUGG), in kilometers. */
export const earthRadius = 6371.0088;

/** Radians of a degree. */
export const degree = Math.PI / 180;

/** The haversine of the longest distance that a circle allows: what `haversine` of a place in it is at most. */
export function farthest({ kilometers }: Circle): number {
  const angle = kilometers / earthRadius;
  return angle >= Math.PI ? 1 : Math.sin(angle / 2) ** 2;
}

/** Whether a place lies in a circle. False of anything but a latitude and a longitude in degrees. */
export function compileNear(circle: Circle): (latitude: unknown, longitude: unknown) => boolean {
  const most = farthest(circle);
  const north = circle.latitude * degree;
  const shrink = Math.cos(north);
  return (latitude, longitude) => {
    if (typeof latitude !== 'number' || typeof longitude !== 'number') return false;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return false;
    const up = Math.sin((latitude * degree - north) / 2);
    const across = Math.sin(((longitude - circle.longitude) * degree) / 2);
    // Rounding may bring the haversine of the antipode above 1.
    return Math.min(1, up * up + shrink * Math.cos(latitude * degree) * across * across) <= most;
  };
}
