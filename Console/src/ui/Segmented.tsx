/** One of a few choices, all of them seen. */
export function Segmented<T extends string>({ value, options, onChange, label }: { value: T; options: readonly { value: T; text: string }[]; onChange: (value: T) => void; label: string }) {
  return (
    <div class="segmented" role="group" aria-label={label}>
      {options.map(option => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>{option.text}</button>
      ))}
    </div>
  );
}
