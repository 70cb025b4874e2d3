import { start } from "./main.js";
import { words } from "./lib/words.es.js";

start(words);
