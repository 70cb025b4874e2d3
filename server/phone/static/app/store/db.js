/**
 * IndexedDB with promises, and nothing more.
 * @param {string} name
 * @param {number} version
 * @param {(db: IDBDatabase, from: number) => void} upgrade
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(name, version, upgrade) {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
  return settled(request).then((db) => {
    // Another tab with a newer app must not wait for this one for ever.
    db.onversionchange = () => db.close();
    return db;
  });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Runs `work` in one transaction and resolves with its result once the transaction is complete,
 * never before: what resolved is stored. An error thrown by `work` undoes all of it.
 * @template T
 * @param {IDBDatabase} db
 * @param {string[]} stores
 * @param {"readonly"|"readwrite"} mode
 * @param {(...stores: IDBObjectStore[]) => T|Promise<T>} work
 * @param {IDBTransactionOptions} [options] `{durability: "strict"}` waits for the disk
 * @returns {Promise<T>}
 */
export function transact(db, stores, mode, work, options) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, mode, options);
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error || new DOMException("", "AbortError"));
    Promise.resolve(work(...stores.map((name) => transaction.objectStore(name)))).then(
      (value) => { result = value; },
      (error) => {
        try { transaction.abort(); } catch { /* it has ended by itself */ }
        reject(error);
      },
    );
  });
}
