declare module 'jexl' {
  interface Expression {
    evalSync(context: object): unknown;
  }
  interface JexlInstance {
    addFunction(name: string, value: (...values: string[]) => boolean): void;
    compile(text: string): Expression;
  }
  const jexl: JexlInstance;
  export default jexl;
}
