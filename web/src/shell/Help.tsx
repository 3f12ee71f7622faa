import { useEffect, useRef } from "preact/hooks";
import { REVIEW_KEYS } from "../review/keys";
import { DESK_KEYS } from "./desk_keys";

export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="help-title" onClose={onClose}>
      <header>
        <h2 id="help-title">How the desk works</h2>
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </header>
      <p>
        Every colour on the map rests on sentences of news reports. Click a place, an event or a change to
        read them. The page's address holds all that is shown: send it to a colleague.
      </p>
      <p>
        <b>Two clocks.</b> <i>Day shown</i> is the day in the world. <i>Known by</i> is how much had been
        reported: “12 August, as known on 9 August” is what the desk could have said then. “Changed since”
        marks what reports after a day have changed.
      </p>
      <div class="help-keys">
        <Keys title="Anywhere" keys={DESK_KEYS} />
        <Keys title="In the review" keys={REVIEW_KEYS} />
      </div>
    </dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
