import { useState } from "preact/hooks";
import { ApiFailure, post } from "../api/client";
import type { Me } from "../api/shapes";
import { FailureNote } from "./Answer";

export function Login({ onMe }: { onMe: (me: Me) => void }) {
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    try {
      onMe(await post<Me>("/api/login", { name: said.get("name"), password: said.get("password") }));
    } catch (error) {
      if (error instanceof ApiFailure) setFailure(error);
      else throw error;
    }
  };
  return (
    <main class="login">
      <form onSubmit={send}>
        <h1>Khabar</h1>
        <p class="quiet">This desk is for those who have an account.</p>
        {failure && <FailureNote failure={failure} />}
        <label class="field">
          Name
          <input name="name" autocomplete="username" required />
        </label>
        <label class="field">
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button type="submit" class="button primary">
          Log in
        </button>
      </form>
    </main>
  );
}
