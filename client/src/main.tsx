import { render } from "preact";
import { Desk } from "./shell/Desk";

const root = document.getElementById("desk");
if (root) render(<Desk />, root);
