import { Database } from "./db.js";

/** What lies on this phone. There is one of it, so that it can be opened before the app has come. */
export const kit = new Database("kit", (made) => {
  made.createObjectStore("drafts", { keyPath: ["shopper", "submission"] });
  made.createObjectStore("photos", { keyPath: ["shopper", "submission", "sha256"] });
  made.createObjectStore("forms", { keyPath: ["id", "version", "language"] });
  made.createObjectStore("meta");
});
