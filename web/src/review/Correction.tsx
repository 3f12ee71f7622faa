/** What was read wrongly: a field of the ticked claim, and what it is. */
import { useRef, useState } from "preact/hooks";
import type { Theatre } from "../api/shapes";
import { useShortcuts } from "../shell/keys";
import { COUNT_HINT, FIELDS, HINTS } from "./acts";

const VALUE = "correction-value";

interface CorrectionProps {
  theatre: Theatre;
  busy: boolean;
  onCorrect: (field: string, value: string) => void;
  onAsCoded: () => void;
}

export function Correction({ theatre, busy, onCorrect, onAsCoded }: CorrectionProps) {
  const [field, setField] = useState("type");
  const [value, setValue] = useState("");
  const first = useRef<HTMLSelectElement>(null);
  useShortcuts([{ key: "c", act: () => first.current?.focus() }]);
  const choose = (name: string) => {
    setField(name);
    setValue("");
  };
  return (
    <form
      class="correction"
      aria-label="Put a claim right"
      onSubmit={(event) => {
        event.preventDefault();
        onCorrect(field, value);
      }}
    >
      <label class="field">
        <span>
          Read wrongly <kbd>c</kbd>
        </span>
        <select ref={first} value={field} onChange={(event) => choose(event.currentTarget.value)}>
          {Object.keys(FIELDS).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="field">
        <label for={VALUE}>It is</label>
        <Value field={field} value={value} types={theatre.types} onValue={setValue} />
      </div>
      <button type="submit" class="button" disabled={busy}>
        Put right
      </button>
      <button type="button" class="button" disabled={busy} onClick={onAsCoded}>
        As coded again
      </button>
    </form>
  );
}

interface ValueProps {
  field: string;
  value: string;
  types: Theatre["types"];
  onValue: (value: string) => void;
}

/** One of a field's words, or words of one's own. */
function Value({ field, value, types, onValue }: ValueProps) {
  const options = field === "type" ? Object.entries(types) : FIELDS[field]?.map((word) => [word, word]);
  if (!options?.length)
    return (
      <input
        id={VALUE}
        type="text"
        maxLength={200}
        value={value}
        placeholder={HINTS[field] ?? COUNT_HINT}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    );
  return (
    <select id={VALUE} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
      <option value="">choose</option>
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  );
}
