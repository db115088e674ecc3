import '@mantine/notifications/styles.css';

/** A file of its own, which comes after the first page: what is told before it is here waits for it. */
export { Notifications as default } from '@mantine/notifications';
