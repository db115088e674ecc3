/**
 * A cell that begins so would be a formula to a spreadsheet, or be taken for one that was guarded: it gets an apostrophe
 * in front. Means the same to JavaScript and to the engine.
 */
export const formula = /^'*[=+\-@\t\r]/;
