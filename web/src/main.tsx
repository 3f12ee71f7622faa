import { render } from "preact";
import "./style.css";
import { App } from "./shell/App";

const root = document.getElementById("desk");
if (root) render(<App />, root);
