import { start } from "./main.js";
import { words } from "./lib/words.en.js";

start(words);
