const shapes = {
  fleet: "M2.5 3.5h11v3.6h-11zM2.5 8.9h11v3.6h-11zM5 5.3h.01M5 10.7h.01",
  run: "M4.5 3v10l8-5z",
  tasks: "M2.8 4.2l1.2 1.2 2-2.2M2.8 11l1.2 1.2 2-2.2M8.5 4.5h5M8.5 11.3h5",
  jobs: "M2.5 3.5h4v3h-4zM9.5 3.5h4v3h-4zM9.5 9.8h4v3h-4zM6.5 5h3M8 5v6.3h1.5",
  workflows: "M2 2.5h4.6v4H2zM9.4 9.5H14v4H9.4zM4.3 6.5v5h5.1",
  files: "M4 2.2h5l3 3v8.6H4zM9 2.2v3h3M6 8.2h4M6 10.8h4",
  system: "M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 1.8v2M8 12.2v2M14.2 8h-2M3.8 8h-2M12.4 3.6l-1.4 1.4M5 11l-1.4 1.4M12.4 12.4L11 11M5 5L3.6 3.6",
  access: "M8 1.8l5 1.9v4c0 3.1-2.1 5.4-5 6.5-2.9-1.1-5-3.4-5-6.5v-4z",
  key: "M5.2 13a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM7.2 8.4l6-6M10.6 5l2 2",
  lock: "M3.5 7.2h9v6.3h-9zM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM13.5 13.5l-3.2-3.2",
  close: "M4 4l8 8M12 4l-8 8",
  trash: "M2.8 4.4h10.4M6.3 4.4V2.7h3.4v1.7M4.2 4.4l.6 8.9h6.4l.6-8.9M6.7 7v3.8M9.3 7v3.8",
  check: "M3 8.5l3.2 3.2L13 5",
  copy: "M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3",
  down: "M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10",
  up: "M8 13V3.5M4 7l4-4 4 4",
  next: "M8 3v9.5M4 9l4 4 4-4",
  chevron: "M5.5 3.5L10 8l-4.5 4.5",
  stop: "M4 4h8v8H4z",
  again: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.8h-2.8",
  plus: "M8 3v10M3 8h10",
  clock: "M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6zM8 5v3.2l2 1.3",
  warning: "M8 2.3L14.2 13H1.8zM8 6.5v3M8 11.3h.01",
  wrap: "M2.5 4h11M2.5 8h8.7a2.1 2.1 0 0 1 0 4.2H8.5M10 10.4l-1.8 1.8L10 14M2.5 12H5",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.5v1.3M8 13.2v1.3M14.5 8h-1.3M2.8 8H1.5M12.6 3.4l-.9.9M4.3 11.7l-.9.9M12.6 12.6l-.9-.9M4.3 4.3l-.9-.9",
  moon: "M13.3 9.6A5.6 5.6 0 0 1 6.4 2.7a5.6 5.6 0 1 0 6.9 6.9z",
  display: "M2.2 3h11.6v8H2.2zM6 13.5h4M8 11v2.5",
  keyboard: "M1.8 4.2h12.4v7.6H1.8zM4.2 6.7h.01M6.7 6.7h.01M9.2 6.7h.01M11.7 6.7h.01M5 9.4h6",
  logout: "M6.5 2.8h-4v10.4h4M10 5l3 3-3 3M13 8H6",
  link: "M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.8-.8",
  terminal: "M3 4.5L6.5 8 3 11.5M8 12h5",
  fold: "M8 1.5v4M5.8 3.5L8 5.7l2.2-2.2M2.5 8h11M8 14.5v-4M5.8 12.5L8 10.3l2.2 2.2",
  unfold: "M8 5.5v-4M5.8 3.7L8 1.5l2.2 2.2M2.5 8h11M8 10.5v4M5.8 12.3L8 14.5l2.2-2.2",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  edit: "M10.8 2.8l2.4 2.4L6 12.4l-3.2.8.8-3.2zM9.3 4.3l2.4 2.4",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  filter: "M2.5 3.5h11L9.5 8.5v4l-3 1.2V8.5z",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
