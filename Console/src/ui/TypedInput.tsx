import { useEffect, useRef, useState } from "preact/hooks";

const quiet = 350;

/** A filter that is typed: it holds a moment after the last letter, or at Enter. */
export function TypedInput({ value, placeholder, onTyped }: { value: string; placeholder: string; onTyped: (value: string) => void }) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = (typed: string) => {
    if (typed.trim() !== told.current) {
      told.current = typed.trim();
      onTyped(told.current);
    }
  };
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value); // cleared, or chosen elsewhere
    }
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => tell(text), quiet);
    return () => clearTimeout(timer);
  }, [text]);
  return <input value={text} placeholder={placeholder} spellcheck={false} onInput={event => setText(event.currentTarget.value)} onChange={event => tell(event.currentTarget.value)} />;
}
