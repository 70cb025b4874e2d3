/** The page's first lines. A store takes long to open: it is begun while the rest is on its way. */
import { kit } from "./store/db.js";

kit.open().catch(() => {});
