/** The same keys with texts of another language: a key that is missing, or one too many, does not compile. */
export type Catalogue<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Catalogue<English[Key]>;
};

/** The catalogues of all folders, to be loaded one by one. */
export type Catalogues<English> = {
  readonly [Folder in keyof English]: () => Promise<Catalogue<English[Folder]>>;
};
