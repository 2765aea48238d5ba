import { render } from "preact";
import { App } from "./app/App.tsx";
import { showTheme } from "./app/theme.ts";
import { showLanguage } from "./i18n/language.ts";
import "./styles/index.css";

showTheme();
showLanguage();
render(<App />, document.getElementById("app")!);
