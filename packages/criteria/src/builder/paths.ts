/** The types of what nothing is declared of. */
export type Undeclared = Readonly<Record<string, unknown>>;

/** A place, which `near` compares as a whole. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

type Plain = string | number | boolean | bigint | symbol | Date | null | undefined;

/** Names of the values in an object as criteria have them: nested ones by dotted path, `address.city`, `products.sku`. */
export type NamesOf<Object> = Object extends object
  ? { [Key in keyof Object & string]-?: NamesAt<Key, Object[Key]> }[keyof Object & string]
  : never;

type NamesAt<Key extends string, Value> = unknown extends Value
  ? Key
  : Value extends Plain
    ? Key
    : Value extends readonly (infer Item)[]
      ? NamesAt<Key, Item>
      : Value extends Place
        ? Key | `${Key}.${NamesOf<Value>}`
        : `${Key}.${NamesOf<Value>}`;

/** The type of the value of a name; what stands in a list is a list. */
export type ValueAt<Object, Name extends string> = Name extends keyof Object
  ? Object[Name]
  : {
      [Key in keyof Object & string]: Name extends `${Key}.${infer Rest}` ? ValueIn<Object[Key], Rest> : never;
    }[keyof Object & string];

type ValueIn<Value, Name extends string> = Value extends Plain
  ? never
  : Value extends readonly (infer Item)[]
    ? readonly ItemOf<ValueIn<Item, Name>>[]
    : ValueAt<Value, Name>;

/** A value, or one of a list of them. */
export type ItemOf<Value> = Value extends readonly (infer Item)[] ? Item : Value;

/** Names of the values that are numbers, or lists of them. */
export type NumericNames<Object> = {
  [Name in NamesOf<Object>]: unknown extends ValueAt<Object, Name>
    ? Name
    : Extract<ItemOf<ValueAt<Object, Name>>, number> extends never
      ? never
      : Name;
}[NamesOf<Object>];
