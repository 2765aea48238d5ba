import type { Field } from "./problems.ts";

interface TextFieldProps {
  field: Field; label: string; value: string; help: string; problem: string | undefined; onChange: (value: string) => void;
  placeholder?: string; grow?: boolean; tall?: boolean;
}

/** A field of the run form, with what is wrong with it in its place. */
export function TextField({ field, label, value, help, problem, onChange, placeholder, grow = false, tall = false }: TextFieldProps) {
  const input = {
    id: `run-${field}`, class: "mono", value, spellcheck: false, autocomplete: "off", "aria-invalid": problem !== undefined, "aria-describedby": `run-${field}-help`, ...(placeholder ? { placeholder } : {}),
  };
  return (
    <div class={`field${grow ? " grow" : ""}`}>
      <label for={`run-${field}`}>{label}</label>
      {tall ? <textarea rows={3} {...input} onInput={event => onChange(event.currentTarget.value)} /> : <input {...input} onInput={event => onChange(event.currentTarget.value)} />}
      <small id={`run-${field}-help`} class={problem ? "error" : "faint"}>{problem ?? help}</small>
    </div>
  );
}
