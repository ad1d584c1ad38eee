// A field of words: Enter or leaving it takes them, Escape does not.
import { useEffect, useRef } from "preact/hooks";

interface TextEditProps {
  label: string;
  value: string;
  onTake: (value: string) => void;
  onClose: () => void;
}

export function TextEdit({ label, value, onTake, onClose }: TextEditProps) {
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const end = (take: boolean) => {
    if (over.current) return;
    over.current = true;
    const now = input.current?.value.trim() ?? "";
    if (take && now !== value) onTake(now);
    else onClose();
  };
  return (
    <input
      ref={input}
      type="text"
      class="text-edit"
      dir="auto"
      aria-label={label}
      defaultValue={value}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        end(event.key === "Enter");
      }}
      onBlur={() => end(true)}
    />
  );
}
