export function Logo() {
  return (
    <span class="logo">
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" class="logo-back" /><path d="M9 11l5 5-5 5M17 21h6" class="logo-line" /></svg>
      <span>OrleansOps</span>
    </span>
  );
}
